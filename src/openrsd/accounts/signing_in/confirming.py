"""Sensitive acts ask again who is working, unless she has just shown it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from openrsd.accounts.models import User
from openrsd.accounts.signing_in.second_factor import has_one

RECENT_SECONDS = 300
P = ParamSpec("P")


def is_confirmed(request: HttpRequest) -> bool:
    """Whether she showed within five minutes who she is, with a second factor if she has one."""
    user = request.user
    if not isinstance(user, User):
        return False
    needed = "mfa" if has_one(user) else "password"
    now = time.time()
    records = get_authentication_records(request, user)
    return any(
        # Not after now either: a clock that was put back must not confirm for as long.
        record["method"] == needed and now - RECENT_SECONDS < record["at"] <= now
        for record in records
    )


def confirmed_recently(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For views of sensitive acts. What was sent is kept, sealed, and done after she confirmed."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_confirmed(request):
            # The library's middleware leads to the page that asks, and back.
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return login_required(asked)
