"""Addresses of the room."""

from django.urls import include, path

app_name = "protection"
urlpatterns = [
    path("", include("openrsd.protection.certificates.urls")),
    path("", include("openrsd.protection.alerts.urls")),
    path("", include("openrsd.protection.incidents.urls")),
]
