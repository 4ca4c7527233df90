"""Addresses of dossiers."""

from django.urls import path

from tests.protected import views

app_name = "protected"
urlpatterns = [
    path("", views.dossiers, name="dossiers"),
    path("new/", views.new_dossier, name="new"),
    path("<uuid:record>/", views.dossier, name="dossier"),
    path("<uuid:record>/story/", views.story, name="story"),
]
