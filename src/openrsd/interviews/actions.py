"""Every write of interviews."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.actions import preparing
from openrsd.interviews import acts, policies
from openrsd.interviews.models import INTERVIEW, Interview, Note


def plan_interview(claim: UUID, planned_for: datetime, *, acting: Actor) -> Interview:
    """Sets the interview of a claim, and with it the case to scheduled (T3)."""
    interview = Interview(id=uuid4(), officer=acting.id, planned_for=planned_for)
    with recorded(
        acts.PLAN_INTERVIEW, acting=acting, subject_kind=INTERVIEW, subjects=[interview.id]
    ):
        planned = get_to_change(policies.plannable(acting), claim)
        interview.claim, interview.compartment = planned, planned.compartment
        interview.save(force_insert=True)
        preparing.schedule_interview(planned.case_id, acting=acting)
    return interview


def begin_interview(interview: UUID, *, acting: Actor) -> Interview:
    """The conversation begins (T4)."""
    with recorded(
        acts.BEGIN_INTERVIEW, acting=acting, subject_kind=INTERVIEW, subjects=[interview]
    ):
        begun = get_to_change(policies.held_by(acting), interview)
        begun.begun_at = timezone.now()
        begun.save(update_fields=["begun_at"])
        _step(begun, "T4", "interview-in-progress", acting)
    return begun


def write_note(interview: UUID, text: str, *, acting: Actor) -> Note:
    """What was said now."""
    with recorded(acts.WRITE_NOTE, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        note = Note.objects.create(
            interview=held,
            compartment=held.compartment,
            position=held.notes.count(),
            written_by=acting.id,
            text=text,
        )
    return note


def end_interview(interview: UUID, *, acting: Actor) -> Interview:
    """The record is read back and complete (T5)."""
    with recorded(acts.END_INTERVIEW, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        ended = get_to_change(policies.held_by(acting), interview)
        ended.ended_at = timezone.now()
        ended.save(update_fields=["ended_at"])
        _step(ended, "T5", "interview-complete", acting)
    return ended


def _step(interview: Interview, transition: str, to: str, acting: Actor) -> None:
    preparing.step(
        interview.claim.case_id, transition, to, {}, roles=policies.HOLDING, acting=acting
    )
