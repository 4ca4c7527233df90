"""Addresses of matching."""

from django.urls import path

from openrsd.matching import views

app_name = "matching"
urlpatterns = [
    path("pairs/", views.pairs, name="pairs"),
    path("pairs/<uuid:record>/", views.pair, name="pair"),
    path("pairs/<uuid:record>/open/", views.open_pair, name="open-pair"),
    path("maybe/", views.maybe, name="maybe"),
]
