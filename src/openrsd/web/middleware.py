"""What holds for every answer."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from openrsd.web.error_pages import error_page

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


def refusals_with_words(handle: Handler) -> Handler:
    """Nobody is refused with an empty page: where a view gave a status only, words are added."""

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.streaming or response.content:
            return response
        explained = error_page(request, response.status_code)
        response.content = explained.content
        response.headers["Content-Type"] = explained.headers["Content-Type"]
        return response

    return handled
