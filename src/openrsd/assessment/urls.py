"""Addresses of assessments."""

from django.urls import path

from openrsd.assessment import views

app_name = "assessment"
urlpatterns = [path("<uuid:record>/", views.claim, name="claim")]
