"""How a page is told who acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from openrsd.accounts.acting import Actor

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """For a page `view(request, actor, ...)`. Whoever is not signed in is sent to sign in."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:
        # Of the real class, not of the lazy one that looks it up.
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return view(request, actor, *parts, **named)

    return opened
