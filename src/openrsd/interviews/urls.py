"""Addresses of interviews."""

from django.urls import path

from openrsd.interviews import views

app_name = "interviews"
urlpatterns = [
    path("plan/<uuid:record>/", views.plan, name="plan"),
    path("<uuid:record>/", views.interview, name="interview"),
]
