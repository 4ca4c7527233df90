"""A form that was sent leaves no draft behind."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.drafts.actions import forget_sent
from openrsd.drafts.tickets import Ticket

# The name of the field in which a form says where its draft is.
FIELD = "keeps"
_ONWARD = frozenset({HTTPStatus.FOUND, HTTPStatus.SEE_OTHER})
Handler = Callable[[HttpRequest], HttpResponse]


def drafts_end_when_sent(handle: Handler) -> Handler:
    """Forgets the draft of a form whose view did what was asked: it led on, gave a file to be
    saved, or says so itself (`request.form_is_done`), where it answers with the form again.

    Not where it led to a page of signing in or confirming, because nothing is done yet then. After
    a confirmation the request stands here as it was sent, with the answer to it.
    """

    def handled(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if request.method == "POST" and _is_done(request, response):
            sent = request.POST.get(FIELD, "")
            if sent:
                _forget(request, sent)
        return response

    return handled


def _is_done(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code in _ONWARD:
        return not _is_sign_in(response.headers["Location"])
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    return response.status_code == HTTPStatus.OK and (
        is_file or getattr(request, "form_is_done", False)
    )


def _is_sign_in(address: str) -> bool:
    signing_in = (reverse("account_login"), reverse("account_reauthenticate"))
    return address.startswith(signing_in)


def _forget(request: HttpRequest, sent: str) -> None:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if not actor:
        return
    try:
        forget_sent(Ticket.read(sent, actor), acting=actor)
    except NotHere:
        # Of another user, or of none: it names no draft of hers.
        return
