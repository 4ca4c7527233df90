"""The steps of the procedure that an interview makes: begun, interrupted, completed."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case
from openrsd.interviews.content import Kind, read_answered
from openrsd.interviews.errors import NoInterview
from openrsd.interviews.models import Interview
from openrsd.interviews.readiness import BROUGHT, brought_by
from openrsd.interviews.recording import close_blocks, hand_over_list, write_list


@door(page="interviews:begin")
def begin_interview(
    case: UUID,
    transition: str,
    inputs: Inputs,
    *,
    acting: Actor,
    opening: Mapping[str, str] | None = None,
) -> Case:
    """The conversation begins, or continues on another day (T4). `opening` are the answers of the
    list that is gone through first.
    """
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=begin_interview, acting=acting)
        begun = open_interview(moved, acting)
        if begun.begun_at is None:
            begun.begun_at = timezone.now()
        begun.fixed_at = None
        begun.save(update_fields=["begun_at", "fixed_at"])
        if opening:
            hand = hand_over_list(begun, Kind.OPENING)
            write_list(begun, Kind.OPENING, read_answered(opening), hand, acting=acting)
    return moved


@door(supplies=BROUGHT, page="interviews:close")
def complete_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The record is read back and complete (T5). What the step must bring is told by the record.

    StepRefused with everything that the record lacks.
    """
    with stepping(case, transition, acting=acting) as locked:
        ending = open_interview(locked, acting)
        others = {name: value for name, value in inputs.items() if name not in BROUGHT}
        told = {**others, **brought_by(ending)}
        moved = move(locked, transition, told, door=complete_interview, acting=acting)
        ending.ended_at = timezone.now()
        ending.save(update_fields=["ended_at"])
    return moved


@door()
def interrupt_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The interview continues on another day (A4). What was written until then is closed."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=interrupt_interview, acting=acting)
        # Whoever has the case now may interrupt what somebody else began.
        halted = open_interview(moved, None)
        close_blocks(halted)
        day = inputs.get("interview-day")
        if isinstance(day, date):
            at = timezone.localtime(halted.planned_for).time()
            lasts = halted.planned_until - halted.planned_for if halted.planned_until else None
            halted.planned_for = timezone.make_aware(datetime.combine(day, at))
            halted.planned_until = halted.planned_for + lasts if lasts else None
        halted.save(update_fields=["fixed_at", "fixed_through", "planned_for", "planned_until"])
    return moved


@door()
def ask_for_more(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person is asked for something, in writing and with the reason (T6)."""
    return make_step(case, transition, inputs, door=ask_for_more, acting=acting)


@door()
def ask_further_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Something is still to be asked (A5)."""
    return make_step(case, transition, inputs, door=ask_further_interview, acting=acting)


def open_interview(case: Case, held_by: Actor | None) -> Interview:
    """The interview of a case that she is to hold, or holds; of anybody where nobody is named.
    NoInterview where there is none.
    """
    found = Interview.objects.select_for_update().filter(
        claim__case=case, ended_at=None, cancelled_at=None
    )
    if held_by is not None:
        found = found.filter(officer=held_by.id)
    newest = found.order_by("-planned_for").first()
    if newest is None:
        raise NoInterview
    return newest
