"""The reasons of a decision: paragraphs that a person wrote, each tied to what it rests on.

The shape in which a draft is kept, read by whoever reviews it and by the letter. No framework.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 100_000


class Part(StrEnum):
    """The parts of the reasons, in the order in which a person reads them (procedure.md section
    9, 2 to 6). Grounds are those of an appeal, and stand in the decision on it alone.
    """

    ACCEPTED = "facts-accepted"
    NOT_ACCEPTED = "facts-not-accepted"
    UNRESOLVED = "facts-unresolved"
    LAW = "law"
    COUNTRY_INFORMATION = "country-information"
    OTHER_PROTECTION = "other-protection"
    GROUND = "grounds-of-appeal"
    CONCLUSION = "conclusion"


class Paragraph(BaseModel):
    """One paragraph. `rests_on` are the ids of the entries of the assessment from which it was
    made, `key` the material fact or the element, and `says` the value that stood there then.

    `made` is the text as it was put together from the record; one that differs was edited. It is
    `bare` where the record has no reasons that a person wrote. Without a key it is her own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(min_length=1, max_length=80)
    part: Part
    key: str = Field(default="", max_length=200)
    says: str = Field(default="", max_length=40)
    rests_on: tuple[str, ...] = ()
    heading: str = Field(default="", max_length=500)
    text: str = Field(default="", max_length=LONGEST)
    made: str = Field(default="", max_length=LONGEST)
    bare: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it is tied to nothing in the record."""
        return not self.key

    @property
    def is_edited(self) -> bool:
        """Whether somebody wrote in it."""
        return self.text != self.made

    @property
    def lacks_reasons(self) -> bool:
        """Whether nobody wrote why: neither in the record nor here."""
        return not self.text.strip() or (self.bare and not self.is_edited)


class Reasons(BaseModel):
    """What is proposed, and the paragraphs in the order in which they are read. Only an appeal is
    remitted.

    `left_out` are paragraphs that whoever drafts took out: they are no part of what is told. `anew`
    are the ids of those that were last taken anew from the record, `writers` those of everyone who
    wrote: none of them signs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    v: Literal[2] = 2
    outcome: Literal["positive", "partial", "negative", "remitted"]
    paragraphs: tuple[Paragraph, ...] = ()
    left_out: tuple[Paragraph, ...] = ()
    anew: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()

    def of(self, part: Part) -> tuple[Paragraph, ...]:
        """The paragraphs of one part."""
        return tuple(one for one in self.paragraphs if one.part is part)

    def as_values(self) -> dict[str, Any]:
        """What is kept of it; `reasons_of` reads it."""
        return self.model_dump(mode="json")


def in_one_text(outcome: str, text: str) -> Reasons:
    """Reasons that are one text and tied to nothing, as the earliest drafts have them."""
    conclusion = Paragraph(id="conclusion", part=Part.CONCLUSION, text=text)
    return Reasons.model_validate({"outcome": outcome, "paragraphs": [conclusion]})


def reasons_of(content: Mapping[str, Any]) -> Reasons:
    """What was kept of a draft. Raises pydantic's ValidationError where it is no draft."""
    if "v" not in content:
        return in_one_text(str(content["outcome"]), str(content["reasons"]))
    return Reasons.model_validate(dict(content))
