"""Reading letters, always for someone."""

from uuid import UUID

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.decisions import acts, policies
from openrsd.decisions.models import Letter


def letter(actor: Actor, record: UUID) -> Letter:
    """One letter. NotHere where it is not open to the reader."""
    letters = policies.letters(actor).select_related("claim__case")
    return get_for(actor, letters, record, act=acts.LOOK_AT_LETTER, subject_kind="letter")


def letters_of(actor: Actor, claims: list[UUID]) -> list[Letter]:
    """The letters on these claims that are open to the reader, the newest first."""
    return list(policies.letters(actor).filter(claim__in=claims).order_by("-made_at"))
