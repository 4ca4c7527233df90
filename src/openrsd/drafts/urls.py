"""Addresses of drafts."""

from django.urls import path

from openrsd.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.unsent, name="unsent"),
    path("keep/", views.keep, name="keep"),
    path("discard/", views.discard, name="discard"),
]
