"""Every request knows who acts."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from openrsd.accounts.acting import Actor
from openrsd.accounts.selectors import actor_of

ACTING_OFFICE = "acting-office"
Handler = Callable[[HttpRequest], HttpResponse]


def acting_person(handle: Handler) -> Handler:
    """Puts the Actor on the request as `request.actor`; None where nobody is signed in."""

    def handled(request: HttpRequest) -> HttpResponse:
        def found() -> Actor | None:
            chosen = request.session.get(ACTING_OFFICE)
            return actor_of(request.user, UUID(chosen) if chosen else None)

        request.actor = SimpleLazyObject(found)  # type: ignore[attr-defined]
        return handle(request)

    return handled


def asking_is_not_using(handle: Handler) -> Handler:
    """A page that asks when its session ends does not make it last longer by asking."""

    def handled(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.path == reverse("session_state"):
            request.session.is_only_asked = True  # type: ignore[attr-defined]
        return handle(request)

    return handled
