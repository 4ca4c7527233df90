"""The front page, locking, and the pages of what went wrong as Django asks for them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openrsd.web.error_pages import error_page


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever signed in."""
    return render(request, "web/home.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is more than is taken."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent, or not yours: nobody can tell which."""
    return error_page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Throttled."""
    return error_page(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of the program."""
    return error_page(request, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old."""
    return error_page(request, 403)
