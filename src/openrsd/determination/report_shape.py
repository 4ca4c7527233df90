"""The shape of a screening result: the stable keys that scripts and pages rely on.

Documented in docs/screen-json.md and published by `openrsd schema result`. Keys may be added; none
is renamed or removed within a major version.
"""

# pydantic can describe only this TypedDict before Python 3.12.
from typing_extensions import TypedDict

Scope = dict[str, str]


class SourceLine(TypedDict):
    """One source of an element."""

    cite: str
    says: str
    verified: bool


class ElementLine(TypedDict):
    """An element asked of something, with its value and who set it."""

    hypothesis: str
    element: str
    title: str
    question: str
    scope: Scope
    stage: str
    value: str
    set_by: str
    reasons: str
    citations: list[str]
    by: str
    on: str
    leaf: bool
    sources: list[SourceLine]


class QuestionLine(TypedDict):
    """Something still to be asked."""

    hypothesis: str
    kind: str
    element: str | None
    title: str
    question: str
    scope: Scope
    stage: str
    within: list[str]
    explore: list[str]
    errors: list[str]
    sources: list[SourceLine]
    may_not_matter: bool
    unresolved: bool
    marked_not_reached: bool


class ChangeLine(TypedDict):
    """One record changed."""

    element: str
    title: str
    scope: Scope
    from_value: str
    to_value: str


class WhatIfLine(TypedDict):
    """A smallest set of changes and the outcome it would lead to."""

    hypothesis: str
    target: str
    outcome: str
    changes: list[ChangeLine]
    proven_smallest: bool


class WarningLine(TypedDict):
    """A warning with its source."""

    hypothesis: str
    code: str
    text: str
    source: str
    concerns: list[str]


class RemovalLine(TypedDict):
    """Whether removal to one destination is prohibited. Never an authorisation."""

    result: str
    text: str
    bases: list[str]
    by_default: bool
    not_answered: list[str]


class InstrumentLine(TypedDict):
    """The outcome under one instrument."""

    title: str
    kind: str
    outcome: str
    text: str


class ProposalLine(TypedDict):
    """What country guidance proposes, and what a person answered."""

    hypothesis: str
    id: str
    element: str
    scope: Scope
    profile: str
    edition: str
    issued_by: str
    expires: str
    citations: list[str]
    says: list[str]
    status: str


class MissingLine(TypedDict):
    """Something that a negative still lacks."""

    hypothesis: str
    code: str
    text: str


class Carried(TypedDict):
    """On what a recognition rests: instrument, country, harm, grounds, sur place or not."""

    instrument: str
    country: str | None
    harm: str | None
    grounds: list[str]
    sur_place: bool


class HypothesisLine(TypedDict):
    """The outcome under one hypothesis of nationality."""

    id: str
    title: str
    countries: list[str]
    outcome: str
    text: str


class DerivativeLine(TypedDict):
    """Derivative status, beside the person's own claim."""

    principal: str
    value: str
    text: str


class PersonReport(TypedDict):
    """Everything that follows for one person."""

    id: str
    name: str
    outcome: str
    outcome_text: str
    floor: str | None
    also_excluded: bool
    carried: Carried | None
    hypotheses: list[HypothesisLine]
    instruments: dict[str, InstrumentLine]
    derivative: DerivativeLine | None
    because: list[ElementLine]
    open_questions: list[QuestionLine]
    what_if: list[WhatIfLine]
    warnings: list[WarningLine]
    non_refoulement: dict[str, RemovalLine]
    ready_for_negative: bool
    missing_for_negative: list[MissingLine]
    proposals: list[ProposalLine]
    elements: list[ElementLine]
