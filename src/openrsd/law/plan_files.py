"""The shapes of the interview plan: wording for each open question, and the frame of the talk."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from openrsd.law.shapes import CountryCode, Identifier, Shape, Text

SetName = Literal["countries", "harms"]


class PlanFile(Shape):
    """How one open question is asked, from open to specific to clarifying, and what bears on it.

    `list` is used in place of `element` for the question whether a list is complete. An entry with
    `country` adds what is asked only where that country is concerned. `not-for-the-person` says why
    the question is answered from sources and not put to the person; `look-up` then says what to
    find. `only-if-open` keeps a question that no outcome hangs on out of the plan.
    """

    element: Identifier | None = None
    list_: SetName | None = Field(default=None, alias="list")
    country: CountryCode | None = None
    heading: str = ""
    ask: list[Text] = Field(default_factory=list, max_length=6)
    evidence: list[Text] = Field(default_factory=list)
    care: list[Text] = Field(default_factory=list)
    not_for_the_person: str = Field(default="", alias="not-for-the-person")
    look_up: list[Text] = Field(default_factory=list, alias="look-up")
    only_if_open: bool = Field(default=False, alias="only-if-open")


class PhaseFile(Shape):
    """A phase of the interview: what is done, said and recorded. `only-if-exclusion` phases are
    shown only where a person has set the indicator of conduct."""

    id: Identifier
    title: Text
    do: list[Text] = Field(default_factory=list)
    say: list[Text] = Field(default_factory=list)
    record: list[Text] = Field(default_factory=list)
    only_if_exclusion: bool = Field(default=False, alias="only-if-exclusion")
    probing: bool = False


class LeadingForm(Shape):
    """A form of words that leads or blames. `anywhere`, or at the beginning of a question."""

    form: Text
    anywhere: bool = False
    because: Text


class PlanLists(Shape):
    """The lists of a law file that the interview plan reads."""

    plan: list[PlanFile] = Field(default_factory=list)
    interview: list[PhaseFile] = Field(default_factory=list)
    leading_forms: list[LeadingForm] = Field(default_factory=list, alias="leading-forms")


@dataclass(frozen=True)
class PlanLaw:
    """What the interview plan reads, as it stands."""

    entries: tuple[PlanFile, ...] = ()
    phases: tuple[PhaseFile, ...] = ()

    def wording(self, of: str, countries: frozenset[str]) -> tuple[PlanFile, ...]:
        """The entries for an element or a list: the general one, then those of the countries."""
        found = [entry for entry in self.entries if of in (entry.element, entry.list_)]
        general = [entry for entry in found if entry.country is None]
        special = [entry for entry in found if entry.country in countries]
        return (*general, *special)
