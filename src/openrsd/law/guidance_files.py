"""The shapes of country guidance: sources with their points, and profiles that propose values."""

from typing import Literal

from pydantic import Field

from openrsd.law.reading import Day
from openrsd.law.shapes import CountryCode, FactCondition, Identifier, Shape, Text


class Point(Shape):
    """One sentence that a source establishes, with its paragraph and the elements it bears on.

    `library` names the passage in a library of country information: its document and number there.
    """

    id: Identifier
    says: Text
    at: Text
    bears_on: list[Identifier] = Field(alias="bears-on", min_length=1)
    checked: str = ""
    library: str = Field(default="", pattern=r"^([0-9a-f-]{36}/[0-9]{1,6})?$")


class CoiSource(Shape):
    """A source of country information and the points that guidance cites (coi.md §3)."""

    id: Identifier
    title: Text
    body: Text
    published: str
    symbol: str = ""
    language: str = "en"
    reliability: str = ""
    points: list[Point] = Field(min_length=1)


class Proposition(Shape):
    """A value that guidance proposes. Only ever `yes`; a person accepts or rebuts it."""

    element: Identifier
    value: Literal["yes"] = "yes"
    points: list[Identifier] = Field(min_length=1)


class ProfileFile(Shape):
    """A documented profile: whom it fits, what it proposes, on which points it rests, and by what
    the proposal is rebutted in a case. To be outside it shows nothing."""

    id: Identifier
    title: Text
    when: FactCondition
    harm_kinds: list[Identifier] = Field(default_factory=list, alias="harm-kinds")
    proposes: list[Proposition] = Field(default_factory=list)
    rebutted_by: list[Text] = Field(default_factory=list, alias="rebutted-by")
    exclusion_indicator: str = Field(default="", alias="exclusion-indicator")
    note: str = ""


class GuidanceFile(Shape):
    """Country guidance: dated, expiring, with its sources and profiles."""

    country: CountryCode
    title: Text
    edition: Text
    dated: Day
    expires: Day
    issued_by: Text = Field(alias="issued-by")
    limits: list[Text] = Field(default_factory=list)
    contrary: list[Text] = Field(default_factory=list)
    ask_about_nationalities: list[CountryCode] = Field(
        default_factory=list, alias="ask-about-nationalities"
    )
    sources: list[CoiSource] = Field(min_length=1)
    profiles: list[ProfileFile] = Field(min_length=1)
