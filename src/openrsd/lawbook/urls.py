"""Addresses of the law of this installation."""

from django.urls import path

from openrsd.lawbook.views import editing, guidance, law

app_name = "lawbook"
urlpatterns = [
    path("", law.overview, name="overview"),
    path("sources/", law.sources, name="sources"),
    path("sources/<slug:name>/", law.source, name="source"),
    path("sources/<slug:name>/take-back/", law.take_back, name="take-back"),
    path("positions/<slug:name>/", law.position, name="position"),
    path("choices/<uuid:choice>/", law.answer_choice, name="answer-choice"),
    path("guidance/", guidance.guidance, name="guidance"),
    path("editions/<uuid:record>/", guidance.edition, name="edition"),
    path("editions/<uuid:record>/hand-in/", guidance.hand_in, name="hand-in"),
    path("editions/<uuid:record>/answer/", guidance.answer, name="answer-edition"),
    path("editions/<uuid:record>/withdraw/", guidance.withdraw, name="withdraw"),
    path("editions/<uuid:record>/withdrawn/", guidance.withdrawn, name="withdrawn"),
    path("editions/<uuid:record>/about/", editing.about, name="about"),
    path("editions/<uuid:record>/sources/<slug:name>/", editing.source, name="edition-source"),
    path("editions/<uuid:record>/sources/<slug:name>/<slug:point>/", editing.point, name="point"),
    path("editions/<uuid:record>/profiles/<slug:name>/", editing.profile, name="profile"),
]
