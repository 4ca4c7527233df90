"""Positions on contested questions: proposed by one, answered by a second person."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NoReason
from openrsd.accounts.recording import recorded
from openrsd.law.corpus import by_id
from openrsd.law.loader import shipped_corpus
from openrsd.lawbook import acts, policies
from openrsd.lawbook.errors import (
    AlreadyAnswered,
    AnotherWaits,
    InThePast,
    NotOffered,
    NotTheSecond,
)
from openrsd.lawbook.models import ChoiceState, PositionChoice

SHORTEST = 10


def propose_choice(
    position: str, option: str, reasons: str, since: date, *, acting: Actor
) -> PositionChoice:
    """Proposes an answer from a day on. It counts once a second person agreed."""
    row = PositionChoice(position=position, option=option, since=since, proposed_by=acting.id)
    with recorded(acts.PROPOSE_CHOICE, acting=acting, subject_kind=acts.CHOICE, subjects=[row.id]):
        policies.require(policies.may_write_law(acting))
        _require_held(position, option, since)
        if since < timezone.localdate():
            raise InThePast
        waiting = PositionChoice.objects.filter(position=position, state=ChoiceState.PROPOSED)
        if waiting.exists():
            raise AnotherWaits
        row.reasons = in_words(reasons)
        row.save(force_insert=True)
    return row


def agree_to_choice(choice: UUID, answer: str, *, acting: Actor) -> PositionChoice:
    """The second person agrees. What was decided before this day stays as it was."""
    return _answer(choice, answer, acting=acting, agrees=True)


def refuse_choice(choice: UUID, answer: str, *, acting: Actor) -> PositionChoice:
    """The second person does not agree, and says why."""
    return _answer(choice, in_words(answer), acting=acting, agrees=False)


def _answer(choice: UUID, answer: str, *, acting: Actor, agrees: bool) -> PositionChoice:
    act = acts.AGREE_CHOICE if agrees else acts.REFUSE_CHOICE
    with recorded(act, acting=acting, subject_kind=acts.CHOICE, subjects=[choice]):
        policies.require(policies.may_agree(acting))
        row = get_to_change(PositionChoice.objects.all(), choice)
        if row.state != ChoiceState.PROPOSED:
            raise AlreadyAnswered
        if row.proposed_by == acting.id:
            raise NotTheSecond
        row.answered_by, row.answered_at = acting.id, timezone.now()
        row.answer = answer.strip()
        row.state = ChoiceState.AGREED if agrees else ChoiceState.REFUSED
        if agrees:
            row.since = max(row.since, timezone.localdate())
            _require_held(row.position, row.option, row.since)
        row.save()
    return row


def in_words(reasons: str) -> str:
    """The reasons, trimmed. NoReason where nothing is said."""
    said = reasons.strip()
    if len(said) < SHORTEST:
        raise NoReason
    return said


def _require_held(position: str, option: str, day: date) -> None:
    known = by_id(shipped_corpus().positions).get(position)
    options = known.options if known else []
    if not any(one.id == option and one.in_force.includes(day) for one in options):
        raise NotOffered
