"""Addresses of cases and claims."""

from django.urls import path

from openrsd.casework import views

app_name = "casework"
urlpatterns = [
    path("", views.own, name="own"),
    path("team/", views.team, name="team"),
    path("register/<uuid:group>/<uuid:record>/", views.register, name="register"),
    path("<uuid:record>/assign/", views.assign, name="assign"),
    path("<uuid:record>/complete/", views.complete, name="complete"),
    path("claims/<uuid:record>/", views.claim, name="claim"),
]
