"""Addresses of a program with a fault in it."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from openrsd.config import urls

SECRET = "Amal of the third house"  # noqa: S105


def fail(request: HttpRequest) -> HttpResponse:
    secret = SECRET
    raise RuntimeError(secret)


handler500 = urls.handler500
urlpatterns: list[URLPattern] = [path("fault/", fail)]
