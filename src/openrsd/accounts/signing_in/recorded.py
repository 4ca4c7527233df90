"""Entries about signing in. The library offers hooks for all of it; no signal is needed."""

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest

from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.models import User
from openrsd.accounts.recording import note
from openrsd.accounts.selectors import actor_of
from openrsd.accounts.signing_in import acts
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import DetailValue, Result

SUBJECT = "user"
# Whom an entry is about when the name was of nobody: the same work as for a name that exists.
NOBODY = UUID(int=0)
LOCKED_SECONDS = 300
SIGN_IN = system_actor("sign-in")


def note_own(request: HttpRequest, act: Act, **detail: DetailValue) -> None:
    """What a signed-in user did to her own way of signing in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    note(act, acting=actor, subject_kind=SUBJECT, subjects=[actor.id], detail=detail)


def note_signed_in(user: User, how: str) -> None:
    """That she signed in, and with what."""
    actor = actor_of(user)
    if actor:
        note(
            acts.SIGNED_IN,
            acting=actor,
            subject_kind=SUBJECT,
            subjects=[user.id],
            detail={"with": how},
        )


def note_failed(user: User | None, step: str) -> None:
    """That somebody did not get in. Nobody has proven to be this user."""
    note(
        acts.NOT_SIGNED_IN,
        acting=SIGN_IN,
        subject_kind=SUBJECT,
        subjects=[user.id if user else NOBODY],
        result=Result.FAILED,
        detail={"step": step},
    )


def note_inactive(user: User) -> None:
    """That someone whose account is closed had the right password."""
    note(
        acts.NOT_SIGNED_IN,
        acting=SIGN_IN,
        subject_kind=SUBJECT,
        subjects=[user.id],
        result=Result.REFUSED,
        detail={"step": "inactive"},
    )


def note_locked_out(user: User | None, step: str, about: str) -> None:
    """That attempts are refused for a while: one entry a while, however many attempts come."""
    if cache.add(f"signing-in.locked-out.{about}", 1, timeout=LOCKED_SECONDS):
        note(
            acts.LOCKED_OUT,
            acting=SIGN_IN,
            subject_kind=SUBJECT,
            subjects=[user.id if user else NOBODY],
            result=Result.REFUSED,
            detail={"step": step},
        )
