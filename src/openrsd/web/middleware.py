"""What holds for every answer."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openrsd.web.error_pages import error_page

_SERVED = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})
Handler = Callable[[HttpRequest], HttpResponse]


def protective_headers(handle: Handler) -> Handler:
    """No page is kept by a browser or proxy, and none may use the device's senses.

    Files of the product itself may be kept, but are asked for anew: their names do not change.
    """

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        is_file = request.path.startswith(settings.STATIC_URL) and response.status_code in _SERVED
        response.headers["Cache-Control"] = "no-cache" if is_file else "no-store"
        # The page that scans certificates has set one of its own, for the camera.
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return handled


def refusals_with_words(handle: Handler) -> Handler:
    """Nobody is refused with an empty page: where a view gave a status only, words are added."""

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.streaming or response.content:
            return response
        explained = error_page(request, response.status_code)
        response.content = explained.content
        response.headers["Content-Type"] = explained.headers["Content-Type"]
        response.headers["Content-Length"] = str(len(explained.content))
        return response

    return handled
