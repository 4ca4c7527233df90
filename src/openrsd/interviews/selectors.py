"""Reading interviews, always for someone."""

from uuid import UUID

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.interviews import acts, policies
from openrsd.interviews.models import INTERVIEW, Interview


def interview(actor: Actor, record: UUID) -> Interview:
    """One interview. NotHere where it is not open to the reader."""
    interviews = policies.readable(actor).select_related("claim__person", "claim__case")
    return get_for(actor, interviews, record, act=acts.LOOK_AT_INTERVIEW, subject_kind=INTERVIEW)


def of_claims(actor: Actor, claims: list[UUID]) -> list[Interview]:
    """The interviews on these claims that are open to the reader, in order of their dates."""
    return list(policies.readable(actor).filter(claim__in=claims).order_by("planned_for"))
