"""How a page is told who acts."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from openrsd.accounts.acting import Actor

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For a page `view(request, actor, ...)`. Whoever is not signed in is sent to sign in."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return view(request, actor, *args, **kwargs)

    return login_required(opened)
