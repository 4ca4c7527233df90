"""Addresses of assessments."""

from django.urls import path

from openrsd.assessment.views import claims, facts, form, resting

app_name = "assessment"
urlpatterns = [
    path("entry/<uuid:record>/", claims.entry, name="entry"),
    path("<uuid:record>/", claims.claim, name="claim"),
    path("<uuid:record>/form/", form.paper, name="paper"),
    path("<uuid:record>/form/pdf/", form.paper_to_print, name="paper-to-print"),
    path("<uuid:record>/compare/", form.compare, name="compare"),
    path("<uuid:record>/note/<slug:name>/", form.note, name="note"),
    path("<uuid:record>/marked/", facts.marked, name="marked"),
    path("<uuid:record>/finding/<slug:name>/", claims.finding, name="finding"),
    path("<uuid:record>/finding/<slug:name>/rests/", resting.of_finding, name="finding-rests"),
    path("<uuid:record>/fact/<slug:name>/", facts.fact, name="fact"),
    path("<uuid:record>/fact/<slug:name>/rests/", resting.of_fact, name="fact-rests"),
    path(
        "<uuid:record>/fact/<slug:name>/misfit/<slug:which>/",
        facts.inconsistency,
        name="inconsistency",
    ),
    path("<uuid:record>/add/<slug:kind>/", claims.add, name="add"),
]
