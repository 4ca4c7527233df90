"""What is recorded of one person: facts, feared harms, findings and what was accepted or rebutted.

Nothing here is inferred. A case file or a database row becomes these values; `framing` turns them
into a frame and its records for one hypothesis of nationality.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from openrsd.determination.frame import Instance
from openrsd.determination.values import State


class CaseKind(StrEnum):
    """A case in progress, or a published decision taken over for study and tests."""

    CASE = "case"
    PUBLISHED_DECISION = "published-decision"


class ReferenceBasis(StrEnum):
    """Why a country is a country of reference."""

    NATIONALITY = "nationality"
    FORMER_HABITUAL_RESIDENCE = "former-habitual-residence"


@dataclass(frozen=True, slots=True)
class ReferenceCountry:
    """A country against which the fear is tested."""

    code: str
    basis: ReferenceBasis = ReferenceBasis.NATIONALITY


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of the person's nationality; all plausible ones are evaluated (semantics §4)."""

    id: str
    countries: tuple[ReferenceCountry, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Harm:
    """A feared harm in a country, in the person's words or as the record puts it."""

    id: str
    country: str
    kind: str = ""
    stated: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A place inside a country of reference, named by the authority as an alternative."""

    id: str
    country: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that may lead to exclusion, named by the authority."""

    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A recorded value with its reasons. `by` names who set it, `on` when."""

    state: State
    reasons: str = ""
    citations: tuple[str, ...] = ()
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's act on something the system proposed or asks for: reasons, by whom, when."""

    reasons: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """All that is recorded of one person for one determination.

    `complete` maps a set ("countries", or "harms:PRK") to the reasons for which no other member
    exists. `proposals` maps "profile:element" of guidance to an acceptance or a rebuttal.
    `intake` maps questions of the first conversations to the answers given; the facts that follow
    from them stand among `facts` too.
    """

    id: str
    kind: CaseKind
    date: date
    asylum: str | None
    hypotheses: tuple[Hypothesis, ...]
    name: str = ""
    authority: str = "state"
    instruments: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    harms: tuple[Harm, ...] = ()
    areas: tuple[Area, ...] = ()
    acts: tuple[Act, ...] = ()
    destinations: tuple[str, ...] = ()
    complete: Mapping[str, Answer] = field(default_factory=dict)
    indicators: frozenset[Instance] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)
    intake: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: Mapping[Instance, Finding] = field(default_factory=dict)
    accepted: Mapping[str, Answer] = field(default_factory=dict)
    rebutted: Mapping[str, Answer] = field(default_factory=dict)
    considered: Mapping[str, Answer] = field(default_factory=dict)
    confirmed: Mapping[str, Answer] = field(default_factory=dict)
    claim_pending: bool = True
    principal: str | None = None
