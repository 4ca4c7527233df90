"""Addresses of decisions."""

from django.urls import path

from openrsd.decisions.views import drafting, letters, reviewing

app_name = "decisions"
urlpatterns = [
    path("draft/<uuid:record>/", drafting.draft, name="draft"),
    path("review/<uuid:record>/", reviewing.review, name="review"),
    path("letters/<uuid:record>/", letters.letter, name="letter"),
]
