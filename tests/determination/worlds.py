"""Random worlds for property tests: instruments of any form, frames and records over them.

`instruments` draws laws that no legislator would write, to test the mechanism; `persons` draws
people under the shipped law, to test the law.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st

from openrsd.determination.circuit import Op, circuit_for
from openrsd.determination.frame import Frame, Gap, Instance
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
    ReferenceCountry,
)
from openrsd.determination.values import State
from openrsd.law.expressions import (
    NEEDS_COUNTRY,
    SCOPE_VARIABLES,
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
    Variable,
)
from openrsd.law.files import (
    Application,
    ElementFile,
    IndicatorFile,
    InstrumentFile,
    InstrumentKind,
    Scope,
)
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Element, Instrument, Law
from openrsd.law.polarity import signs_of
from openrsd.law.shapes import Citation
from openrsd.law.states import BindingTable

TODAY = date(2026, 11, 2)
SOURCE = [Citation(work="csr-1951", at="art 1", checked="invented")]
STATES = (State.NO, State.YES, State.UNRESOLVED, State.OPEN)


def element(
    name: str, scope: Scope, combine: Expression | None = None, burden: str = "shared"
) -> Element:
    """An element with only what evaluation reads."""
    about = ElementFile.model_validate(
        {
            "id": name,
            "title": name,
            "question": name,
            "scope": scope,
            "stage": "inclusion",
            "sources": SOURCE,
            "burden": burden,
        }
    )
    return Element(about, combine, None)


LEAVES = {
    leaf.id: leaf
    for leaf in (
        element("p-1", Scope.PERSON),
        element("p-2", Scope.PERSON),
        element("c-1", Scope.COUNTRY),
        element("h-1", Scope.HARM),
        element("h-2", Scope.HARM),
        element("a-1", Scope.AREA),
        element("ah-1", Scope.AREA_HARM),
        element("o-1", Scope.OTHER),
        element("x-1", Scope.ACT),
        element("d-1", Scope.DESTINATION),
    )
}
INDICATOR = IndicatorFile(id="opened", title="opened", scope=Scope.PERSON)


@st.composite
def expressions(
    draw: st.DrawFn, known: dict[str, Element], bound: frozenset[Variable], depth: int = 3
) -> Expression:
    """An expression that names only what is bound."""
    fitting = [n for n, e in known.items() if set(SCOPE_VARIABLES[e.scope]) <= bound]
    forms = ["ref", "ref", "indicator"]
    if depth > 0:
        forms += ["all", "any", "not", "some", "every", "as-found", "being", "read"]
    match draw(st.sampled_from(forms)):
        case "all" | "any" as form:
            parts = tuple(
                draw(expressions(known, bound, depth - 1)) for _ in range(draw(st.integers(1, 3)))
            )
            return All(parts) if form == "all" else AnyOf(parts)
        case "not":
            return Not(draw(expressions(known, bound, depth - 1)))
        case "as-found":
            return AsFound(draw(expressions(known, bound, depth - 1)))
        case "some" | "every" as form:
            over = draw(st.sampled_from(_variables(bound)))
            part = draw(expressions(known, _anew(bound, over), depth - 1))
            return Quantified(form == "some", over, part)
        case "being" if Variable.DESTINATION in bound:
            part = draw(expressions(known, _anew(bound, Variable.COUNTRY), depth - 1))
            return Quantified(True, Variable.COUNTRY, part, Variable.DESTINATION)
        case "read" if Variable.OTHER in bound:
            part = draw(expressions(known, _anew(bound, Variable.COUNTRY), depth - 1))
            return ReadAs(Variable.COUNTRY, Variable.OTHER, part)
        case "indicator":
            return Indicator("opened")
    return Ref(draw(st.sampled_from(fitting)))


def _anew(bound: frozenset[Variable], variable: Variable) -> frozenset[Variable]:
    """What is bound inside: harms and areas belong to the country bound before."""
    lost = NEEDS_COUNTRY if variable is Variable.COUNTRY else frozenset()
    return (bound - lost) | {variable}


def _variables(bound: frozenset[Variable]) -> list[Variable]:
    free = [Variable.COUNTRY, Variable.OTHER, Variable.ACT, Variable.DESTINATION]
    return free + ([Variable.HARM, Variable.AREA] if Variable.COUNTRY in bound else [])


@st.composite
def instruments(draw: st.DrawFn) -> Law:
    """A random law: composites of every scope, two refugee definitions, a form, removal bars."""
    known = dict(LEAVES)
    for number in range(draw(st.integers(1, 4))):
        scope = draw(st.sampled_from(list(Scope)))
        bound = frozenset(SCOPE_VARIABLES[scope])
        name = f"k-{number}"
        burden = draw(st.sampled_from(["shared", "authority"]))
        known[name] = element(name, scope, draw(expressions(known, bound)), burden)
    bar = element(
        "bar", Scope.COUNTRY, draw(expressions(known, frozenset({Variable.COUNTRY}))), "authority"
    )
    known["bar"] = bar
    country, person = frozenset({Variable.COUNTRY}), frozenset[Variable]()
    laws = [
        _instrument(
            name,
            kind,
            inclusion=draw(expressions(known, country)),
            exclusion=draw(expressions(known, person)),
            preconditions=draw(st.none() | expressions(known, person, 1)),
            bars=["bar"] if draw(st.booleans()) else [],
        )
        for name, kind in (
            ("r-1", InstrumentKind.REFUGEE_DEFINITION),
            ("r-2", InstrumentKind.REFUGEE_DEFINITION),
            ("f-1", InstrumentKind.COMPLEMENTARY),
        )
    ]
    return law_of(known, laws)


def _instrument(
    name: str,
    kind: InstrumentKind,
    *,
    inclusion: Expression,
    exclusion: Expression,
    preconditions: Expression | None,
    bars: Sequence[str],
) -> Instrument:
    about = InstrumentFile(
        id=name,
        title=name,
        summary=name,
        kind=kind,
        sources=SOURCE,
        applies=Application(everywhere=True),
        roots={"bars": list(bars)},
    )
    return Instrument(about, inclusion=inclusion, exclusion=exclusion, preconditions=preconditions)


def law_of(elements: dict[str, Element], laws: Sequence[Instrument]) -> Law:
    """A law of these elements and instruments and nothing else."""
    empty = MappingProxyType[str, object]({})
    return Law(
        day=TODAY,
        version="invented",
        positions={},
        elements=elements,
        instruments={law.id: law for law in laws},
        position_files={},
        warnings=(),
        facts={},
        indicators={"opened": INDICATOR},
        harm_kinds={},
        standards={},
        works={},
        guidance={},
        binding=BindingTable(TODAY, empty, {}, ()),  # type: ignore[arg-type]
        signs=signs_of(elements, laws),
    )


@st.composite
def frames(draw: st.DrawFn, law: Law) -> Frame:
    """Small random sets under a law, complete or not."""
    countries = draw(st.sampled_from([("A",), ("A", "B")]))
    others = draw(st.sampled_from([(), ("C",), ("C", "D")]))
    places = (*countries, *others)
    gaps = [Gap(Variable.COUNTRY), *(Gap(Variable.HARM, place) for place in places)]
    return Frame(
        law=law,
        instruments=tuple(law.instruments),
        countries=countries,
        nationalities=frozenset(draw(st.sets(st.sampled_from(countries)))),
        others=others,
        harms=tuple((p, draw(st.sampled_from([(), ("h",), ("h", "i")]))) for p in places),
        areas=tuple((p, draw(st.sampled_from([(), ("z",)]))) for p in places),
        acts=draw(st.sampled_from([(), ("x",), ("x", "y")])),
        destinations=draw(st.sampled_from([(), ("A",), ("A", "C")])),
        complete=frozenset(draw(st.sets(st.sampled_from(gaps)))),
        indicators=frozenset({Instance("opened")}) if draw(st.booleans()) else frozenset(),
    )


def leaves_of(frame: Frame) -> list[Instance]:
    """Every leaf instance that the frame's instruments ask."""
    circuit = circuit_for(frame)
    return sorted(
        instance
        for instance, nodes in circuit.nodes_of.items()
        if any(circuit.ops[node] is Op.LEAF for node in nodes)
    )


