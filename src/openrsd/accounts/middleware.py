"""Every request knows who acts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from openrsd.accounts.selectors import actor_of

Handler = Callable[[HttpRequest], HttpResponse]


def acting_person(handle: Handler) -> Handler:
    """Puts the Actor on the request as `request.actor`; None where nobody is signed in."""

    def handled(request: HttpRequest) -> HttpResponse:
        actor = SimpleLazyObject(lambda: actor_of(request.user))
        request.actor = actor  # type: ignore[attr-defined]
        return handle(request)

    return handled
