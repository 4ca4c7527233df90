"""Addresses of alerts."""

from django.urls import path

from openrsd.protection.alerts import views

urlpatterns = [
    path("protection/alerts/", views.alerts, name="alerts"),
    path("protection/alerts/of/<uuid:record>/", views.new_alert, name="alert-new"),
    path("protection/alerts/<uuid:record>/", views.alert, name="alert"),
    path("protection/alerts/<uuid:record>/taken-up/", views.take_up, name="alert-take-up"),
    path("protection/alerts/<uuid:record>/letter/", views.letter, name="alert-letter"),
]
