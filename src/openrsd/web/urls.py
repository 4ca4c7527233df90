"""The front page."""

from django.urls import path

from openrsd.web import views

urlpatterns = [path("", views.home, name="home")]
