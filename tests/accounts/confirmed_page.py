"""The product's addresses and one sensitive page, which confirms what was sent to it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from openrsd.accounts.signing_in.confirming import confirmed_recently
from tests import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
handler429 = urls.handler429


@confirmed_recently
def sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"done: {request.method} {request.POST.get('what', '')}")


urlpatterns = [*urls.urlpatterns, path("sensitive/", sensitive, name="sensitive")]
