"""Addresses of decisions."""

from django.urls import path

from openrsd.decisions.views import appealing, drafting, letters, reviewing

app_name = "decisions"
urlpatterns = [
    path("appeals/<uuid:record>/", appealing.appeal, name="appeal"),
    path("appeals/<uuid:record>/file/", appealing.file_appeal, name="file-appeal"),
    path("appeals/<uuid:record>/add/<slug:kind>/", appealing.add, name="add-to-appeal"),
    path("appeals/<uuid:record>/take-up/", appealing.take_up, name="take-up-appeal"),
    path("appeals/<uuid:record>/decide/", appealing.decide, name="decide-appeal"),
    path("outcomes/", appealing.outcomes, name="outcomes"),
    path("draft/<uuid:record>/", drafting.draft, name="draft"),
    path("review/<uuid:record>/", reviewing.review, name="review"),
    path("letters/<uuid:record>/", letters.letter, name="letter"),
]
