"""What the record of an interview tells the procedure when the interview is closed (T5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openrsd.interviews.content import Kind, Mark, answers_of, said_of
from openrsd.interviews.models import BlockVersion, Interview, ReadBack, Standing

FULL, PUT, READ, TOLD, SIGNATURE = (
    "full-record",
    "inconsistencies-put",
    "read-back",
    "next-steps-told",
    "signature",
)
BROUGHT = (FULL, PUT, READ, TOLD, SIGNATURE)
# What became of a reading after which the conversation went on.
BROKEN_OFF = "broken-off"
NEXT_STEPS, YES = "next-steps", "yes"


@dataclass(frozen=True, slots=True)
class Read:
    """Words of the record with their number."""

    number: int
    marks: tuple[str, ...]
    puts: tuple[int, ...]


def brought_by(interview: Interview) -> dict[str, Any]:
    """The inputs of the step as the record has them; what it has not, is not there."""
    brought: dict[str, Any] = {}
    if interview.numbered and interview.fixed_through == interview.numbered:
        brought[FULL] = True
    if not not_put(interview):
        brought[PUT] = True
    reading = answered_reading(interview)
    if reading is not None:
        brought[SIGNATURE] = reading.outcome
        if reading.through == interview.numbered:
            brought[READ] = True
    if closing_answers(interview).get(NEXT_STEPS) == YES:
        brought[TOLD] = True
    return brought


def answered_reading(interview: Interview) -> ReadBack | None:
    """The last reading that the person answered; None where there is none."""
    found = interview.readings.exclude(outcome__in=("", BROKEN_OFF))
    return found.order_by("-begun_at").first()


def not_put(interview: Interview) -> list[int]:
    """Numbers of the blocks with an inconsistency that was not put to the person."""
    read = list(_marked(interview))
    put = {number for one in read for number in one.puts}
    return [one.number for one in read if Mark.INCONSISTENCY in one.marks and one.number not in put]


def closing_answers(interview: Interview) -> dict[str, str]:
    """What was answered in the list at the closing."""
    found = BlockVersion.objects.filter(
        block__interview=interview, block__kind=Kind.CLOSING, standing=Standing.CURRENT
    ).first()
    return answers_of(found.content.open()) if found else {}


def _marked(interview: Interview) -> Iterator[Read]:
    versions = BlockVersion.objects.filter(
        block__interview=interview, block__kind=Kind.SAID, standing=Standing.CURRENT
    ).select_related("block")
    for version in versions.order_by("block__number"):
        said = said_of(version.content.open())
        yield Read(version.block.number, said.marks, said.puts)
