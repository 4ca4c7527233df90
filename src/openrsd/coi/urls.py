"""Addresses of country information."""

from django.urls import path

from openrsd.coi import views, writing_views

app_name = "coi"
urlpatterns = [
    path("", views.search, name="search"),
    path("library/", views.library, name="library"),
    path("add/", writing_views.add, name="add"),
    path("sources/<uuid:source>/", views.source, name="source"),
    path("sources/<uuid:source>/edition/", writing_views.new_edition, name="new-edition"),
    path("sources/<uuid:source>/assess/", writing_views.assess, name="assess"),
    path("documents/<uuid:edition>/", views.document, name="document"),
    path("documents/<uuid:edition>/original/", views.original, name="original"),
    path("documents/<uuid:edition>/details/", writing_views.details, name="details"),
    path("documents/<uuid:edition>/withdraw/", writing_views.withdraw, name="withdraw"),
    path("documents/<uuid:edition>/<int:ordinal>/", views.passage, name="passage"),
]
