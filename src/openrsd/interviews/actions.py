"""Every write of interviews."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.actions import schedule_interview
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case
from openrsd.interviews import acts, policies
from openrsd.interviews.errors import NoInterview, NothingWritten
from openrsd.interviews.models import INTERVIEW, Interview, Note


def plan_interview(
    claim: UUID, planned_for: datetime, inputs: Mapping[str, Any], *, acting: Actor
) -> Interview:
    """Sets the interview of a claim, and with it the case to arranged (T3).

    One that was planned before and not begun is taken back.
    """
    interview = Interview(id=uuid4(), officer=acting.id, planned_for=planned_for)
    with recorded(
        acts.PLAN_INTERVIEW, acting=acting, subject_kind=INTERVIEW, subjects=[interview.id]
    ):
        planned = get_to_change(policies.plannable(acting), claim)
        Interview.objects.filter(claim=planned, begun_at=None, cancelled_at=None).update(
            cancelled_at=timezone.now()
        )
        interview.claim, interview.compartment = planned, planned.compartment
        interview.save(force_insert=True)
        day = timezone.localdate(planned_for)
        schedule_interview(planned.case_id, "T3", {**inputs, "interview-day": day}, acting=acting)
    return interview


@door()
def begin_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The conversation begins, or continues on another day (T4)."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=begin_interview, acting=acting)
        begun = _open_interview(moved, acting)
        if begun.begun_at is None:
            begun.begun_at = timezone.now()
            begun.save(update_fields=["begun_at"])
    return moved


def write_note(interview: UUID, text: str, *, acting: Actor) -> Note:
    """What was said now."""
    with recorded(acts.WRITE_NOTE, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        return Note.objects.create(
            interview=held,
            compartment=held.compartment,
            position=held.notes.count(),
            written_by=acting.id,
            text=text,
        )


@door()
def complete_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The record is read back and complete (T5). There must be one."""
    with stepping(case, transition, acting=acting) as locked:
        moved = move(locked, transition, inputs, door=complete_interview, acting=acting)
        ended = _open_interview(moved, acting)
        if not ended.notes.exists():
            raise NothingWritten
        ended.ended_at = timezone.now()
        ended.save(update_fields=["ended_at"])
    return moved


@door()
def interrupt_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The interview continues on another day (A4)."""
    return make_step(case, transition, inputs, door=interrupt_interview, acting=acting)


@door()
def ask_for_more(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person is asked for something, in writing and with the reason (T6)."""
    return make_step(case, transition, inputs, door=ask_for_more, acting=acting)


@door()
def ask_further_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Something is still to be asked (A5)."""
    return make_step(case, transition, inputs, door=ask_further_interview, acting=acting)


def _open_interview(case: Case, acting: Actor) -> Interview:
    """The interview that she is to hold, or holds. NoInterview where there is none."""
    found = (
        Interview.objects.select_for_update()
        .filter(claim__case=case, officer=acting.id, ended_at=None, cancelled_at=None)
        .order_by("-planned_for")
        .first()
    )
    if found is None:
        raise NoInterview
    return found
