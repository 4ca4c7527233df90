"""Addresses of incidents."""

from django.urls import path

from openrsd.protection.incidents import views

urlpatterns = [
    path("protection/incidents/", views.incidents, name="incidents"),
    path("protection/incidents/new/", views.new_incident, name="incident-new"),
    path("protection/incidents/<uuid:record>/", views.incident, name="incident"),
    path("protection/incidents/files/<uuid:record>/", views.file, name="incident-file"),
]
