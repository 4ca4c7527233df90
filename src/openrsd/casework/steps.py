"""What leads on from where a case stands, for whoever reads it, and the case as it is tried."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import note
from openrsd.casework import acts
from openrsd.casework.doors import Door, door_of
from openrsd.casework.duties import roles_in, workable
from openrsd.casework.errors import CaseErased
from openrsd.casework.facts import facts_of
from openrsd.casework.models import CASE, Case
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Option, available
from openrsd.ledger.entries import Result


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that someone is about to make: the case, what it asks, and the action behind it."""

    case: Case
    option: Option
    door: Door


def case_to_move(actor: Actor, record: UUID) -> Case:
    """A case in which she has a duty, read before she moves it. Else NotHere."""
    found = workable(actor).filter(pk=record).first()
    result = Result.DONE if found is not None else Result.REFUSED
    with transaction.atomic():
        note(acts.LOOK_AT_CASE, acting=actor, subject_kind=CASE, subjects=[record], result=result)
    if found is None:
        raise NotHere
    return found


def step_of(actor: Actor, case: Case, step: str) -> Tried | None:
    """A step that she can begin to make; None where it does not lead on, or is someone else's."""
    for option in options(actor, case, facts_of(case)):
        door = door_of(option.transition.id)
        if option.transition.id == step and option.role and door:
            return Tried(case, option, door)
    return None


def options(actor: Actor, case: Case, facts: CaseFacts) -> tuple[Option, ...]:
    """Every step that leads on from here, as she sees it. None where she has no duty."""
    held = roles_in(actor, case)
    if not held or facts.state != case.state:
        return ()
    return available(shipped_procedure(), facts, str(actor.id), held, timezone.localdate())


def facts_or_none(case: Case) -> CaseFacts | None:
    """The facts of a case; None where its record was erased."""
    try:
        return facts_of(case)
    except CaseErased:
        return None
