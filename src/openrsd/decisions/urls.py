"""Addresses of decisions."""

from django.urls import path

from openrsd.decisions.views import appealing, batching, drafting, letters, reviewing

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
    path("review/<uuid:record>/check/", reviewing.check, name="check"),
    path("review/<uuid:record>/comment/<slug:name>/", reviewing.comment, name="comment"),
    path("return/<uuid:record>/", reviewing.return_draft, name="return"),
    path("comments/<uuid:record>/", reviewing.comments, name="comments"),
    path("batch/", batching.batch, name="batch"),
    path("quality/", batching.summary, name="quality"),
    path("letters/<uuid:record>/", letters.letter, name="letter"),
]
