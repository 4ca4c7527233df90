"""How deeply a second person reads what is proposed, and on which cases the sample falls.

The rule is data (`sampling.yaml`). Whether the sample falls on a case follows from a keyed hash of
the case, so that it is the same whenever it is asked and nobody can draw again.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.utils.crypto import salted_hmac
from pydantic import Field

from openrsd.casework.procedure.facts import Circumstances
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Identifier, Shape
from openrsd.texts import gettext as _
from openrsd.texts import shown

FILE = "sampling.yaml"
POSITIVE = "positive"
WHY = shown(
    {
        "not-positive": "Whatever refuses, in whole or in part, is read in full.",
        "child": "The case of a child is read in full.",
        "exclusion": "A question of exclusion arose: the record is read in full.",
        "credibility": "A question of credibility arose, or a fact is not accepted: the record is"
        " read in full.",
        "way-of-handling": "In this way of handling every recognition is read in full.",
        "sampled": "The sample fell on this case: it is read in full, with the quality checklist.",
        "not-sampled": "The sample did not fall on this case: read the reasons, what follows, and"
        " the warnings. You may always read more.",
    }
)


class SamplingFile(Shape):
    """What stands in `sampling.yaml`."""

    version: str
    share: int = Field(ge=10, le=100)
    sample: list[Identifier]
    batch: list[Identifier]
    most: int = Field(ge=1, le=100)


@dataclass(frozen=True, slots=True)
class Depth:
    """How deeply a draft is read, and why, by a code of WHY."""

    code: str

    @property
    def in_full(self) -> bool:
        """Whether the whole record is read."""
        return self.code != "not-sampled"

    @property
    def is_alone(self) -> bool:
        """Whether the draft is signed by itself, and never together with others."""
        return self.code not in ("sampled", "not-sampled")

    @property
    def needs_checklist(self) -> bool:
        """Whether the quality checklist is filled in before it is signed."""
        return self.code == "sampled"

    @property
    def says(self) -> str:
        """Why, in words."""
        return _(WHY[self.code])


@cache
def sampling() -> SamplingFile:
    """The rule. Raises InvalidDocument where the file cannot be read or takes too few."""
    raw = (files("openrsd.decisions") / FILE).read_bytes()
    return read_shape(read_document(raw, FILE), SamplingFile)


def falls_on(case: UUID, share: int) -> bool:
    """Whether a sample of `share` in a hundred falls on this case. The same answer each time; who
    has not the key of this installation cannot know it beforehand.
    """
    drawn = salted_hmac("openrsd.decisions.sample", str(case), algorithm="sha256").digest()
    return int.from_bytes(drawn[:8], "big") % 100 < share


@dataclass(frozen=True, slots=True)
class Arose:
    """What an assessment shows that asks for a full reading, whatever the way of handling."""

    exclusion: bool = False
    doubt: bool = False


def depth(
    outcome: str, person: Circumstances, *, is_sampled: bool, arose: Arose | None = None
) -> Depth:
    """How deeply a draft that proposes this is read."""
    found = arose or Arose()
    if outcome != POSITIVE:
        return Depth("not-positive")
    if person.is_child:
        return Depth("child")
    if person.exclusion_arises or found.exclusion:
        return Depth("exclusion")
    if person.credibility_arises or found.doubt:
        return Depth("credibility")
    if person.modality not in sampling().sample:
        return Depth("way-of-handling")
    return Depth("sampled" if is_sampled else "not-sampled")
