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


class ReasonLine(TypedDict):
    """Why a line of triage stands: a recorded fact, or something else of the record in words."""

    fact: str
    text: str
    value: str
    sensitive: bool


class DeskWords(TypedDict):
    """What the desk reads in place of a line that rests on something it may not see."""

    title: str
    do: list[str]


class TriageLine(TypedDict):
    """A need, safeguard, question or indicator, and what it calls for."""

    id: str
    title: str
    do: list[str]
    by_when: str
    by_whom: str
    note: str
    why: list[ReasonLine]
    sources: list[SourceLine]
    desk: DeskWords | None


class ArrangementLine(TypedDict):
    """How the interview is set up, and for what."""

    id: str
    title: str
    arrange: list[str]
    why: list[ReasonLine]
    sources: list[SourceLine]
    desk: DeskWords | None


class NeedLine(TypedDict):
    """A specific-needs code proposed. A person confirms it."""

    code: str
    title: str
    code_list: str
    edition: str
    note: str
    need_to_know: bool
    why: list[ReasonLine]
    sources: list[SourceLine]


class ModalityReasonLine(TypedDict):
    """Why a modality is proposed, or the case is kept from some."""

    keeps_from: list[str]
    because: str
    why: list[ReasonLine]
    sources: list[SourceLine]
    supervisor_only: bool


class ModalityLine(TypedDict):
    """The way of handling proposed. A person authorises it and writes the reason."""

    id: str
    title: str
    changes: str
    never: list[str]
    recognises_only: bool
    authorise: str
    reason: ModalityReasonLine
    kept_from: list[ModalityReasonLine]
    sources: list[SourceLine]


class PriorityLine(TypedDict):
    """The place in the queue, by protection need only."""

    level: int
    title: str
    why: list[ReasonLine]
    sources: list[SourceLine]


class HarmReasonLine(TypedDict):
    """What suggests a harm; `element` is the sur-place element to which it belongs, if to one."""

    because: str
    element: str | None
    element_title: str
    why: list[ReasonLine]
    sources: list[SourceLine]


class SuggestedHarmLine(TypedDict):
    """A kind of harm that the record does not name in these countries. No record itself."""

    kind: str
    title: str
    countries: list[str]
    because: list[HarmReasonLine]


class ProfileLine(TypedDict):
    """A profile of country guidance that fits, with what it proposes."""

    country: str
    profile: str
    title: str
    guidance: str
    edition: str
    issued_by: str
    expires: str
    expired: bool
    proposes: list[str]
    exclusion_indicator: str
    why: list[ReasonLine]


class TriageReport(TypedDict):
    """What the first answers call for."""

    urgent: list[TriageLine]
    safeguards: list[TriageLine]
    children: list[TriageLine]
    arrangements: list[ArrangementLine]
    specific_needs: list[NeedLine]
    nationality: list[TriageLine]
    priority: PriorityLine | None
    modality: ModalityLine | None
    suggested_harms: list[SuggestedHarmLine]
    profiles: list[ProfileLine]
    exclusion_indicators: list[TriageLine]


class ConcernLine(TypedDict):
    """What a topic is asked of, and under which hypotheses."""

    scope: Scope
    hypotheses: list[str]


class ProposedLine(TypedDict):
    """Guidance proposes a yes on the topic; it is confirmed by asking."""

    profile: str
    edition: str
    issued_by: str
    citations: list[str]


class InformationLine(TypedDict):
    """A point of country information that bears on the topic."""

    country: str
    cite: str
    published: str
    says: str
    checked: bool


class TopicLine(TypedDict):
    """One open question, and everything that helps to ask it."""

    element: str | None
    completeness: str | None
    title: str
    question: str
    heading: str
    stage: str
    beside: bool
    concerns: list[ConcernLine]
    ask: list[str]
    evidence: list[str]
    care: list[str]
    look_up: list[str]
    not_for_the_person: str
    explore: list[str]
    errors: list[str]
    proposed: list[ProposedLine]
    information: list[InformationLine]
    sources: list[SourceLine]
    may_not_matter: bool
    unresolved: bool
    marked_not_reached: bool


class PhaseLine(TypedDict):
    """A phase of the interview: what is done, said and recorded. The topics stand in `probing`."""

    id: str
    title: str
    do: list[str]
    say: list[str]
    record: list[str]
    probing: bool


class PlanReport(TypedDict):
    """What the officer takes into the room."""

    arrangements: list[ArrangementLine]
    phases: list[PhaseLine]
    topics: list[TopicLine]


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
    triage: TriageReport | None
    interview_plan: PlanReport | None
    ready_for_negative: bool
    missing_for_negative: list[MissingLine]
    proposals: list[ProposalLine]
    elements: list[ElementLine]
