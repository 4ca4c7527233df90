"""What the sign-in library asks us: who may, what is recorded, and how its secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts, recorded
from openrsd.accounts.signing_in.confirming import is_confirmed
from openrsd.accounts.signing_in.resetting import change_own_password, is_lapsed
from openrsd.accounts.signing_in.second_factor import (
    has_one,
    is_her_last,
    must_have_one,
    open_for,
    seal_for,
)
from openrsd.accounts.signing_in.sessions import begin_session
from openrsd.accounts.signing_in.words import ERRORS, MESSAGES
from openrsd.texts import gettext as _
from openrsd.vault import opened

NAMES_INDEX = "sign-in.attempts"
# How the library names the ways to confirm.
BY_PASSWORD, BY_CODE = "reauthenticate", "mfa_reauthenticate"
BY_PASSKEY = "mfa_reauthenticate:webauthn"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; nothing is mailed; everything is recorded."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs herself up."""
        return False

    def send_notification_mail(self, *_args: Any, **_options: Any) -> None:
        """The installation sends no mail."""

    def validation_error(self, code: str, *_args: object) -> ValidationError:
        """In our words."""
        return ValidationError(_(ERRORS[code]), code=code)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """In our words, and only what is worth saying."""
        text = message or _(MESSAGES.get(message_template or "", ""))
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    # Throttling

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Keyed: what people type as a name may be a password, and the address may be varied."""
        typed = str(credentials.get("username", "")).strip().lower()
        return opened().index(NAMES_INDEX).token(typed).hex()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses while there were too many attempts, the right password too."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            about = self._get_login_attempts_cache_key(request, **credentials)
            recorded.note_locked_out(_named(credentials), "password", about)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user whose password this is; a one-time passphrase lapses."""
        user: User | None = super().authenticate(request, **credentials)
        if user and is_lapsed(user):
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The same work for names that exist and those that do not."""
        recorded.note_failed(_named(credentials), "password")

    # In and out

    def login(self, request: HttpRequest, user: User) -> None:
        """Everything asked was shown: the session is hers from here on."""
        methods = get_authentication_records(request, user)
        how = methods[-1].get("type") or methods[-1]["method"] if methods else "password"
        with transaction.atomic():
            super().login(request, user)
            begin_session(request)
            recorded.note_signed_in(user, how)

    def logout(self, request: HttpRequest) -> None:
        """Signed out, on record."""
        with transaction.atomic():
            recorded.note_own(request, acts.SIGNED_OUT)
            super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The right password of a closed account."""
        recorded.note_inactive(user)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Her own new password."""
        change_own_password(context.request, user, password)

    # Confirming

    def is_reauthentication_required(self, *, app: str, **_options: Any) -> bool:
        """Not when she has just signed in or confirmed."""
        return not is_confirmed(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The password is enough only for those who have nothing else. The first is asked for."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not isinstance(user, User) or not has_one(user):
            return methods
        usual = BY_CODE if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else BY_PASSKEY
        factors = [method for method in methods if method["id"] != BY_PASSWORD]
        return sorted(factors, key=lambda method: bool(method["id"] != usual))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed in the compartment of their user."""

    def validation_error(self, code: str, *_args: object) -> ValidationError:
        """In our words."""
        return ValidationError(_(ERRORS[code]), code=code)

    def encrypt(self, text: str) -> str:
        """Sealed for whoever is at work."""
        return seal_for(_owner(context.request), text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opens for whoever is at work, or is signing in, and for nobody else."""
        return open_for(_owner(context.request), encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must have a factor keeps the last one."""
        return not (must_have_one(authenticator.user) and is_her_last(authenticator))

    def generate_authenticator_name(self, user: User, kind: str) -> str:
        """A name to begin with."""
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return _("Passkey {number}").format(number=number)


def _named(credentials: dict[str, Any]) -> User | None:
    typed = str(credentials.get("username", "")).strip().lower()
    return User.objects.filter(username=typed).first()


def _owner(request: HttpRequest) -> User:
    stage = getattr(request, "_login_stage", None)
    owner = stage.login.user if stage else request.user
    assert isinstance(owner, User)
    return owner
