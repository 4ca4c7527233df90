"""What was sent by somebody who is signed out, or with an old token, is shown to her again.

Without script nothing notices that a session has ended before the button is pressed. The page of
signing in would swallow what was typed; here it stands in a form that can be sent once more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.drafts.middleware import FIELD
from openrsd.drafts.tickets import Ticket

Handler = Callable[[HttpRequest], HttpResponse]
# Not what is meant for the form itself.
_OF_THE_FORM = frozenset({"csrfmiddlewaretoken", FIELD})
_FORBIDDEN = 403
_LONG = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """One field as it was sent. A long text is shown, to be read and copied."""

    name: str
    value: str

    @property
    def is_long(self) -> bool:
        """Whether somebody wrote this, rather than chose it."""
        return len(self.value) > _LONG or "\n" in self.value


def shown_again(handle: Handler) -> Handler:
    """Instead of being led to the page of signing in, with all that was typed gone."""

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if _was_led_to_sign_in(request, response) and worth_showing(request):
            return page_of_what_was_sent(request)
        return response

    return handled


def worth_showing(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form of whoever is signed in, or of nobody any more.

    Only forms whose texts are kept: no other holds what took long to type, and none a password.
    """
    if request.method != "POST" or "text/html" not in request.headers.get("Accept", ""):
        return False
    # Another site must not lay words into the mouth of whoever presses the button.
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if request.headers.get("Origin", _own(request)) != _own(request):
        return False
    sent = request.POST.get(FIELD, "")
    actor: Actor | None = getattr(request, "actor", None) or None
    return Ticket.is_of(sent, actor)


def page_of_what_was_sent(request: HttpRequest) -> HttpResponse:
    """All of it, in a form that can be sent again to the same place."""
    shown = {
        "sent": _sent(request),
        "keeps": request.POST.get(FIELD, ""),
        "has_files": bool(request.FILES),
        "address": request.get_full_path(),
        "is_signed_in": request.user.is_authenticated,
    }
    return render(request, "web/unsent.html", shown, status=_FORBIDDEN)


def _own(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _was_led_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method != "POST" or request.user.is_authenticated:
        return False
    return response.headers.get("Location", "").startswith(reverse(settings.LOGIN_URL))


def _sent(request: HttpRequest) -> list[Sent]:
    return [
        Sent(name, str(value))
        for name in request.POST
        if name not in _OF_THE_FORM
        for value in request.POST.getlist(name)
    ]
