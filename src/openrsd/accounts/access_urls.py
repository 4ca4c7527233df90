"""Addresses of emergency access, of what is announced, and of conflicts of interest."""

from django.urls import path

from openrsd.accounts.views import access

urlpatterns = [
    path("break-glass/<slug:kind>/<uuid:record>/", access.break_glass, name="break_glass"),
    path("conflict/<slug:kind>/<uuid:record>/", access.conflict, name="conflict"),
    path("announcements/", access.announcements, name="announcements"),
    path("account-changes/", access.account_changes, name="account_changes"),
    path("suspended/", access.suspended, name="suspended"),
    path("suspended/<uuid:user>/resume/", access.resume, name="resume"),
    path("announcements/<uuid:announcement>/read/", access.acknowledge, name="acknowledge"),
]
