"""The quality checklist of a review, and known errors to look for. Both are data, to be corrected
by a lawyer.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Identifier, Shape, Text
from openrsd.texts import shown

FILE = "quality.yaml"
LONGEST_NOTE = 4000
PARTS = shown({"interview": "The interview", "decision": "The decision"})


class Answer(StrEnum):
    """What can be said of an indicator."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "n-a"


ANSWERS = shown(
    {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_APPLICABLE: "Not asked for in this case"}
)


class IndicatorFile(Shape):
    """One thing that a good interview or decision has."""

    id: Identifier
    part: Literal["interview", "decision"]
    text: Text
    source: Text


class ErrorFile(Shape):
    """One known error of assessment (assessment.md section 12)."""

    id: Identifier
    text: Text
    source: Text


class QualityFile(Shape):
    """What stands in `quality.yaml`."""

    version: str
    indicators: list[IndicatorFile] = Field(min_length=1)
    errors: list[ErrorFile] = Field(min_length=1)


class Answered(BaseModel):
    """What was said of one indicator."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    answer: Literal["", "yes", "no", "n-a"] = ""
    note: str = Field(default="", max_length=LONGEST_NOTE)


class Checklist(BaseModel):
    """A checklist as it is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    v: Literal[1] = 1
    edition: str
    answers: dict[str, Answered]

    @property
    def is_complete(self) -> bool:
        """Whether every indicator is answered, and each "no" with a note."""
        said = [self.answers.get(one.id, Answered()) for one in quality().indicators]
        explained = (one.note.strip() for one in said if one.answer == Answer.NO.value)
        return all(one.answer for one in said) and all(explained)


def checklist(answers: Mapping[str, Answered]) -> Checklist:
    """These answers, of the indicators that there are."""
    known = {one.id: answers[one.id] for one in quality().indicators if one.id in answers}
    return Checklist(edition=quality().version, answers=known)


@cache
def quality() -> QualityFile:
    """The indicators and errors. Raises InvalidDocument where the file cannot be read."""
    raw = (files("openrsd.decisions") / FILE).read_bytes()
    return read_shape(read_document(raw, FILE), QualityFile)
