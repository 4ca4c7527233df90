"""Setting the day of an interview with its room and its interpreter, and finding another day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.casework.actions import schedule_interview
from openrsd.casework.actions.moving import move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import CLAIM, Case, Claim, Contact, ContactKind
from openrsd.interviews import acts, policies
from openrsd.interviews.errors import (
    Booked,
    MayNotInterpret,
    NoSuchTime,
    OfficerBooked,
    SpeaksAgainst,
)
from openrsd.interviews.interpreting import interpreters_for, taken_between
from openrsd.interviews.models import Interview, Room
from openrsd.texts import gettext as _

USUAL_MINUTES, MOST_MINUTES = 180, 8 * 60


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is arranged beside the day: how long, in which room, and who interprets.

    `despite` says why, where something speaks against the interpreter.
    """

    minutes: int = USUAL_MINUTES
    room: UUID | None = None
    interpreter: UUID | None = None
    despite: str = ""


USUAL = Arranged()


def plan_interview(
    claim: UUID,
    planned_for: datetime,
    inputs: Mapping[str, Any],
    *,
    acting: Actor,
    arranged: Arranged = USUAL,
) -> Interview:
    """Sets the interview of a claim, and with it the case to arranged (T3).

    One that was planned before and not begun is taken back; one that was interrupted goes on, with
    whoever arranges it now. NoSuchTime, Booked, MayNotInterpret, SpeaksAgainst.
    """
    with recorded(acts.PLAN_INTERVIEW, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        planned = get_to_change(policies.plannable(acting), claim)
        take_back(planned)
        interview = _interrupted(planned) or Interview(
            id=uuid4(), claim=planned, compartment=planned.compartment
        )
        interview.officer, interview.planned_for = acting.id, planned_for
        _arrange(interview, arranged, acting)
        interview.save()
        day = timezone.localdate(planned_for)
        schedule_interview(planned.case_id, "T3", {**inputs, "interview-day": day}, acting=acting)
    return interview


@door()
def reschedule_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Another day is to be found (A3), and the appointment is taken back. That the person did not
    come is kept with it: after a first time they are contacted, and nothing else follows.
    """
    with stepping(case, transition, acting=acting) as locked:
        move(locked, transition, inputs, door=reschedule_interview, acting=acting)
        for claim in locked.claims.all():
            take_back(claim)
        if inputs.get("cause") == "missed":
            Contact.objects.create(
                case=locked,
                compartment=locked.compartment,
                kind=ContactKind.MISSED,
                on=timezone.localdate(),
                by=acting.id,
                account=inputs["reason"],
            )
    return locked


def take_back(claim: Claim) -> None:
    """Appointments of a claim that were not kept yet."""
    Interview.objects.filter(claim=claim, begun_at=None, cancelled_at=None).update(
        cancelled_at=timezone.now()
    )


def _interrupted(claim: Claim) -> Interview | None:
    """The interview of a claim that was begun and is to go on."""
    begun = Interview.objects.select_for_update().exclude(begun_at=None)
    return begun.filter(claim=claim, ended_at=None, cancelled_at=None).first()


def _arrange(interview: Interview, arranged: Arranged, acting: Actor) -> None:
    if not 0 < arranged.minutes <= MOST_MINUTES:
        raise NoSuchTime
    interview.planned_until = interview.planned_for + timedelta(minutes=arranged.minutes)
    if _is_taken(interview, Q(officer=acting.id)):
        raise OfficerBooked
    interview.room, interview.interpreter, interview.despite = None, None, None
    if arranged.room is not None:
        # Locked, so that two officers cannot take it for the same time.
        of_office = Room.objects.select_for_update().filter(office=interview.claim.case.office)
        room = of_office.filter(id=arranged.room, closed_at=None).first()
        if room is None:
            raise NotHere
        if _is_taken(interview, Q(room=room)):
            raise Booked(_(Booked.sentence).format(what=room.name))
        interview.room = room
    if arranged.interpreter is not None:
        _take_interpreter(interview, arranged)


def _is_taken(interview: Interview, what: Q) -> bool:
    assert interview.planned_until is not None
    time = taken_between(interview.planned_for, interview.planned_until, but=interview.claim_id)
    return Interview.objects.filter(time, what).exists()


def _take_interpreter(interview: Interview, arranged: Arranged) -> None:
    known = interpreters_for(interview.claim, interview.planned_for, interview.planned_until)
    found = next((one for one in known if one.user == arranged.interpreter), None)
    if found is None:
        raise NotHere
    if found.never:
        raise MayNotInterpret(_(MayNotInterpret.sentence).format(why=" ".join(found.never)))
    if found.against and not arranged.despite.strip():
        raise SpeaksAgainst(_(SpeaksAgainst.sentence).format(why=" ".join(found.against)))
    interview.interpreter = found.user
    interview.despite = arranged.despite.strip() or None
