"""What an officer records when assessing a claim, entry by entry. No framework.

An entry says one thing under one key. A later entry with the same key stands over an earlier one,
and nothing is ever written over: who said what, and when, stays. The kinds are those of a case
file, so that a claim in the database and a file on a desk mean the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from openrsd.assessment.spans import Bears, Evidence, Inconsistency, Line, Name, Said, Text
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

Reasons = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=20_000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Kind(StrEnum):
    """What an entry speaks of."""

    COUNTRY = "country"
    HYPOTHESIS = "hypothesis"
    OTHER = "other-country"
    HARM = "harm"
    AREA = "area"
    ACT = "act"
    DESTINATION = "destination"
    STATED = "stated"
    INDICATOR = "indicator"
    FACT = "material-fact"
    FINDING = "finding"
    COMPLETE = "complete"
    CONSIDERED = "considered"
    SOURCE = "source"
    PROPOSAL = "proposal"
    NOTE = "note"


class Content(BaseModel):
    """Base of what an entry says. `kind` and `key` say of what."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[Kind]

    @property
    def key(self) -> str:
        """What a later entry has in common with the one that it stands over."""
        return str(getattr(self, "id", ""))


class Country(Content):
    """A country of reference: the fear is tested against it."""

    kind = Kind.COUNTRY
    id: Code
    basis: Literal["nationality", "former-habitual-residence"] = "nationality"


class Hypothesis(Content):
    """One plausible reading of the person's nationality. Where there are any, all are weighed, and
    none is a reason to refuse unless all are (semantics.md section 4)."""

    kind = Kind.HYPOTHESIS
    id: Name
    title: Said
    nationality: list[Code] = Field(default=[], max_length=16)
    former_habitual_residence: list[Code] = Field(default=[], max_length=16)


class OtherCountry(Content):
    """Another country whose nationality, or protection, may have to be weighed."""

    kind = Kind.OTHER
    id: Code


class Harm(Content):
    """A feared harm in a country of reference. `sort` is a kind of harm of the law files."""

    kind = Kind.HARM
    id: Name
    country: Code
    title: Said
    sort: Literal[""] | Name = ""
    stated: bool = True


class Area(Content):
    """A place that is named as an alternative within a country."""

    kind = Kind.AREA
    id: Name
    country: Code
    title: Said


class Act(Content):
    """An act that may lead to exclusion."""

    kind = Kind.ACT
    id: Name
    title: Said


class Destination(Content):
    """A country to which a removal is thinkable."""

    kind = Kind.DESTINATION
    id: Code


class Stated(Content):
    """A fact of the law files, as the officer accepts it; it stands over the first answers."""

    kind = Kind.STATED
    id: Name
    value: Said


class Indicator(Content):
    """A sign that opens a question on which the authority bears the burden."""

    kind = Kind.INDICATOR
    id: Name
    country: Literal[""] | Code = ""
    other: Literal[""] | Code = ""
    reasons: Reasons

    @property
    def key(self) -> str:
        """The indicator, and of which country it speaks."""
        return "|".join((self.id, self.country, self.other))


class Finding(Content):
    """What is found of one element, of what it is asked, with reasons.

    `rests_on` names material facts of this assessment; `cited` are passages of country information,
    of documents and of what was said, `citations` others as lines of text.
    """

    kind = Kind.FINDING
    element: Name
    scope: dict[Name, Line] = Field(default={}, max_length=3)
    value: Literal["yes", "no", "unresolved", "not-reached"]
    reasons: Reasons
    rests_on: list[Name] = Field(default=[], max_length=200)
    citations: list[Said] = Field(default=[], max_length=200)
    cited: list[Evidence] = Field(default=[], max_length=200)

    @property
    def citations_in_words(self) -> list[str]:
        """Everything that is cited, a text each."""
        return [*self.citations, *(one.in_words for one in self.cited)]

    @property
    def key(self) -> str:
        """The element, and of what it is asked."""
        return "|".join((self.element, *(self.scope[one] for one in sorted(self.scope))))


class Complete(Content):
    """That there are no others than those listed: `countries`, or `harms:PRK`."""

    kind = Kind.COMPLETE
    id: Said
    reasons: Reasons


