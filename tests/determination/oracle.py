"""A second opinion: the semantics written as a logic program and solved by clingo.

It shares no code with the engine's layout and evaluation. Each instrument is unfolded into plain
trees (nothing is shared, nothing is ordered), and the values of nodes, the readings of records
and the tables of outcomes are rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import clingo

from openrsd.determination.frame import Frame, Gap, Instance
from openrsd.determination.values import State
from openrsd.law.expressions import (
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
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Instrument

RULES = """
% Leaves: an unresolved record favours the person inside a branch on the authority's burden.
val(N,2) :- leaf(N,I,_), rec(I,yes).
val(N,0) :- leaf(N,I,_), rec(I,no).
val(N,0) :- leaf(N,I,towards), rec(I,unresolved).
val(N,2) :- leaf(N,I,against), rec(I,unresolved).
val(N,1) :- leaf(N,I,outside), rec(I,unresolved).
val(N,1) :- leaf(N,I,_), not answered(I).
answered(I) :- rec(I,yes). answered(I) :- rec(I,no). answered(I) :- rec(I,unresolved).

val(N,V) :- const(N,V).
val(N,2-V) :- neg(N), below(N,M), val(M,V).
val(N,0) :- all(N), below(N,M), val(M,0).
val(N,2) :- all(N), val(M,2) : below(N,M).
val(N,1) :- all(N), below(N,M), val(M,1), not val(N,0).
val(N,2) :- any(N), below(N,M), val(M,2).
val(N,0) :- any(N), val(M,0) : below(N,M).
val(N,1) :- any(N), below(N,M), val(M,1), not val(N,2).

% Outcomes under one refugee definition, and under one complementary form.
out(R,not_recognised) :- definition(R), elig(R,N), val(N,0).
out(R,undecided)      :- definition(R), elig(R,N), val(N,1).
out(R,recognised)     :- definition(R), elig(R,N), val(N,2), exc(R,M), val(M,0).
out(R,undecided)      :- definition(R), elig(R,N), val(N,2), exc(R,M), val(M,1).
out(R,excluded)       :- definition(R), elig(R,N), val(N,2), exc(R,M), val(M,2).
refused(R) :- form(R), elig(R,N), val(N,0).
refused(R) :- form(R), exc(R,N), val(N,2).
out(R,not_recognised) :- refused(R).
out(R,complementary)  :- form(R), elig(R,N), val(N,2), exc(R,M), val(M,0).
out(R,undecided)      :- form(R), not refused(R), not out(R,complementary).

% What can only protect: a no establishes nothing.
out(R,recognised) :- positive(R), elig(R,N), val(N,2).
out(R,undecided) :- positive(R), elig(R,N), val(N,1).
out(R,not_established) :- positive(R), elig(R,N), val(N,0).

% The person.
defined(O) :- positive(R), out(R,O), O != not_established.
defined(O) :- definition(R), out(R,O).
formed(O) :- form(R), out(R,O).
person(recognised) :- defined(recognised).
person(undecided) :- defined(undecided), not defined(recognised).
settled :- not defined(recognised), not defined(undecided).
person(complementary) :- settled, formed(complementary).
person(undecided) :- settled, formed(undecided), not formed(complementary).
last :- settled, not formed(undecided), not formed(complementary).
person(excluded) :- last, defined(excluded).
person(not_recognised) :- last, not defined(excluded).
#show person/1. #show out/2.
"""

KINDS = {
    InstrumentKind.REFUGEE_DEFINITION: "definition",
    InstrumentKind.COMPLEMENTARY: "form",
    InstrumentKind.POSITIVE_ONLY: "positive",
}
READINGS = {None: "outside", 1: "towards", -1: "against"}
NAMES = {State.YES: "yes", State.NO: "no", State.UNRESOLVED: "unresolved"}
Bound = Mapping[Variable, str]


@dataclass(frozen=True)
class Opinion:
    """What the oracle says: the person's outcome and that of each instrument."""

    person: str
    by_instrument: Mapping[str, str]


