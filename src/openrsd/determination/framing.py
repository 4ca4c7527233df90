"""From what is recorded of a person to a frame and its records, for one hypothesis of nationality.

Records come from three hands, which the trace tells apart: a person's finding, a fact from which
the law files let a value follow, and a proposal of country guidance that a person accepted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openrsd.determination.facts import holds
from openrsd.determination.frame import Frame, Gap, Instance, Names
from openrsd.determination.guidance import Proposal, proposals_for
from openrsd.determination.record import (
    Area,
    CaseKind,
    Finding,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
)
from openrsd.determination.values import State
from openrsd.law.expressions import Variable, references
from openrsd.law.files import InstrumentKind, Scope
from openrsd.law.model import Instrument, Law

DEFAULT_INSTRUMENT = "refugee-1a2"
REMOVAL_INSTRUMENT = "non-refoulement"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a record stands: who or what set it, and the words that go with it."""

    set_by: str
    reasons: str = ""
    citations: tuple[str, ...] = ()
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Framed:
    """One hypothesis ready to be evaluated.

    `overridden` are derivations that a person's finding contradicts.
    """

    frame: Frame
    records: Mapping[Instance, State]
    bases: Mapping[Instance, Basis]
    proposals: tuple[Proposal, ...]
    overridden: tuple[Instance, ...]


def frame_person(record: PersonRecord, law: Law, hypothesis: Hypothesis) -> Framed:
    """Lay out the sets of one hypothesis and collect its records."""
    facts = _facts(record, hypothesis)
    frame = _frame(record, law, hypothesis, facts)
    records: dict[Instance, State] = {}
    bases: dict[Instance, Basis] = {}
    proposals = proposals_for(record, law, frame, facts)
    for proposal in proposals:
        if proposal.accepted is not None:
            records[proposal.instance] = State.YES
            bases[proposal.instance] = _accepted(proposal)
    overridden: list[Instance] = []
    for instance, state, because in _derived(record, law, frame, facts):
        found = record.findings.get(instance)
        if found is not None and found.state not in (State.OPEN, state):
            overridden.append(instance)
        records[instance] = state
        bases[instance] = Basis("fact", because)
    for instance, finding in record.findings.items():
        if finding.state is not State.OPEN:
            records[instance] = finding.state
            bases[instance] = _found(finding)
    return Framed(frame, records, bases, proposals, tuple(overridden))


def _found(finding: Finding) -> Basis:
    on = finding.on.isoformat() if finding.on else ""
    return Basis("finding", finding.reasons, finding.citations, finding.by, on)


def _accepted(proposal: Proposal) -> Basis:
    answer = proposal.accepted
    assert answer is not None
    on = answer.on.isoformat() if answer.on else ""
    reasons = answer.reasons or proposal.profile_title
    return Basis("accepted-guidance", reasons, proposal.citations, answer.by, on)


def _facts(record: PersonRecord, hypothesis: Hypothesis) -> dict[str, str]:
    """Recorded facts with those that the system can see for itself."""
    facts = dict(record.facts)
    codes = {country.code for country in hypothesis.countries}
    if record.asylum is not None and codes and record.asylum not in codes:
        facts["asylum-outside"] = "yes"
    if record.kind is CaseKind.CASE and record.claim_pending:
        facts["claim-pending"] = "yes"
    return facts


def _frame(
    record: PersonRecord, law: Law, hypothesis: Hypothesis, facts: Mapping[str, str]
) -> Frame:
    countries = tuple(country.code for country in hypothesis.countries)
    nationalities = frozenset(
        country.code
        for country in hypothesis.countries
        if country.basis is ReferenceBasis.NATIONALITY
    )
    places = tuple(dict.fromkeys((*countries, *record.others)))
    instruments = instruments_for(record, law)
    destinations = tuple(
        place for place in dict.fromkeys((*places, *record.destinations)) if place != record.asylum
    )
    return Frame(
        law=law,
        instruments=instruments,
        countries=countries,
        nationalities=nationalities,
        others=record.others,
        harms=_by_country(record.harms, places),
        areas=_by_country(record.areas, places),
        acts=tuple(act.id for act in record.acts),
        destinations=destinations,
        complete=frozenset(_complete(record, places)),
        indicators=record.indicators | frozenset(_indicated(record, law, facts)),
        composites=frozenset(
            instance
            for instance, finding in record.findings.items()
            if finding.state in (State.YES, State.NO) and not law.element(instance.element).is_leaf
        ),
    )


