"""Addresses of decisions."""

from django.urls import path

from openrsd.decisions.views import (
    appealing,
    batching,
    correcting,
    drafting,
    letters,
    negating,
    reviewing,
)

app_name = "decisions"
urlpatterns = [
    path("appeals/<uuid:record>/", appealing.appeal, name="appeal"),
    path("appeals/<uuid:record>/file/", appealing.file_appeal, name="file-appeal"),
    path("appeals/<uuid:record>/add/<slug:kind>/", appealing.add, name="add-to-appeal"),
    path("appeals/<uuid:record>/take-up/", appealing.take_up, name="take-up-appeal"),
    path("appeals/<uuid:record>/decide/", appealing.decide, name="decide-appeal"),
    path("bars/<uuid:record>/", negating.bars, name="bars"),
    path("outcomes/", appealing.outcomes, name="outcomes"),
    path("draft/<uuid:record>/", drafting.draft, name="draft"),
    path("corrections/<uuid:record>/", correcting.correct, name="correct"),
    path("review/<uuid:record>/", reviewing.review, name="review"),
    path("review/<uuid:record>/check/", reviewing.check, name="check"),
    path("review/<uuid:record>/comment/<slug:name>/", reviewing.comment, name="comment"),
    path("return/<uuid:record>/", reviewing.return_draft, name="return"),
    path("comments/<uuid:record>/", reviewing.comments, name="comments"),
    path("batch/", batching.batch, name="batch"),
    path("quality/", batching.summary, name="quality"),
    path("letters/<uuid:record>/", letters.letter, name="letter"),
    path("letters/<uuid:record>/paper/", letters.paper, name="letter-paper"),
    path("letters/<uuid:record>/appeal-form/", letters.appeal_form, name="letter-appeal-form"),
    path("telling/<uuid:record>/", letters.telling, name="telling"),
    path("telling/<uuid:record>/preview/", letters.preview, name="letter-preview"),
    path("telling/<uuid:record>/words/", letters.words, name="letter-words"),
    path("telling/<uuid:record>/in-person/", letters.apart, name="letter-apart"),
    path("telling/<uuid:record>/after-all/", letters.after_all, name="letter-after-all"),
    path("telling/<uuid:record>/letters/", letters.making, name="letter-making"),
]
