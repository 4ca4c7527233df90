"""An instrument laid out for one frame: a flat, acyclic circuit of Kleene nodes.

Children always stand before their parents, so one pass evaluates everything. Elements asked of
the same thing under the same reading are one node, whichever instruments name them.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from openrsd.determination.frame import Frame, Gap, Instance
from openrsd.determination.values import NO, YES, Reading
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
from openrsd.law.model import Element, Instrument, Law

Node = int
Bound = dict[Variable, str]


class Op(IntEnum):
    """What a node does."""

    LEAF = 0
    ALL = 1
    ANY = 2
    NOT = 3
    CONSTANT = 4
    GAP = 5
    ELEMENT = 6
    UNKNOWN = 7


@dataclass(frozen=True, slots=True)
class CountryNodes:
    """The nodes of one country of reference under one instrument."""

    country: str
    made_out: Node
    inclusion: Node
    bars: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class InstrumentNodes:
    """The roots of one instrument. `eligible` joins preconditions, countries and `instead`."""

    id: str
    kind: InstrumentKind
    eligible: Node
    exclusion: Node
    by_country: tuple[CountryNodes, ...] = ()
    preconditions: Node | None = None
    instead: Node | None = None


@dataclass(slots=True)
class Circuit:
    """The nodes, their labels, and the roots. Not changed once it is laid out."""

    frame: Frame
    ops: list[Op] = field(default_factory=list)
    args: list[tuple[Node, ...]] = field(default_factory=list)
    parents: list[list[Node]] = field(default_factory=list)
    # LEAF and ELEMENT nodes carry their instance and reading, GAP its set, CONSTANT its value.
    instance: dict[Node, Instance] = field(default_factory=dict)
    reading: dict[Node, Reading] = field(default_factory=dict)
    gaps: dict[Node, Gap] = field(default_factory=dict)
    constant: dict[Node, int] = field(default_factory=dict)
    nodes_of: dict[Instance, list[Node]] = field(default_factory=dict)
    instruments: dict[str, InstrumentNodes] = field(default_factory=dict)
    removal: dict[str, dict[str, Node]] = field(default_factory=dict)
    branches: list[Node] = field(default_factory=list)

    def roots(self) -> frozenset[Node]:
        """The nodes on which an outcome or a bar to removal hangs."""
        deciding = {n for i in self.instruments.values() for n in (i.eligible, i.exclusion)}
        bases = {node for bases in self.removal.values() for node in bases.values()}
        return frozenset(deciding | bases)

    def body(self, node: Node) -> Node:
        """What an ELEMENT node is made of."""
        return self.args[node][0]

    def recorded_body(self, node: Node) -> Node:
        """The same counting only what is recorded: an empty list or a shut branch is no answer.

        A record on the whole conflicts with its parts only if someone recorded them otherwise.
        """
        return self.args[node][-1]

    def element(self, node: Node) -> Element:
        """The element that a LEAF or ELEMENT node asks."""
        return self.frame.law.elements[self.instance[node].element]

    def node(self, instance: Instance) -> Node | None:
        """The plainest node of an instance: read as in inclusion where it is so read."""
        nodes = self.nodes_of.get(instance)
        if not nodes:
            return None
        return min(nodes, key=lambda n: self.reading[n] is not Reading.PLAIN)


@lru_cache(maxsize=256)
def circuit_for(frame: Frame) -> Circuit:
    """The circuit of a frame. Frames recur (each saved finding evaluates the same one again)."""
    return _Layout(frame).lay_out()


def removal_bases(removal: Expression, law: Law) -> list[str]:
    """The bases of a bar to removal: the alternatives that its outermost `any` names."""
    if isinstance(removal, Ref):
        inner = law.elements[removal.element].combine
        return removal_bases(inner, law) if isinstance(inner, AnyOf) else [removal.element]
    if isinstance(removal, AnyOf):
        return [part.element for part in removal.parts if isinstance(part, Ref)]
    return []


class _Layout:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.law = frame.law
        self.circuit = Circuit(frame)
        self.known: dict[object, Node] = {}
        # While the recorded body of a composite is laid out, see `Circuit.recorded_body`.
        self.only_records = False

    def lay_out(self) -> Circuit:
        for name in self.frame.instruments:
            instrument = self.law.instrument(name)
            if instrument.kind is InstrumentKind.REMOVAL:
                self._removal(instrument)
            else:
                self.circuit.instruments[name] = self._instrument(instrument)
            for beside in instrument.about.beside:
                for bound in self.frame.bindings(self.law.element(beside).scope):
                    self._element(beside, bound, Reading.PLAIN)
        for node, children in enumerate(self.circuit.args):
            for child in children:
                self.circuit.parents[child].append(node)
        return self.circuit

    # Nodes

    def _add(self, op: Op, args: tuple[Node, ...] = (), key: object = None) -> Node:
        identity = (op, args, key)
        node = self.known.get(identity)
        if node is None:
            node = len(self.circuit.ops)
            self.known[identity] = node
            self.circuit.ops.append(op)
            self.circuit.args.append(args)
            self.circuit.parents.append([])
        return node

    def _constant(self, value: int) -> Node:
        if self.only_records:
            return self._add(Op.UNKNOWN)
        node = self._add(Op.CONSTANT, key=value)
        self.circuit.constant[node] = value
        return node

    def _join(self, op: Op, parts: list[Node]) -> Node:
        if not parts:
            return self._constant(YES if op is Op.ALL else NO)
        return parts[0] if len(parts) == 1 else self._add(op, tuple(dict.fromkeys(parts)))

    def _not(self, node: Node) -> Node:
        return self._add(Op.NOT, (node,))

    # Instruments

    def _instrument(self, instrument: Instrument) -> InstrumentNodes:
        if instrument.status is not None:
            status = self._expression(instrument.status, {}, Reading.PLAIN)
            return InstrumentNodes(instrument.id, instrument.kind, status, self._constant(NO))
        if instrument.inclusion is None:
            return InstrumentNodes(
                instrument.id, instrument.kind, self._constant(NO), self._constant(NO)
            )
        countries = tuple(self._country(instrument, country) for country in self.frame.countries)
        some_country = [nodes.made_out for nodes in countries]
        if self.frame.members(Variable.COUNTRY, {})[1] is not None:
            some_country.append(self._gap(Gap(Variable.COUNTRY)))
        eligible = self._join(Op.ANY, some_country)
        preconditions = instead = None
        if instrument.preconditions is not None:
            preconditions = self._expression(instrument.preconditions, {}, Reading.PLAIN)
            eligible = self._join(Op.ALL, [preconditions, eligible])
        if instrument.instead is not None:
            instead = self._expression(instrument.instead, {}, Reading.PLAIN)
            eligible = self._join(Op.ANY, [instead, eligible])
        exclusion = (
            self._constant(NO)
            if instrument.exclusion is None
            else self._expression(instrument.exclusion, {}, Reading.PLAIN)
        )
        return InstrumentNodes(
            instrument.id, instrument.kind, eligible, exclusion, countries, preconditions, instead
        )

    def _country(self, instrument: Instrument, country: str) -> CountryNodes:
        assert instrument.inclusion is not None
        bound = {Variable.COUNTRY: country}
        inclusion = self._expression(instrument.inclusion, bound, Reading.PLAIN)
        bars = tuple((bar, self._element(bar, bound, Reading.PLAIN)) for bar in instrument.bars)
        made_out = self._join(Op.ALL, [inclusion, *(self._not(node) for _, node in bars)])
        return CountryNodes(country, made_out, inclusion, bars)

    def _removal(self, instrument: Instrument) -> None:
        """Per destination the bases one by one, since each needs a recorded no of its own."""
        if instrument.removal is None:
            return
        for destination in self.frame.destinations:
            bound = {Variable.DESTINATION: destination}
            self._expression(instrument.removal, bound, Reading.PLAIN)
            self.circuit.removal[destination] = {
                basis: self._element(basis, bound, Reading.PLAIN)
                for basis in removal_bases(instrument.removal, self.law)
            }

    # Elements and expressions

    def _element(self, name: str, bound: Bound, reading: Reading) -> Node:
        element = self.law.elements[name]
        scope = tuple(bound[variable] for variable in SCOPE_VARIABLES[element.scope])
        instance = Instance(name, scope)
        opens_branch = element.on_authority and reading is Reading.PLAIN
        if opens_branch:
            reading = Reading.FOR_BRANCH
        key = ("element", instance, reading, self.only_records)
        if key in self.known:
            return self.known[key]
        inside = {v: bound[v] for v in SCOPE_VARIABLES[element.scope]}
        node = self._body(element, instance, inside, reading)
        self.known[key] = node
        if opens_branch and not self.only_records:
            self.circuit.branches.append(node)
        return node

    def _body(self, element: Element, instance: Instance, bound: Bound, reading: Reading) -> Node:
        if element.combine is None and element.opens is None:
            return self._labelled(self._add(Op.LEAF, key=(instance, reading)), instance, reading)
        if element.combine is None:
            parts = [self._labelled(self._add(Op.LEAF, key=(instance, reading)), instance, reading)]
        else:
            parts = [self._expression(element.combine, bound, reading)]
        if element.opens is not None:
            parts.insert(0, self._expression(element.opens, bound, reading))
        body = self._join(Op.ALL, parts)
        if element.combine is None:
            return body
        bodies: tuple[Node, ...] = (body,)
        if instance in self.frame.composites and not self.only_records:
            self.only_records = True
            bodies = (body, self._expression(element.combine, bound, reading))
            self.only_records = False
        node = self._add(Op.ELEMENT, bodies, key=(instance, reading, self.only_records))
        return self._labelled(node, instance, reading)

    def _labelled(self, node: Node, instance: Instance, reading: Reading) -> Node:
        if node not in self.circuit.instance:
            self.circuit.instance[node] = instance
            self.circuit.reading[node] = reading
            self.circuit.nodes_of.setdefault(instance, []).append(node)
        return node

    def _expression(self, expression: Expression, bound: Bound, reading: Reading) -> Node:
        match expression:
            case Ref(name):
                return self._element(name, bound, reading)
            case All(parts):
                return self._join(Op.ALL, [self._expression(p, bound, reading) for p in parts])
            case AnyOf(parts):
                return self._join(Op.ANY, [self._expression(p, bound, reading) for p in parts])
            case Not(part):
                return self._not(self._expression(part, bound, Reading(2 - reading)))
            case AsFound(part):
                return self._expression(part, bound, Reading.PLAIN)
            case ReadAs(variable, source, part):
                return self._expression(part, {**bound, variable: bound[source]}, reading)
            case Indicator(name):
                scope = SCOPE_VARIABLES[self.law.indicators[name].scope]
                instance = Instance(name, tuple(bound[variable] for variable in scope))
                return self._constant(YES if instance in self.frame.indicators else NO)
            case Quantified():
                return self._quantified(expression, bound, reading)

    def _quantified(self, quantified: Quantified, bound: Bound, reading: Reading) -> Node:
        members, gap = self.frame.members(quantified.over, bound)
        if quantified.being is not None:
            members, gap = tuple(m for m in members if m == bound[quantified.being]), None
        nodes = [
            self._expression(quantified.part, {**bound, quantified.over: member}, reading)
            for member in members
        ]
        if gap is not None:
            nodes.append(self._gap(gap))
        return self._join(Op.ANY if quantified.some else Op.ALL, nodes)

    def _gap(self, gap: Gap) -> Node:
        node = self._add(Op.GAP, key=gap)
        self.circuit.gaps[node] = gap
        return node
