"""Which second factors a user has, who must have one, and how their secrets are sealed."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from openrsd.accounts.models import AccountKind, User
from openrsd.vault import opened

SEALED_AS = "user.second_factor"
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None
    signs_in_alone: bool


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """What a user can confirm herself with, beside the password."""

    app: Authenticator | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def any(self) -> bool:
        """Whether there is a factor; recovery codes alone are none."""
        return self.app is not None or bool(self.passkeys)


def must_have_one(user: User) -> bool:
    """Staff and representatives; in a demonstration it is offered to everyone."""
    return user.kind != AccountKind.APPLICANT and not settings.DEMONSTRATION


def has_one(user: User) -> bool:
    """Whether she has an app or a passkey."""
    return _primary(user).exists()


def is_her_last(authenticator: Authenticator) -> bool:
    """Whether she would be left without a factor."""
    return not _primary(authenticator.user).exclude(pk=authenticator.pk).exists()


def factors_of(user: User) -> SecondFactors:
    """Her factors, for her own page."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    by_type = {factor.type: factor for factor in found}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return SecondFactors(
        app=by_type.get(Authenticator.Type.TOTP),
        passkeys=tuple(
            _passkey(user, factor) for factor in found if factor.type == Authenticator.Type.WEBAUTHN
        ),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def add_app(user: User, secret: str) -> None:
    """An app with this secret, for users made all at once: of a demonstration."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": seal_for(user, secret)}
    )


def seal_for(user: User, text: str) -> str:
    """A secret in her own compartment: moved to another user it does not open."""
    compartment = opened().compartment(user.compartment)
    sealed = compartment.seal(text.encode(), record=user.id, field=SEALED_AS)
    return b64encode(sealed).decode()


def open_for(user: User, sealed: str) -> str:
    """The secret again; CannotOpen when it is not hers."""
    compartment = opened().compartment(user.compartment)
    return compartment.open(b64decode(sealed), record=user.id, field=SEALED_AS).decode()


def _primary(user: User) -> "QuerySet[Authenticator]":
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type__in=PRIMARY)
    return found


def _passkey(user: User, factor: Authenticator) -> Passkey:
    key = factor.wrap()
    return Passkey(
        factor.pk,
        open_for(user, key.name),
        factor.created_at,
        factor.last_used_at,
        bool(key.is_passwordless),
    )
