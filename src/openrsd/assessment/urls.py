"""Addresses of assessments."""

from django.urls import path

from openrsd.assessment.views import claims as views

app_name = "assessment"
urlpatterns = [
    path("entry/<uuid:record>/", views.entry, name="entry"),
    path("<uuid:record>/", views.claim, name="claim"),
    path("<uuid:record>/form/", views.paper, name="paper"),
    path("<uuid:record>/finding/<slug:name>/", views.finding, name="finding"),
    path("<uuid:record>/fact/<slug:name>/", views.fact, name="fact"),
    path("<uuid:record>/add/<slug:kind>/", views.add, name="add"),
]
