"""The addresses of the application, and a bare view beside them that reads one row."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from tests import urls as product

from openrsd.accounts.models import Office

handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
handler429 = product.handler429


def bare(_request: HttpRequest) -> HttpResponse:
    """The name of an office, and nothing else."""
    office = Office.objects.first()
    return HttpResponse(office.name if office else "")


urlpatterns = [*product.urlpatterns, path("bare/", bare)]
