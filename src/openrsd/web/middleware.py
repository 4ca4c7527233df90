"""What holds for every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from openrsd.texts import use_language

Handler = Callable[[HttpRequest], HttpResponse]


def protective_headers(handle: Handler) -> Handler:
    """No page is kept by a browser or proxy, and none may use the device's senses."""

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return handled


def language_of_texts(handle: Handler) -> Handler:
    """Our own texts follow the language of the request."""

    def handled(request: HttpRequest) -> HttpResponse:
        use_language(get_language() or "en")
        return handle(request)

    return handled
