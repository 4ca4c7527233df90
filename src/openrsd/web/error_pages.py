"""The pages of what went wrong: each says what happened and what to do.

They show nothing of the request and nothing of the person, so that a page that does not exist and
one that is not yours are the same to the letter; and they ask no database, vault or session, so
that they can be shown when these fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _
from openrsd.web.languages import direction
from openrsd.web.preferences import theme_of


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What one error page says, in the source language."""

    title: str
    happened: str
    to_do: tuple[str, ...]


GO_BACK = shown("Go back to the page before and try once more.")
TELL = shown("If it happens again, tell the administrator of this installation.")
PAGES: Mapping[int, ErrorPage] = {
    400: ErrorPage(
        shown("This cannot be read"),
        shown("What the browser sent was not complete or not in a form that we know."),
        (GO_BACK, TELL),
    ),
    403: ErrorPage(
        shown("The form is too old"),
        shown(
            "The form was open too long, or you signed out and in again meanwhile. "
            "Nothing was saved, and nothing is damaged."
        ),
        (
            shown("Go back to the form. Copy a long text before you go on."),
            shown("Reload the page, enter what is missing, and send the form again."),
            shown("If it happens each time, allow cookies for this address in your browser."),
        ),
    ),
    404: ErrorPage(
        shown("There is nothing here for you"),
        shown("The page does not exist, or it is not one that you may open."),
        (
            shown("Check the address if you typed it."),
            shown("If you need a record for your work, ask the person who assigns the cases."),
        ),
    ),
    405: ErrorPage(
        shown("This page is opened in another way"),
        shown("The address is the end of a form. It cannot be opened or sent like this."),
        (shown("Go back to the page before and use its buttons."),),
    ),
    413: ErrorPage(
        shown("That is too large"),
        shown("What you sent is larger than this page takes. Nothing was saved."),
        (
            shown("Go back. Send less text at once, or a smaller file."),
            TELL,
        ),
    ),
    429: ErrorPage(
        shown("Too many requests"),
        shown(
            "There were too many in a short time, so we wait, to keep accounts and records safe."
        ),
        (
            shown("Wait five minutes, then try again."),
            shown("If you do not know your password any more, ask your administrator."),
        ),
    ),
    500: ErrorPage(
        shown("Something failed"),
        shown("This is a fault of the program, not yours. What was saved before is safe."),
        (GO_BACK, TELL),
    ),
    503: ErrorPage(
        shown("Not available at the moment"),
        shown("OpenRSD is being started, updated or repaired. What was saved before is safe."),
        (shown("Try again in a few minutes."), TELL),
    ),
}


def error_page(request: HttpRequest, code: int) -> HttpResponse:
    """The page of this status. A status without words of its own is shown as that of its kind."""
    known = code if code in PAGES else 500 if code >= HTTPStatus.INTERNAL_SERVER_ERROR else 400
    page = PAGES[known]
    language = current_language()
    content = get_template("web/error.html").render(
        {
            "title": _(page.title),
            "happened": _(page.happened),
            "to_do": [_(step) for step in page.to_do],
            "language": language,
            "direction": direction(language),
            "theme": theme_of(request),
            "demonstration": settings.DEMONSTRATION,
        }
    )
    return HttpResponse(content, status=code)
