"""The front page, and the pages of what went wrong."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever signed in."""
    return render(request, "web/home.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read."""
    return render(request, "web/error.html", {"code": 400}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent, or not yours: nobody can tell which."""
    return render(request, "web/error.html", {"code": 404}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of the program."""
    return render(request, "web/error.html", {"code": 500}, status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old."""
    return render(request, "web/error.html", {"code": 403}, status=403)
