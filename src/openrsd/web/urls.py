"""The front page, the lock, and the choices of the frame."""

from django.urls import path

from openrsd.web import preferences, views

urlpatterns = [
    path("", views.home, name="home"),
    path("lock/", views.lock, name="lock"),
    path("theme/", preferences.choose_theme, name="choose_theme"),
    path("language/", preferences.choose_language, name="choose_language"),
]
