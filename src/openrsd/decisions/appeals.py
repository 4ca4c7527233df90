"""What an appeal says and what is answered: the shapes of what is sealed of it. No framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from openrsd.decisions.reasons import LONGEST, Paragraph, Part, Reasons

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class EntryKind(StrEnum):
    """What can be added to an appeal."""

    GROUND = "ground"
    SUBMISSION = "submission"
    HEARING = "hearing"


class About(StrEnum):
    """Of what a ground speaks."""

    WHOLE = "whole"
    FACT = "fact"
    ELEMENT = "element"


class Result(StrEnum):
    """What can become of an appeal, each by the transition that makes it."""

    ALLOWED = "T17a"
    DISMISSED = "T17b"
    REMITTED = "T17c"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    v: Literal[1] = 1


class Statement(_Shape):
    """Any words of disagreement. `by` is a role of the procedure."""

    words: Said
    how: Literal["written", "spoken"] = "written"
    language: Line = ""
    by: Literal["applicant", "legal-representative", "guardian"] = "applicant"
    why_late: Words = ""


class Ground(_Shape):
    """One thing with which the appellant disagrees. `key` names the fact or the element of the
    assessment, `title` is what it was called then.
    """

    words: Said
    about: About = About.WHOLE
    key: Annotated[str, Field(max_length=400)] = ""
    title: Line = ""


class Submission(_Shape):
    """What a representative submits, or the person adds."""

    words: Said


class Hearing(_Shape):
    """That the person was heard on appeal, on a day, and what was said."""

    held_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    account: Said
    present: Words = ""


class Answer(_Shape):
    """The decision as it is written: an answer to each ground by the id of its entry."""

    result: Literal["", "T17a", "T17b", "T17c"] = ""
    answers: dict[str, Words] = Field(default={}, max_length=400)
    conclusion: Words = ""
    directions: Words = ""

    def unanswered(self, grounds: Mapping[str, Ground]) -> list[str]:
        """The ids of the grounds to which nothing is answered."""
        return [one for one in grounds if not self.answers.get(one)]

    @property
    def has_result(self) -> Result | None:
        """The result; None as long as none is chosen."""
        return Result(self.result) if self.result else None


SHAPES: Mapping[EntryKind, type[Ground] | type[Submission] | type[Hearing]] = {
    EntryKind.GROUND: Ground,
    EntryKind.SUBMISSION: Submission,
    EntryKind.HEARING: Hearing,
}


@dataclass(frozen=True, slots=True)
class AppealReasons:
    """What was decided on an appeal, as the letter tells it.

    `reasons` has one paragraph for each ground (`Part.GROUND`: the heading is the ground in the
    words of the appellant, the text the answer) and the conclusion. `stands` is the outcome of the
    decision that was appealed, None where it is set aside.
    """

    result: Result
    reasons: Reasons
    directions: str
    stands: str | None


def reasons_on(answer: Answer, grounds: Mapping[str, Ground], decided: str) -> Reasons:
    """The paragraphs of a decision on an appeal against a decision that was `decided`."""
    paragraphs = [
        Paragraph(
            id=f"ground-{place}",
            part=Part.GROUND,
            key=one.key[:200],
            heading=(one.title or one.words)[:500],
            text=answer.answers.get(name, ""),
        )
        for place, (name, one) in enumerate(grounds.items(), 1)
    ]
    if answer.conclusion:
        closing = Paragraph(id="conclusion", part=Part.CONCLUSION, text=answer.conclusion)
        paragraphs.append(closing)
    outcome: Any = {
        Result.ALLOWED: "positive",
        Result.REMITTED: "remitted",
        Result.DISMISSED: "partial" if decided == "partial" else "negative",
    }[Result(answer.result)]
    return Reasons(outcome=outcome, paragraphs=tuple(paragraphs))


def read_entry(kind: str, content: Any) -> Ground | Submission | Hearing:
    """What an entry says."""
    return SHAPES[EntryKind(kind)].model_validate(content)
