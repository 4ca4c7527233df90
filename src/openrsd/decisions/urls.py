"""Addresses of decisions."""

from django.urls import path

from openrsd.decisions import views

app_name = "decisions"
urlpatterns = [
    path("draft/<uuid:record>/", views.draft, name="draft"),
    path("review/<uuid:record>/", views.review, name="review"),
    path("letters/<uuid:record>/", views.letter, name="letter"),
]