def ask(frame: Frame, records: Mapping[Instance, State]) -> Opinion:
    """Solve one frame. There is exactly one answer."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program_for(frame, records))
    control.ground([("base", [])])
    answers: list[list[clingo.Symbol]] = []
    control.solve(on_model=lambda model: answers.append(list(model.symbols(shown=True))))
    (symbols,) = answers
    people = [str(s.arguments[0]) for s in symbols if s.name == "person"]
    outs = {s.arguments[0].string: str(s.arguments[1]) for s in symbols if s.name == "out"}
    (person,) = people
    return Opinion(
        person.replace("_", "-"), {name: out.replace("_", "-") for name, out in outs.items()}
    )


def program_for(frame: Frame, records: Mapping[Instance, State]) -> str:
    """The whole logic program of one frame and its records."""
    program = _Program(frame)
    program.write()
    answered = [f'rec("{i}",{NAMES[s]}).' for i, s in records.items() if s in NAMES]
    return RULES + "\n".join((*program.facts, *answered))


@dataclass
class _Program:
    frame: Frame
    facts: list[str] = field(default_factory=list)
    count: int = 0

    def write(self) -> None:
        for name in self.frame.instruments:
            instrument = self.frame.law.instruments[name]
            if instrument.kind not in KINDS:
                continue
            self.facts.append(f'{KINDS[instrument.kind]}("{name}").')
            if instrument.status is not None:
                eligible = self.unfold(instrument.status, {}, None)
            else:
                eligible = self.eligible(instrument)
            excluded = self.constant(0)
            if instrument.exclusion is not None:
                excluded = self.unfold(instrument.exclusion, {}, None)
            self.facts.append(f'elig("{name}",{eligible}). exc("{name}",{excluded}).')

    def eligible(self, instrument: Instrument) -> int:
        assert instrument.inclusion is not None
        countries = []
        for country in self.frame.countries:
            bound = {Variable.COUNTRY: country}
            parts = [self.unfold(instrument.inclusion, bound, None)]
            parts += [self.negated(self.element(b, bound, None)) for b in instrument.bars]
            countries.append(self.node("all", *parts))
        if Gap(Variable.COUNTRY) not in self.frame.complete:
            countries.append(self.constant(1))
        eligible = self.node("any", *countries)
        if instrument.preconditions is not None:
            first = self.unfold(instrument.preconditions, {}, None)
            eligible = self.node("all", first, eligible)
        if instrument.instead is not None:
            eligible = self.node("any", self.unfold(instrument.instead, {}, None), eligible)
        return eligible

    def node(self, kind: str, *below: int) -> int:
        self.count += 1
        here = self.count
        self.facts.append(f"{kind}({here}).")
        self.facts.extend(f"below({here},{part})." for part in below)
        return here

    def constant(self, value: int) -> int:
        self.count += 1
        self.facts.append(f"const({self.count},{value}).")
        return self.count

    def negated(self, part: int) -> int:
        return self.node("neg", part)

    def element(self, name: str, bound: Bound, sign: int | None) -> int:
        element = self.frame.law.elements[name]
        own = {v: bound[v] for v in SCOPE_VARIABLES[element.scope]}
        if sign is None and element.on_authority:
            sign = 1
        if element.combine is not None:
            body = self.unfold(element.combine, own, sign)
        else:
            self.count += 1
            body = self.count
            instance = Instance(name, tuple(own.values()))
            self.facts.append(f'leaf({body},"{instance}",{READINGS[sign]}).')
        if element.opens is None:
            return body
        return self.node("all", self.unfold(element.opens, own, sign), body)

    def unfold(self, expression: Expression, bound: Bound, sign: int | None) -> int:
        match expression:
            case Ref(name):
                return self.element(name, bound, sign)
            case All(parts):
                return self.node("all", *(self.unfold(p, bound, sign) for p in parts))
            case AnyOf(parts):
                return self.node("any", *(self.unfold(p, bound, sign) for p in parts))
            case Not(part):
                return self.negated(self.unfold(part, bound, -sign if sign else None))
            case AsFound(part):
                return self.unfold(part, bound, None)
            case ReadAs(variable, source, part):
                return self.unfold(part, {**bound, variable: bound[source]}, sign)
            case Indicator(name):
                scope = SCOPE_VARIABLES[self.frame.law.indicators[name].scope]
                marked = Instance(name, tuple(bound[v] for v in scope))
                return self.constant(2 if marked in self.frame.indicators else 0)
            case Quantified():
                return self.quantified(expression, bound, sign)

    def quantified(self, quantified: Quantified, bound: Bound, sign: int | None) -> int:
        over, being = quantified.over, quantified.being
        country = bound.get(Variable.COUNTRY, "")
        held = [c for c in self.frame.countries if c in self.frame.nationalities]
        members = {
            Variable.COUNTRY: list(self.frame.countries),
            Variable.HARM: list(dict(self.frame.harms).get(country, ())),
            Variable.AREA: list(dict(self.frame.areas).get(country, ())),
            Variable.OTHER: [c for c in {*held, *self.frame.others} if c != country],
            Variable.ACT: list(self.frame.acts),
            Variable.DESTINATION: list(self.frame.destinations),
        }[over]
        open_world = over in (Variable.COUNTRY, Variable.HARM) and being is None
        gap = Gap(over, country if over is Variable.HARM else "")
        if being is not None:
            members = [m for m in members if m == bound[being]]
        parts = [self.unfold(quantified.part, {**bound, over: m}, sign) for m in members]
        if open_world and gap not in self.frame.complete:
            parts.append(self.constant(1))
        return self.node("any" if quantified.some else "all", *parts)
