"""What the record of an interview tells the procedure when the interview is closed (T5)."""

from collections.abc import Sequence
from typing import Any

from openrsd.interviews.content import Kind, Mark, Said, answers_of, said_of
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
    return not_put_in(said_in(interview))


def not_put_in(said: Sequence[tuple[int, Said]]) -> list[int]:
    """The same, of what was said."""
    put = {number for _own, one in said for number in one.puts}
    return [number for number, one in said if Mark.INCONSISTENCY in one.marks and number not in put]


def said_in(interview: Interview) -> list[tuple[int, Said]]:
    """Everything that was said, with its number. For what is worked out over a whole record."""
    versions = BlockVersion.objects.filter(
        block__interview=interview, block__kind=Kind.SAID, standing=Standing.CURRENT
    ).select_related("block")
    return [
        (version.block.number, said_of(version.content.open_or(None)))
        for version in versions.order_by("block__number")
    ]


def closing_answers(interview: Interview) -> dict[str, str]:
    """What was answered in the list at the closing."""
    found = BlockVersion.objects.filter(
        block__interview=interview, block__kind=Kind.CLOSING, standing=Standing.CURRENT
    ).first()
    return answers_of(found.content.open_or(None)) if found else {}
