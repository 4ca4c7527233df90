"""What a signed-in user must do before anything else: change a given password, add a factor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from openrsd.accounts.models import User
from openrsd.accounts.signing_in.resetting import must_change_password
from openrsd.accounts.signing_in.second_factor import has_one, must_have_one

Handler = Callable[[HttpRequest], HttpResponse]

# The only addresses that answer meanwhile. Language and colours are no one's secret.
ALWAYS = frozenset({"account_logout", "choose_language", "choose_theme", "session_state"})
WHILE_PASSWORD_OWED = ALWAYS | {"account_change_password"}
WHILE_FACTOR_OWED = ALWAYS | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_change_password",
}
PAID = "signing-in.owes-nothing"


class OwedFirst:
    """Leads to the page of what is owed, whatever else was asked for."""

    def __init__(self, handle: Handler) -> None:
        self._handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers."""
        return self._handle(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Before any page is made."""
        user: Any = request.user
        # A reset ends every session, so what one session has shown holds for as long as it lasts.
        if not isinstance(user, User) or request.session.get(PAID):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if must_change_password(user):
            return None if name in WHILE_PASSWORD_OWED else redirect("account_change_password")
        if must_have_one(user) and not has_one(user):
            return None if name in WHILE_FACTOR_OWED else redirect("mfa_index")
        request.session[PAID] = True
        return None
