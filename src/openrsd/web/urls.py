"""The front page, the lock, and the choices of the frame."""

from django.urls import path

from openrsd.web import preferences, views
from openrsd.web.pages.case import case

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/<uuid:record>/", case, name="case"),
    path("lock/", views.lock, name="lock"),
    path("theme/", preferences.choose_theme, name="choose_theme"),
    path("language/", preferences.choose_language, name="choose_language"),
]
