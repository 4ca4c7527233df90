"""Addresses of documents."""

from django.urls import path

from openrsd.evidence.views import documents, lists, redacting, telling, uploads

app_name = "evidence"
urlpatterns = [
    path("claims/<uuid:record>/", lists.claim, name="claim"),
    path("claims/<uuid:record>/list/", lists.printed, name="list"),
    path("claims/<uuid:record>/add/", lists.add, name="add"),
    path("claims/<uuid:record>/uploads/", uploads.begin, name="begin-upload"),
    path("uploads/<uuid:upload>/<int:position>/", uploads.piece, name="add-piece"),
    path("uploads/<uuid:upload>/", uploads.finish, name="finish-upload"),
    path("<uuid:record>/", documents.document, name="document"),
    path("<uuid:record>/copy/", documents.original, name="original"),
    path("<uuid:record>/pages/<int:page>/", documents.picture, name="picture"),
    path("<uuid:record>/pages/<int:page>/words/", telling.recognise, name="recognise"),
    path("<uuid:record>/custody/", telling.custody, name="custody"),
    path("<uuid:record>/description/", telling.describe, name="describe"),
    path("<uuid:record>/link/", telling.link, name="link"),
    path("<uuid:record>/check/", telling.check, name="check"),
    path("<uuid:record>/disclose/", telling.disclose, name="disclose"),
    path("<uuid:record>/withhold/", telling.withhold, name="withhold"),
    path("<uuid:record>/remove/", redacting.redact, name="redact"),
]
