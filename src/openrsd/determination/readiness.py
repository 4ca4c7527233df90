"""Whether a record could carry a negative, and what it still lacks (semantics.md §5).

The procedure refuses a negative that is not ready. Being ready makes no one refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openrsd.determination.circuit import Circuit, Node, Op
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.naming import in_words
from openrsd.determination.outcome import NEGATIVE, PersonOutcome
from openrsd.determination.record import PersonRecord
from openrsd.determination.values import State
from openrsd.law.files import InstrumentKind
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a negative still lacks. `code` is stable."""

    code: str
    text: str
    instance: Instance | None = None


def missing_for_negative(
    record: PersonRecord,
    circuit: Circuit,
    evaluation: Evaluation,
    result: PersonOutcome,
    reasons: Sequence[Instance],
) -> Iterator[Missing]:
    """Everything that the record lacks before a person may propose a negative on it."""
    law = circuit.frame.law
    if result.outcome not in NEGATIVE:
        text = _("The findings do not amount to a negative.")
        yield Missing("not-a-negative", text)
    for instance in evaluation.conflicts():
        text = _("{element} conflicts with its parts.").format(element=in_words(law, instance))
        yield Missing("conflict", text, instance)
    yield from _leaves(circuit, evaluation)
    yield from _forms(record, circuit)
    yield from _sources(record, circuit, reasons)


def _leaves(circuit: Circuit, evaluation: Evaluation) -> Iterator[Missing]:
    """Each leaf needs yes, no or a mark that it is not reached, grounds included."""
    law = circuit.frame.law
    settled = (State.YES, State.NO, State.NOT_REACHED, State.NOT_APPLICABLE)
    for node in _reachable(circuit):
        if circuit.ops[node] is not Op.LEAF:
            continue
        instance = circuit.instance[node]
        state = evaluation.state(instance)
        if state in settled or evaluation.is_covered(node):
            continue
        if circuit.element(node).about.ground:
            text = _("The ground {element} has not been considered.")
        elif state is State.UNRESOLVED:
            text = _("{element} is unresolved; a refusal cannot rest on that.")
        else:
            text = _("{element} is open.")
        yield Missing("leaf", text.format(element=in_words(law, instance)), instance)


def _reachable(circuit: Circuit) -> list[Node]:
    """The nodes below the roots that decide the outcome, in the order of the law."""
    stack = [
        n
        for r in circuit.instruments.values()
        for n in (r.eligible, r.exclusion)
        if r.kind in (InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.COMPLEMENTARY)
    ]
    seen: set[Node] = set()
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            args = circuit.args[node]
            stack.extend(args[:1] if circuit.ops[node] is Op.ELEMENT else args)
    first: dict[Instance | Node, Node] = {}
    for node in sorted(seen):
        first.setdefault(circuit.instance.get(node, node), node)
    return list(first.values())


def _forms(record: PersonRecord, circuit: Circuit) -> Iterator[Missing]:
    forms = (InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.COMPLEMENTARY)
    for name, nodes in circuit.instruments.items():
        if nodes.kind in forms and name not in record.considered:
            text = _("Record, with reasons, that {instrument} was considered.")
            title = _(circuit.frame.law.instrument(name).about.title)
            yield Missing("form-not-considered", text.format(instrument=title))


def _sources(
    record: PersonRecord, circuit: Circuit, reasons: Sequence[Instance]
) -> Iterator[Missing]:
    law = circuit.frame.law
    named = {one.element: one for one in reasons}
    for name, instance in named.items():
        element = law.element(name)
        if element.verified or name in record.confirmed:
            continue
        cited = "; ".join(law.cite(s) for s in element.about.sources if not s.verified)
        text = _("A lawyer must confirm the source of {element}: {sources}.")
        yield Missing(
            "source-unconfirmed",
            text.format(element=_(element.about.title), sources=cited),
            instance,
        )
