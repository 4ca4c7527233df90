"""The trace: every node of an instrument's tree with its value, failed and unreached ones too.

An element that an instrument names twice for the same thing is drawn out once; the second time
its node says `repeated`.
"""

from dataclasses import dataclass

from openrsd.determination.circuit import Circuit, InstrumentNodes, Node, Op
from openrsd.determination.determine import HypothesisResult
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.values import VALUE_NAMES, YES
from openrsd.determination.warnings import shown_value
from openrsd.law.countries import country_name
from openrsd.law.files import InstrumentKind
from openrsd.texts import current_language
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One node of the drawn tree.

    `kind` is instrument, part, element, all, any, not, gap or constant. `value` is yes, no,
    undetermined, open, unresolved, not-reached or not-applicable.
    """

    kind: str
    title: str
    value: str
    instance: Instance | None = None
    children: tuple["TraceNode", ...] = ()
    repeated: bool = False


def trace(result: HypothesisResult) -> tuple[TraceNode, ...]:
    """The tree of each instrument that decides something, then removal per destination."""
    circuit = result.circuit
    shown = (
        InstrumentKind.REFUGEE_DEFINITION,
        InstrumentKind.COMPLEMENTARY,
        InstrumentKind.POSITIVE_ONLY,
        InstrumentKind.DERIVATIVE,
    )
    trees = [
        _Drawing(circuit, result.evaluation).instrument(nodes)
        for nodes in circuit.instruments.values()
        if nodes.kind in shown
    ]
    for destination, bases in circuit.removal.items():
        drawing = _Drawing(circuit, result.evaluation)
        place = country_name(destination, current_language())
        children = tuple(drawing.node(node) for node in bases.values())
        values = [result.evaluation.value(node) for node in bases.values()]
        title = _("Bars to removal to {country}").format(country=place)
        trees.append(TraceNode("part", title, VALUE_NAMES[max(values, default=1)], None, children))
    return tuple(trees)


class _Drawing:
    def __init__(self, circuit: Circuit, evaluation: Evaluation) -> None:
        self.circuit = circuit
        self.evaluation = evaluation
        self.drawn: set[Instance] = set()

    def instrument(self, nodes: InstrumentNodes) -> TraceNode:
        law = self.circuit.frame.law
        children: list[TraceNode] = []
        if nodes.instead is not None:
            children.append(self.node(nodes.instead))
        if nodes.preconditions is not None:
            children.append(self.node(nodes.preconditions))
        for country in nodes.by_country:
            parts = [self.node(country.inclusion), *(self.node(bar) for _, bar in country.bars)]
            place = country_name(country.country, current_language())
            title = _("Fear in {country}").format(country=place)
            value = VALUE_NAMES[self.evaluation.value(country.made_out)]
            children.append(TraceNode("part", title, value, None, tuple(parts)))
        if not nodes.by_country:
            children.append(self.node(nodes.eligible))
        if self.circuit.ops[nodes.exclusion] is not Op.CONSTANT:
            children.append(self.node(nodes.exclusion))
        eligible = self.evaluation.value(nodes.eligible)
        excluded = self.evaluation.value(nodes.exclusion)
        value = VALUE_NAMES[min(eligible, YES - excluded)]
        title = _(law.instrument(nodes.id).about.title)
        return TraceNode("instrument", title, value, None, tuple(children))

    def node(self, node: Node) -> TraceNode:
        op, args = self.circuit.ops[node], self.circuit.args[node]
        value = VALUE_NAMES[self.evaluation.value(node)]
        if op in (Op.LEAF, Op.ELEMENT):
            return self._element(node, args)
        if op is Op.GAP:
            return TraceNode("gap", _("Any other, not listed?"), value)
        if op is Op.CONSTANT:
            title = _("Opened") if self.evaluation.value(node) == YES else _("Nothing listed")
            return TraceNode("constant", title, value)
        titles = {Op.ALL: _("all of"), Op.ANY: _("any of"), Op.NOT: _("not")}
        kinds = {Op.ALL: "all", Op.ANY: "any", Op.NOT: "not"}
        children = tuple(self.node(child) for child in args)
        return TraceNode(kinds[op], titles[op], value, None, children)

    def _element(self, node: Node, args: tuple[Node, ...]) -> TraceNode:
        instance = self.circuit.instance[node]
        title = _(self.circuit.element(node).about.title)
        leaf = self.circuit.ops[node] is Op.LEAF
        value = (
            shown_value(self.circuit, self.evaluation, instance)
            if leaf
            else VALUE_NAMES[self.evaluation.value(node)]
        )
        if instance in self.drawn and not leaf:
            return TraceNode("element", title, value, instance, repeated=True)
        self.drawn.add(instance)
        children: tuple[TraceNode, ...] = ()
        if args:
            body = self.node(args[0])
            plain = body.kind == "all" and body.instance is None
            children = body.children if plain else (body,)
        return TraceNode("element", title, value, instance, children)
