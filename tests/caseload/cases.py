"""Random live cases under any law, as records and as the rows of a caseload."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
from hypothesis import strategies as st

from openrsd.caseload.rows import row_of
from openrsd.caseload.schema import case_schema
from openrsd.determination.frame import Instance
from openrsd.determination.framing import frame_person
from openrsd.determination.record import (
    Act,
    Answer,
    Area,
    CaseKind,
    Finding,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
    ReferenceCountry,
)
from openrsd.determination.values import State
from openrsd.law.expressions import AnyOf, Ref, Variable
from openrsd.law.files import Application, FactFile, InstrumentFile, InstrumentKind, Scope
from openrsd.law.model import Instrument, Law
from tests.determination.worlds import (
    LEAVES,
    PALETTES,
    SOURCE,
    TODAY,
    element,
    expressions,
    instruments,
    law_of,
)

RECORDED = (State.NO, State.YES, State.UNRESOLVED, State.OPEN, State.NOT_REACHED)
REASONS = Answer("invented for a test")
REMOVAL = Instrument(
    InstrumentFile(
        id="removal",
        title="removal",
        summary="removal",
        kind=InstrumentKind.REMOVAL,
        sources=SOURCE,
        applies=Application(everywhere=True),
    ),
    removal=AnyOf((Ref("d-1"), Ref("p-2"), Ref("basis"))),
)
COUNTRIES = ("PRK", "ERI", "CHN", "KOR")
ASYLUM = (None, "GBR", "DEU", "CHN", "SDN", "KOR", "PRK")


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """A random law that also bars removal: on leaves, and on something random of the place."""
    law = draw(instruments())
    bound = frozenset({Variable.DESTINATION})
    basis = element("basis", Scope.DESTINATION, draw(expressions(LEAVES, bound)))
    elements = {**law.elements, "basis": basis}
    return law_of(elements, [*law.instruments.values(), REMOVAL])


@st.composite
def cases(draw: st.DrawFn, law: Law) -> PersonRecord:
    """A live case with everything that a caseload can carry."""
    hypotheses = draw(_hypotheses())
    spoken_of = tuple(dict.fromkeys(c.code for h in hypotheses for c in h.countries))
    others = tuple(draw(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True)))
    places = tuple(dict.fromkeys((*spoken_of, *others)))
    harms = tuple(
        Harm(f"h{i}", place, draw(_kinds(law)), draw(st.booleans()))
        for place in places
        for i in range(draw(st.integers(0, 3)))
    )
    areas = tuple(
        Area(f"z{i}", place) for place in places for i in range(draw(st.sampled_from([0, 0, 1, 2])))
    )
    sets = ["countries", *(f"harms:{place}" for place in places)]
    complete = draw(st.sets(st.sampled_from(sets)))
    accepted, rebutted = draw(_answers(law))
    record = PersonRecord(
        id="case",
        kind=CaseKind.CASE,
        date=TODAY,
        asylum=draw(st.sampled_from(ASYLUM)),
        authority=draw(st.sampled_from(["state", "unhcr"])),
        hypotheses=hypotheses,
        others=others,
        harms=harms,
        areas=areas,
        acts=tuple(Act(f"x{i}") for i in range(draw(st.integers(0, 2)))),
        destinations=tuple(draw(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True))),
        complete=dict.fromkeys(complete, REASONS),
        indicators=frozenset(draw(_indicators(law, places))),
        facts=draw(_facts(law)),
        claim_pending=draw(st.booleans()),
        accepted=accepted,
        rebutted=rebutted,
    )
    return replace(record, findings=draw(_findings(law, record)))


@st.composite
def _hypotheses(draw: st.DrawFn) -> tuple[Hypothesis, ...]:
    bases = st.sampled_from(ReferenceBasis)
    return tuple(
        Hypothesis(
            "as-claimed" if not i else f"hypothesis-{i}",
            tuple(
                ReferenceCountry(code, draw(bases))
                for code in draw(
                    st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=2, unique=True)
                )
            ),
        )
        for i in range(draw(st.sampled_from([1, 1, 1, 2, 3])))
    )


def _kinds(law: Law) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *law.harm_kinds])


@st.composite
def _indicators(draw: st.DrawFn, law: Law, places: Sequence[str]) -> list[Instance]:
    found = []
    for indicator in law.indicators.values():
        person = indicator.scope is Scope.PERSON
        scopes: list[tuple[str, ...]] = [()] if person else [(place,) for place in places]
        found += [Instance(indicator.id, scope) for scope in scopes if draw(st.integers(0, 3)) == 0]
    return found


@st.composite
def _facts(draw: st.DrawFn, law: Law) -> dict[str, str]:
    known = [fact for fact in law.facts.values() if not fact.computed]
    if not known:
        return {}
    chosen = draw(st.lists(st.sampled_from(known), max_size=6, unique_by=lambda f: f.id))
    return {fact.id: draw(_value(fact)) for fact in chosen}


def _value(fact: FactFile) -> st.SearchStrategy[str]:
    match fact.kind:
        case "yes-no":
            return st.sampled_from(["yes", "yes", "no", "unknown"])
        case "choice":
            return st.sampled_from(fact.choices)
        case "date":
            return st.sampled_from(["1990", "2008-11", "2008-11-02", "2008-11-03", "2015-02-28"])
        case _:
            return st.just("words")


@st.composite
def _answers(draw: st.DrawFn, law: Law) -> tuple[dict[str, Answer], dict[str, Answer]]:
    profiles = [p for guidance in law.guidance.values() for p in guidance.profiles]
    names = [p.id for p in profiles]
    names += [f"{p.id}:{proposition.element}" for p in profiles for proposition in p.proposes]
    if not names:
        return {}, {}
    given = draw(st.lists(st.sampled_from(names), max_size=5, unique=True))
    cut = draw(st.integers(0, len(given)))
    return dict.fromkeys(given[:cut], REASONS), dict.fromkeys(given[cut:], REASONS)


@st.composite
def _findings(draw: st.DrawFn, law: Law, record: PersonRecord) -> dict[Instance, Finding]:
    palette = draw(st.sampled_from([*PALETTES, RECORDED]))
    instances = {
        Instance(leaf.id, scope)
        for hypothesis in record.hypotheses
        for frame in [frame_person(record, law, hypothesis).frame]
        for leaf in law.elements.values()
        if leaf.is_leaf
        for scope in _scopes(record, frame.instances(leaf.scope), leaf.scope)
    }
    some = draw(st.sampled_from([0.3, 0.8, 1.0]))
    found = {}
    random = draw(st.randoms(use_true_random=False))
    for instance in sorted(instances):
        state = random.choice(palette)
        if state is not State.OPEN and random.random() < some:
            found[instance] = Finding(state)
    return found


def _scopes(
    record: PersonRecord, instances: list[tuple[str, ...]], scope: Scope
) -> list[tuple[str, ...]]:
    """Also of places that are in no set of this scope: what is recorded of them must not matter."""
    if scope in (Scope.COUNTRY, Scope.OTHER, Scope.DESTINATION):
        codes = {c.code for h in record.hypotheses for c in h.countries}
        return [(code,) for code in (*codes, *record.others, *record.destinations)]
    return instances


def batch_of(records: Sequence[PersonRecord], law: Law) -> pa.RecordBatch:
    """The cases as one batch of a caseload."""
    rows = [row_of(record, law, case=f"case-{i}") for i, record in enumerate(records)]
    return pa.RecordBatch.from_pylist(rows, schema=case_schema(law))