def _by_country(
    items: Sequence[Harm] | Sequence[Area], places: Names
) -> tuple[tuple[str, Names], ...]:
    return tuple(
        (place, tuple(item.id for item in items if item.country == place)) for place in places
    )


def _complete(record: PersonRecord, places: Names) -> Iterator[Gap]:
    published = record.kind is CaseKind.PUBLISHED_DECISION
    if published or "countries" in record.complete:
        yield Gap(Variable.COUNTRY)
    for place in places:
        if published or f"harms:{place}" in record.complete:
            yield Gap(Variable.HARM, place)


def _indicated(record: PersonRecord, law: Law, facts: Mapping[str, str]) -> Iterator[Instance]:
    for indicator in law.indicators.values():
        if (
            indicator.scope is Scope.PERSON
            and indicator.when is not None
            and holds(indicator.when, facts, record.date)
        ):
            yield Instance(indicator.id)


def _derived(
    record: PersonRecord, law: Law, frame: Frame, facts: Mapping[str, str]
) -> Iterator[tuple[Instance, State, str]]:
    stated = {(harm.country, harm.id) for harm in record.harms if harm.stated}
    for element in law.elements.values():
        for derivation in element.about.derived:
            state = State.YES if derivation.gives == "yes" else State.NOT_APPLICABLE
            for scope in frame.instances(element.scope):
                of_harm = element.scope is Scope.HARM and scope in stated
                known = {**facts, "fear-stated": "yes"} if of_harm else facts
                if holds(derivation.when, known, record.date):
                    yield Instance(element.id, scope), state, derivation.because


def instruments_for(record: PersonRecord, law: Law) -> tuple[str, ...]:
    """The instruments evaluated for a person, in the order of the law files.

    A case in progress is tested under everything in force in its country of asylum. A published
    decision is tested only under what its file names or records something on.
    """
    in_force = [
        instrument
        for instrument in law.instruments.values()
        if instrument.kind not in (InstrumentKind.REVIEW, InstrumentKind.PROVISION)
    ]
    if record.kind is CaseKind.CASE:
        return tuple(
            instrument.id
            for instrument in law.instruments.values()
            if instrument.kind is not InstrumentKind.REVIEW
            and (instrument.kind is not InstrumentKind.DERIVATIVE or record.principal)
            and (
                instrument.id in record.instruments
                or instrument.applies_in(record.asylum, record.authority, law.binding)
            )
        )
    recorded = {instance.element for instance in record.findings}
    reach = {instrument.id: elements_of(instrument, law) for instrument in in_force}
    named = set(record.instruments) or {DEFAULT_INSTRUMENT}
    of_named = frozenset().union(*(reach[name] for name in named if name in reach))
    for instrument in in_force:
        applies = instrument.applies_in(record.asylum, record.authority, law.binding)
        if applies and recorded & (reach[instrument.id] - of_named):
            named.add(instrument.id)
    named.add(REMOVAL_INSTRUMENT)
    return tuple(i.id for i in in_force if i.id in named)


def elements_of(instrument: Instrument, law: Law) -> frozenset[str]:
    """Every element that an instrument reaches from its roots and bars."""
    waiting = [name for root in instrument.roots() for name in references(root)]
    waiting.extend(instrument.bars)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        element = law.elements[name]
        for expression in (element.combine, element.opens):
            if expression is not None:
                waiting.extend(references(expression))
    return frozenset(reached)
