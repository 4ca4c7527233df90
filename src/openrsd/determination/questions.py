"""What is still to be asked: the open questions of an undecided person, in the order of analysis.

Nothing is pruned (semantics.md §6): a missed enquiry is the harmful error. A question that another
answer may make superfluous says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openrsd.determination.circuit import Circuit, Node, Op
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Gap, Instance
from openrsd.determination.outcome import Outcome, PersonOutcome
from openrsd.determination.values import UNDETERMINED, State
from openrsd.law.expressions import Variable
from openrsd.law.files import Stage

STAGE_ORDER = {stage: index for index, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open leaf, or a set that no one recorded complete.

    `within` is the path of elements from the root to it. `unresolved` marks a leaf that was
    examined without an answer: no more than a reminder, since it can carry no refusal.
    """

    stage: Stage
    instance: Instance | None
    gap: Gap | None
    within: tuple[Instance, ...]
    may_not_matter: bool
    marked_not_reached: bool = False
    unresolved: bool = False


def open_questions(
    circuit: Circuit, evaluation: Evaluation, result: PersonOutcome
) -> list[OpenQuestion]:
    """Every open leaf and open set that can still change an undecided outcome."""
    if result.outcome is not Outcome.UNDECIDED:
        return []
    roots: list[Node] = []
    for name, nodes in circuit.instruments.items():
        if result.by_instrument[name] is Outcome.UNDECIDED:
            roots += [nodes.eligible, nodes.exclusion]
    walk = _Walk(circuit, evaluation)
    walk.down(roots, certain=True)
    walk.mark_shared()
    walk.down(circuit.branches, certain=False)
    return sorted(walk.found.values(), key=lambda q: STAGE_ORDER[q.stage])


class _Walk:
    """Follows undetermined nodes downwards, keeping the first path on which a leaf was met."""

    def __init__(self, circuit: Circuit, evaluation: Evaluation) -> None:
        self.circuit = circuit
        self.evaluation = evaluation
        self.seen: set[Node] = set()
        self.found: dict[Instance | Gap, OpenQuestion] = {}

    def down(self, roots: Iterable[Node], *, certain: bool) -> None:
        stack: list[tuple[Node, tuple[Instance, ...]]] = []
        stack.extend((root, ()) for root in reversed(list(roots)))
        while stack:
            node, within = stack.pop()
            if node in self.seen or self.evaluation.value(node) != UNDETERMINED:
                continue
            self.seen.add(node)
            op = self.circuit.ops[node]
            if op is Op.GAP:
                self._gap(node, within, certain=certain)
            elif op is Op.LEAF:
                self._leaf(node, within, certain=certain)
            else:
                children = self.circuit.args[node]
                if op is Op.ELEMENT:
                    within = (*within, self.circuit.instance[node])
                    children = children[:1]
                stack.extend((child, within) for child in children[::-1])

    def _leaf(self, node: Node, within: tuple[Instance, ...], *, certain: bool) -> None:
        instance = self.circuit.instance[node]
        if instance in self.found:
            return
        state = self.evaluation.state(instance)
        self.found[instance] = OpenQuestion(
            stage=self.circuit.element(node).stage,
            instance=instance,
            gap=None,
            within=within,
            may_not_matter=not certain,
            marked_not_reached=state is State.NOT_REACHED,
            unresolved=state is State.UNRESOLVED,
        )

    def mark_shared(self) -> None:
        """A leaf on which several undetermined parts hang may be settled through another of them.

        A leaf that hangs in one place can always still decide.
        """
        for instance, question in self.found.items():
            if isinstance(instance, Gap):
                continue
            above = {
                parent
                for node in self.circuit.nodes_of[instance]
                for parent in self.circuit.parents[node]
                if parent in self.seen
            }
            if len(above) > 1:
                self.found[instance] = replace(question, may_not_matter=True)

    def _gap(self, node: Node, within: tuple[Instance, ...], *, certain: bool) -> None:
        gap = self.circuit.gaps[node]
        if gap not in self.found:
            stage = Stage.IDENTITY if gap.over is Variable.COUNTRY else Stage.FACTS
            self.found[gap] = OpenQuestion(stage, None, gap, within, not certain)
