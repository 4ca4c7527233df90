"""Addresses of persons and groups."""

from django.urls import path

from openrsd.registration import views
from openrsd.registration.groups.urls import urlpatterns as of_groups

app_name = "registration"
urlpatterns = [
    path("persons/", views.persons, name="persons"),
    path("groups/new/", views.new_group, name="new-group"),
    path("groups/<uuid:record>/", views.group, name="group"),
    path("groups/<uuid:record>/person/", views.new_person, name="new-person"),
    path("persons/<uuid:record>/", views.person, name="person"),
    path("persons/<uuid:record>/names/", views.names, name="names"),
    *of_groups,
]
