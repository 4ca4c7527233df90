"""The shapes of the files that describe an invented caseload: mixes, courses and patterns."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from openrsd.determination.outcome import Outcome
from openrsd.law.files import Scope
from openrsd.law.shapes import CountryCode, Identifier, Shape, Text

Share = Annotated[float, Field(ge=0, le=100)]  # of a hundred
Weight = Annotated[int, Field(ge=0, le=1_000_000)]


class Stage(StrEnum):
    """How far the work on a case has come."""

    REGISTERED = "registered"
    INTERVIEWED = "interviewed"
    ASSESSED = "assessed"
    DECIDED = "decided"


class Answered(StrEnum):
    """What is recorded on one question."""

    NO = "no"
    OPEN = "open"
    YES = "yes"
    UNRESOLVED = "unresolved"
    NOT_REACHED = "not-reached"


class Of(StrEnum):
    """What a pattern of answers speaks of."""

    PERSON = "person"
    PLACE = "place"
    HARM = "harm"
    AREA = "area"
    AREA_HARM = "area-harm"
    ACT = "act"


SCOPES = {
    Of.PERSON: (Scope.PERSON,),
    Of.PLACE: (Scope.COUNTRY, Scope.OTHER, Scope.DESTINATION),
    Of.HARM: (Scope.HARM,),
    Of.AREA: (Scope.AREA,),
    Of.AREA_HARM: (Scope.AREA_HARM,),
    Of.ACT: (Scope.ACT,),
}


def _one_or_weighted(value: Any) -> Any:
    """A single word is the only choice."""
    return {value: 1} if isinstance(value, str) else value


Answers = Annotated[dict[Answered, Weight], BeforeValidator(_one_or_weighted), Field(min_length=1)]
Chosen = Annotated[dict[Identifier, Weight], BeforeValidator(_one_or_weighted), Field(min_length=1)]


class Pattern(Shape):
    """Answers that are recorded together on one person, place, harm, area or act."""

    id: Identifier
    of: Of
    answers: dict[Identifier, Answers] = Field(default_factory=dict)
    otherwise: Answers


class Course(Shape):
    """What a case comes to, and the patterns that lead there."""

    id: Identifier
    leads_to: Outcome = Field(alias="leads-to")
    claim_pending: bool = Field(default=True, alias="claim-pending")
    alleges_nationality: bool = Field(default=False, alias="alleges-nationality")
    person: Identifier
    reference: Identifier
    other: Identifier
    destination: Identifier
    first_harm: Chosen = Field(alias="first-harm")
    further_harms: Chosen = Field(alias="further-harms")
    alternatives: Share
    area: Identifier
    area_harm: Identifier = Field(alias="area-harm")
    indicators: dict[Identifier, Share] = Field(default_factory=dict)
    acts: Share
    act: Chosen


class Courses(Shape):
    """All courses with their patterns."""

    courses: list[Course] = Field(min_length=1)
    patterns: list[Pattern] = Field(min_length=1)


class Guided(Shape):
    """How often a profile of guidance that fits a person was accepted or rebutted."""

    accepted: Share
    rebutted: Share


class EarlierEditions(Shape):
    """How often something rests on an edition that has been replaced, and what it is called."""

    share: Share
    edition: Text


class Origin(Shape):
    """People of one country: where they ask for protection, what they fear, what is known.

    Facts, asylum and kinds of harm by weight; what is missing from a hundred of a fact is not
    recorded. `others` are nationalities that someone alleges, one of them or none.
    """

    country: CountryCode
    weight: Weight
    asylum: dict[CountryCode, Weight] = Field(min_length=1)
    second: CountryCode
    others: dict[CountryCode, Share]
    third_countries: list[CountryCode] = Field(alias="third-countries", min_length=1)
    courses: Chosen
    harms: Chosen
    ages: Annotated[list[Annotated[int, Field(ge=0, le=110)]], Field(min_length=2, max_length=2)]
    facts: dict[Identifier, dict[str, Share]]


class Mix(Shape):
    """An invented caseload: how many of what. Shares are of a hundred.

    `harms` weighs how many harms are feared: one, two, three, four.
    """

    title: Text
    stages: dict[Stage, Weight] = Field(min_length=1)
    recorded: dict[Stage, Share]
    lists_complete: dict[Stage, Share] = Field(alias="lists-complete")
    unresolved: Share
    not_reached: Share = Field(alias="not-reached")
    authority: dict[str, Weight] = Field(min_length=1)
    harms: list[Weight] = Field(min_length=1, max_length=4)
    several_nationalities: Share = Field(alias="several-nationalities")
    doubted_nationality: Share = Field(alias="doubted-nationality")
    third_country: Share = Field(alias="third-country")
    stated: Share
    indicators: dict[Identifier, Share] = Field(default_factory=dict)
    guidance: Guided
    rests_on: Share = Field(alias="rests-on")
    earlier_editions: EarlierEditions = Field(alias="earlier-editions")
    origins: list[Origin] = Field(min_length=1)
