"""Closing what was written, reading it back, noting corrections beside it, and the signature."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.interviews import acts, policies
from openrsd.interviews.content import Kind
from openrsd.interviews.errors import (
    NoReasonsGiven,
    NotBegun,
    NothingWritten,
    ReadAlready,
    RecordClosed,
)
from openrsd.interviews.models import INTERVIEW, Correction, Interview, ReadBack, RecordBlock
from openrsd.interviews.readiness import BROKEN_OFF
from openrsd.interviews.recording import close_blocks

SIGNED, REFUSED = "signed", "refused-with-reasons"


def fix_record(interview: UUID, *, acting: Actor) -> ReadBack:
    """Closes what was written so far, to be read back. It is not changed any more.

    NothingWritten, NotMerged, RecordClosed.
    """
    with recorded(acts.FIX_RECORD, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        if not held.is_open:
            raise RecordClosed
        if not held.numbered:
            raise NothingWritten
        close_blocks(held)
        held.save(update_fields=["fixed_at", "fixed_through"])
        return ReadBack.objects.create(
            interview=held,
            compartment=held.compartment,
            through=held.fixed_through,
            begun_by=acting.id,
        )


def continue_record(interview: UUID, *, acting: Actor) -> Interview:
    """The conversation goes on: new blocks can be written behind what was closed."""
    with recorded(acts.CONTINUE, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        if held.fixed_at is None or held.ended_at is not None:
            raise NotBegun
        held.readings.filter(outcome="").update(outcome=BROKEN_OFF, ended_at=timezone.now())
        held.fixed_at = None
        held.save(update_fields=["fixed_at"])
    return held


def correct(interview: UUID, number: int, said: str, by_whom: str, *, acting: Actor) -> Correction:
    """What is to be read otherwise in the block of this number, beside its words."""
    with recorded(acts.CORRECT, acting=acting, subject_kind=INTERVIEW, subjects=[interview]):
        held = get_to_change(policies.held_by(acting), interview)
        reading = _under_way(held)
        block = RecordBlock.objects.filter(
            interview=held, kind=Kind.SAID, number=number, number__lte=reading.through
        ).first()
        if block is None:
            raise NotHere
        return Correction.objects.create(
            reading=reading,
            block=block,
            compartment=held.compartment,
            by=acting.id,
            content={"said": said, "by": by_whom},
        )


def answer_reading(
    interview: UUID, outcome: str, told: Mapping[str, str], *, acting: Actor
) -> ReadBack:
    """The person signs what was read with its corrections, or refuses with reasons (`why`)."""
    with recorded(
        acts.SIGN,
        acting=acting,
        subject_kind=INTERVIEW,
        subjects=[interview],
        detail={"outcome": outcome},
    ):
        held = get_to_change(policies.held_by(acting), interview)
        reading = _under_way(held)
        if outcome == REFUSED and not told.get("why", "").strip():
            raise NoReasonsGiven
        reading.outcome, reading.ended_at = outcome, timezone.now()
        reading.content = dict(told)
        reading.save(update_fields=["outcome", "ended_at", "content"])
    return reading


def _under_way(interview: Interview) -> ReadBack:
    if interview.ended_at is not None:
        raise ReadAlready
    reading = interview.readings.order_by("-begun_at").first()
    if reading is None or interview.fixed_at is None:
        raise NotBegun
    if reading.outcome:
        raise ReadAlready
    return reading
