"""Pages for data protection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
