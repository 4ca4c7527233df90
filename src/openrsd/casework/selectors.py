"""Reading cases and claims, always for someone."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from openrsd.accounts.access import PAGE, Page, get_for, list_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.casework import acts, policies
from openrsd.casework.models import CASE, CLAIM, Case, Claim, Step
from openrsd.ledger.entries import Result


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with the claims in it that the reader may see, and its steps."""

    case: Case
    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]


def case(actor: Actor, record: UUID) -> OpenedCase:
    """One case. NotHere where it is not open to the reader."""
    found = get_for(
        actor, policies.readable(actor), record, act=acts.LOOK_AT_CASE, subject_kind=CASE
    )
    claims = policies.claims(actor).filter(case=found).select_related("person")
    return OpenedCase(found, tuple(claims), tuple(found.steps.order_by("position")))


def own_cases(actor: Actor) -> Page[Case]:
    """Cases open to her, those that need protection most first."""
    records = policies.readable(actor).order_by("priority", "registered_on", "id")
    return list_for(actor, records, act=acts.LIST_CASES, subject_kind=CASE)


def claim(actor: Actor, record: UUID) -> Claim:
    """One claim. NotHere where it is not open to the reader."""
    claims = policies.claims(actor).select_related("person", "case")
    return get_for(actor, claims, record, act=acts.LOOK_AT_CLAIM, subject_kind=CLAIM)


def team_cases(actor: Actor) -> Page[Case]:
    """Cases of the offices where she assigns: what stands in clear, without opening any."""
    require(actor, Permission.ASSIGN_CASES, act=acts.LIST_CASES, subject_kind=CASE)
    cases = policies.assignable(actor).order_by("priority", "registered_on", "id")
    found = list(cases[: PAGE + 1])
    given = tuple(found[:PAGE])
    with transaction.atomic():
        note(acts.LIST_CASES, acting=actor, subject_kind=CASE, subjects=[one.id for one in given])
    return Page(given, more=len(found) > PAGE)


def case_to_assign(actor: Actor, record: UUID) -> Case:
    """One case of an office where she assigns, without opening it."""
    found = policies.assignable(actor).filter(pk=record).first()
    result = Result.REFUSED if found is None else Result.DONE
    with transaction.atomic():
        note(acts.LIST_CASES, acting=actor, subject_kind=CASE, subjects=[record], result=result)
    if found is None:
        raise NotHere
    return found
