"""How often one user may ask for what tells much or costs much."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def limited(action: str) -> Callable[[View[P]], View[P]]:
    """For a page that each user gets as often as ACCOUNT_RATE_LIMITS says; then it is status 429.

    Pages of one action count together. Whoever is not signed in is left to the page itself.
    ImproperlyConfigured where no limit of this name is set.
    """
    if action not in settings.ACCOUNT_RATE_LIMITS:
        raise ImproperlyConfigured(f"ACCOUNT_RATE_LIMITS has no {action!r}")

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            refused: HttpResponse | None = None
            if request.user.is_authenticated:
                refused = ratelimit.consume_or_429(request, action=action, limit_get=True)
            return refused or view(request, *args, **kwargs)

        return asked

    return guard
