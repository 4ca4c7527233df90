"""Addresses of broken glasses, announcements and conflicts of interest."""

from django.urls import path

from openrsd.accounts.views import access

urlpatterns = [
    path("break-glass/<slug:kind>/<uuid:record>/", access.break_glass, name="break_glass"),
    path("conflict/<slug:kind>/<uuid:record>/", access.conflict, name="conflict"),
    path("announcements/", access.announcements, name="announcements"),
    path("announcements/<uuid:announcement>/read/", access.acknowledge, name="acknowledge"),
]