class Considered(Content):
    """That an instrument, a ground, or the nationality of a country was considered."""

    kind = Kind.CONSIDERED
    id: Said
    reasons: Reasons


class Source(Content):
    """That a lawyer compared the source of an element with its text."""

    kind = Kind.SOURCE
    id: Name
    reasons: Reasons


class Proposal(Content):
    """That a proposal of country guidance is accepted or rebutted."""

    kind = Kind.PROPOSAL
    id: Said
    accepted: bool
    reasons: Reasons


class Note(Content):
    """What the assessment form asks for and no other entry says (assessment.md section 8)."""

    kind = Kind.NOTE
    section: Literal["summary", "risk", "best-interests", "recommendation", "follow-up"]
    country: Literal[""] | Code = ""
    text: Annotated[Text, StringConstraints(min_length=1)]

    @property
    def key(self) -> str:
        """The section, and of which country it speaks."""
        return f"{self.section}|{self.country}"


class Weighed(BaseModel):
    """What one indicator of credibility shows of a fact (assessment.md section 4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    indicator: Name
    shows: Literal["supports", "weakens", "neutral"]
    observation: Text


class MaterialFact(Content):
    """One fact on which something turns, and whether it is accepted (assessment.md section 2).

    `factors` are circumstances that change what can be expected, each with how it was considered;
    `no_other_factors` says why the others do not apply. What was once written in words alone stays:
    `evidence_for` and `evidence_against` beside `evidence`, and `inconsistency`, `put` and `answer`
    beside `inconsistencies`.
    """

    kind = Kind.FACT
    id: Name
    proposition: Said
    importance: Literal["core", "supporting", "peripheral"] = "core"
    elements: list[Name] = Field(default=[], max_length=40)
    evidence: list[Evidence] = Field(default=[], max_length=200)
    evidence_for: Text = ""
    evidence_against: Text = ""
    indicators: list[Weighed] = Field(default=[], max_length=10)
    factors: dict[Name, Text] = Field(default={}, max_length=40)
    no_other_factors: Text = ""
    inconsistencies: list[Inconsistency] = Field(default=[], max_length=100)
    inconsistency: Text = ""
    put: Text = ""
    answer: Text = ""
    value: Literal["open", "accepted", "not-accepted", "undetermined"] = "open"
    benefit_of_doubt: Text = ""
    reasons: Text = ""

    @property
    def evidence_for_in_words(self) -> str:
        """Everything that speaks for it, a line each."""
        return self._bearing("for", self.evidence_for)

    @property
    def evidence_against_in_words(self) -> str:
        """Everything that speaks against it, a line each."""
        return self._bearing("against", self.evidence_against)

    def _bearing(self, bears: Bears, text: str) -> str:
        lines = [one.in_words for one in self.evidence if one.bears == bears]
        return "\n".join([*lines, *([text] if text else [])])


SHAPES: Mapping[Kind, type[Content]] = {
    shape.kind: shape
    for shape in (
        Country, Hypothesis, OtherCountry, Harm, Area, Act, Destination, Stated, Indicator,
        MaterialFact, Finding, Complete, Considered, Source, Proposal, Note,
    )
}  # fmt: skip


class UnreadableEntry(OpenRSDError):
    """What was written cannot be an entry of its kind; the text names the field."""

    code = "unreadable-entry"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said by one person at one time. Without content it takes back what its key said."""

    id: UUID
    kind: Kind
    key: str
    content: Content | None
    by: UUID
    at: datetime
    reasons: str = ""


def read_content(kind: Kind, raw: Mapping[str, Any]) -> Content:
    """What was written, checked. Raises UnreadableEntry with each field that is amiss."""
    try:
        return SHAPES[kind].model_validate(dict(raw))
    except ValidationError as error:
        fields = sorted({str(one["loc"][0]) for one in error.errors() if one["loc"]})
        text = _("Look again at: {fields}. Reasons have at least ten letters.")
        raise UnreadableEntry(text.format(fields=", ".join(fields))) from None


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """What stands: the newest of each key in the order in which keys were first used."""
    newest: dict[tuple[Kind, str], Entry] = {}
    for entry in entries:
        newest[entry.kind, entry.key] = entry
    return [entry for entry in newest.values() if entry.content is not None]
