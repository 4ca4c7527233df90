"""Addresses of groups over time. They stand under those of registration."""

from django.urls import path

from openrsd.registration.groups import views

urlpatterns = [
    path("groups/<uuid:record>/members/", views.members, name="members"),
    path("groups/<uuid:record>/join/", views.join, name="join"),
    path("persons/<uuid:record>/speaker/", views.speaker, name="speaker"),
    path("persons/<uuid:record>/relation/", views.relation, name="relation"),
    path("persons/<uuid:record>/leave/", views.leave, name="leave"),
    path("persons/<uuid:record>/birth/", views.birth, name="birth"),
    path("persons/<uuid:record>/gone/", views.gone, name="gone"),
    path("persons/<uuid:record>/taken/", views.taken, name="taken"),
    path("persons/<uuid:record>/back/", views.back, name="back"),
]
