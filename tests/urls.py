"""The product's own addresses, and those of the tests' own pages."""

from django.urls import include, path

from openrsd.config import urls
from tests.web import showcase

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
handler429 = urls.handler429
urlpatterns = [
    *urls.urlpatterns,
    *showcase.urlpatterns,
    path("dossiers/", include("tests.protected.urls")),
]
