"""Versions of what was answered: reading them, and writing a new one. For actions and selectors."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.casework.models import Claim, IntakeAnswers
from openrsd.registration.blocks import ONE_SITTING
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.models import Person

# As in a case file: values, or for a list of persons what is told of each.
Answer = list[str | dict[str, str]]
Answers = Mapping[str, Answer]


class Progress(StrEnum):
    """How far a block has come."""

    LEFT = "left"
    BEGUN = "begun"
    DONE = "done"


class Alone(StrEnum):
    """Who was in the room beside the asking person and the interpreter."""

    NOT_SAID = ""
    ALONE = "alone"
    CHOSEN = "chosen"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class How:
    """How a block was asked: in which language, through whom, and with whom in the room."""

    language: str = ""
    interpreter: str = ""
    alone: Alone = Alone.NOT_SAID
    in_room: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of one block.

    `as_said` keeps the words of a date that was said in another way than the calendar's.
    """

    block: str
    progress: Progress
    questionnaire: str
    edition: str
    how: How = field(default_factory=How)
    answers: Answers = field(default_factory=dict)
    as_said: Mapping[str, str] = field(default_factory=dict)

    def as_document(self) -> dict[str, Any]:
        """For storing."""
        return asdict(self)

    @classmethod
    def from_document(cls, stored: Mapping[str, Any]) -> Self:
        """As it was stored."""
        how = How(**{**stored["how"], "alone": Alone(stored["how"]["alone"])})
        return cls(**{**stored, "how": how, "progress": Progress(stored["progress"])})


@dataclass(frozen=True, slots=True)
class Kept:
    """The current version of one block of one person, opened."""

    row: IntakeAnswers
    recorded: Recorded


def kept_of(person: UUID, claim: UUID | None = None) -> dict[str, Kept]:
    """What is recorded of a person now, by block: what the desk wrote, and with a claim what its
    officer wrote. Of an erased person nothing."""
    rows = IntakeAnswers.objects.filter(person=person, is_current=True)
    rows = rows.filter(Q(claim=None) | Q(claim=claim) if claim else Q(claim=None))
    found: dict[str, Kept] = {}
    for row in rows:
        content = row.content.open_or(None)
        if isinstance(content, dict):
            recorded = Recorded.from_document(content)
            found[recorded.block] = Kept(row, recorded)
    return found


def write(
    person: Person, claim: Claim | None, recorded: Recorded, *, based_on: int, acting: Actor
) -> IntakeAnswers:
    """Saves a block over what its writer saw: `based_on` is the number of saves then, 0 where there
    was none. In the caller's transaction, with the person or the claim locked.

    ChangedMeanwhile where anything was saved in between, in another window of the same writer too.
    The same content sent twice is saved once.
    """
    before = kept_of(person.id, claim.id if claim else None).get(recorded.block)
    newest = before.row if before else None
    if newest and before and before.recorded.as_document() == recorded.as_document():
        return newest
    if (newest.saves if newest else 0) != based_on:
        raise ChangedMeanwhile
    now = timezone.now()
    if newest and newest.saved_by == acting.id and now - newest.saved_at < ONE_SITTING:
        newest.content = recorded.as_document()
        newest.saved_at = now
        newest.saves += 1
        newest.save(update_fields=["content", "saved_at", "saves"])
        return newest
    if newest:
        newest.is_current = False
        newest.save(update_fields=["is_current"])
    return IntakeAnswers.objects.create(
        person=person,
        claim=claim,
        compartment=claim.compartment if claim else person.compartment,
        slot=newest.slot if newest else uuid4(),
        version=newest.version + 1 if newest else 1,
        saves=based_on + 1,
        saved_by=acting.id,
        content=recorded.as_document(),
    )
