"""How a person wants pages to look and in which language, kept in cookies of her browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from openrsd.web.languages import offered

THEMES = frozenset({"light", "dark"})
_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """The chosen colours, or an empty text: those of the device."""
    chosen = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return chosen if chosen in THEMES else ""


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device."""
    theme = request.POST.get("theme", "")
    if theme and theme not in THEMES:
        return HttpResponseBadRequest()
    response = redirect(_back(request))
    if theme:
        _keep(response, settings.THEME_COOKIE_NAME, theme)
    else:
        response.delete_cookie(settings.THEME_COOKIE_NAME, samesite="Strict")
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """One of the installation's languages."""
    language = request.POST.get("language", "")
    if language not in offered():
        return HttpResponseBadRequest()
    response = redirect(_back(request))
    _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_YEAR, secure=settings.HTTPS, httponly=True, samesite="Strict"
    )


def _back(request: HttpRequest) -> str:
    """The page on which the choice was made, never one of another site."""
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=settings.HTTPS)
    return to if safe else reverse("home")