@st.composite
def records(
    draw: st.DrawFn, frame: Frame, states: Sequence[State] = STATES
) -> dict[Instance, State]:
    """A random state for each leaf, open ones left out."""
    drawn = {instance: draw(st.sampled_from(states)) for instance in leaves_of(frame)}
    return {instance: state for instance, state in drawn.items() if state is not State.OPEN}


# People under the shipped law

REASONS = Answer("invented for a test")
# Records lean one way more often than a fair coin lets them, so that outcomes are often determined.
PALETTES = (
    STATES,
    (State.YES,) * 6 + STATES,
    (State.NO,) * 8 + (State.UNRESOLVED, State.YES),
    (State.YES, State.NO),
)


@st.composite
def persons(
    draw: st.DrawFn,
    *,
    states: Sequence[State] | None = None,
    areas: bool = True,
    acts: bool = True,
    instruments: tuple[str, ...] = ("refugee-1a2",),
    published: bool = True,
) -> PersonRecord:
    """A person with random sets and findings, under chosen instruments of the shipped law."""
    countries = draw(st.sampled_from([("PRK",), ("PRK", "ERI")]))
    others = draw(st.sampled_from([(), ("KOR",), ("KOR", "CHN")]))
    harms = [Harm(f"{c}-{i}", c) for c in countries for i in range(draw(st.integers(1, 2)))]
    harms += [Harm("there", other) for other in others if draw(st.booleans())]
    named = [Area("town", c) for c in countries if areas and draw(st.booleans())]
    complete = draw(
        st.sets(st.sampled_from(["countries", *(f"harms:{p}" for p in (*countries, *others))]))
    )
    kind = CaseKind.PUBLISHED_DECISION if published and draw(st.booleans()) else CaseKind.CASE
    record = PersonRecord(
        id="someone",
        kind=kind,
        date=TODAY,
        asylum="GBR",
        hypotheses=(Hypothesis("as-claimed", tuple(ReferenceCountry(c) for c in countries)),),
        instruments=instruments,
        others=others,
        harms=tuple(harms),
        areas=tuple(named),
        acts=(Act("act"),) if acts and draw(st.booleans()) else (),
        complete=dict.fromkeys(complete, REASONS),
    )
    law = shipped_law()
    frame = frame_person(record, law, record.hypotheses[0]).frame
    palette = states or draw(st.sampled_from(PALETTES))
    drawn = {i: draw(st.sampled_from(palette)) for i in leaves_of(frame)}
    return with_findings(record, drawn)


def with_findings(record: PersonRecord, states: dict[Instance, State]) -> PersonRecord:
    """The record with these findings and no others."""
    findings = {i: Finding(s, "invented") for i, s in states.items() if s is not State.OPEN}
    return replace(record, findings=findings)


def shipped_law() -> Law:
    """The law that comes with OpenRSD, today, under the default positions."""
    return shipped_corpus().as_of(TODAY)
