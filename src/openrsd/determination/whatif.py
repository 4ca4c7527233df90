"""What if: the smallest changes of records that would reach a named outcome.

Every set reported reaches its target and no proper subset of it does. Sets of one and of two
records are searched completely and so are proven smallest; larger ones come from a cheapest-way
estimate over the circuit, are made subset-minimal, and are flagged (semantics.md §6).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from openrsd.determination.circuit import Circuit, Node, Op
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.outcome import Outcome, PersonOutcome, person_outcome
from openrsd.determination.values import NO, YES, State, Value
from openrsd.law.files import Scope

Change = tuple[Instance, State]
MAX_SETS = 20
MAX_SIZE = 10
_IMPOSSIBLE = 10_000


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A set of changes and the outcome that it would lead to."""

    target: str
    changes: tuple[Change, ...]
    outcome: Outcome
    proven_smallest: bool


def what_if(circuit: Circuit, evaluation: Evaluation, result: PersonOutcome) -> list[WhatIf]:
    """Towards recognition or a complementary form; for the recognised, what it rests on."""
    if result.outcome is Outcome.RECOGNISED:
        return _Search(circuit, evaluation, "not-recognised-any-more", _lost).run()
    found = _Search(circuit, evaluation, "recognised", _recognised).run()
    if not found and result.outcome is not Outcome.COMPLEMENTARY:
        found = _Search(circuit, evaluation, "complementary", _complementary).run()
    return found


def _recognised(outcome: Outcome) -> bool:
    return outcome is Outcome.RECOGNISED


def _complementary(outcome: Outcome) -> bool:
    return outcome is Outcome.COMPLEMENTARY


def _lost(outcome: Outcome) -> bool:
    return outcome is not Outcome.RECOGNISED


class _Search:
    def __init__(
        self,
        circuit: Circuit,
        evaluation: Evaluation,
        target: str,
        reached: Callable[[Outcome], bool],
    ) -> None:
        self.circuit = circuit
        self.trial = Evaluation(circuit, evaluation.records)
        self.target = target
        self.reached = reached
        self.towards = target != "not-recognised-any-more"

    def run(self) -> list[WhatIf]:
        singles = list(self._candidates())
        for size in (1, 2):
            found = [
                self._result(changes, proven=True)
                for changes in combinations(singles, size)
                if self._useful(changes) and self._try(changes) is not None
            ]
            if found:
                return found[:MAX_SETS]
        larger = self._cheapest()
        return [self._result(larger, proven=False)] if larger else []

    def _useful(self, changes: tuple[Change, ...]) -> bool:
        return len({instance for instance, _ in changes}) == len(changes)

    def _candidates(self) -> Iterable[Change]:
        """Changes that may help: by sign where an element has one, both ways otherwise.

        Where an area is named, a harm found or not found also moves the alternative.
        """
        law, named = self.circuit.frame.law, any(names for _, names in self.circuit.frame.areas)
        for instance in self._cone():
            adverse = law.adverse_value(instance.element)
            if named and law.element(instance.element).scope is Scope.HARM:
                adverse = None
            for state in (State.YES, State.NO):
                favours = adverse is not (state is State.YES)
                wanted = adverse is None or favours is self.towards
                if wanted and self.trial.state(instance) is not state:
                    yield instance, state

    def _cone(self) -> list[Instance]:
        """Leaves, and composites with a record, on which the instruments' roots depend."""
        stack = [n for r in self.circuit.instruments.values() for n in (r.eligible, r.exclusion)]
        seen: set[Node] = set()
        found: dict[Instance, None] = {}
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            op = self.circuit.ops[node]
            if op is Op.LEAF or (op is Op.ELEMENT and self._recorded(node)):
                found[self.circuit.instance[node]] = None
            stack.extend(self.circuit.args[node])
        return sorted(found)

    def _recorded(self, node: Node) -> bool:
        return self.trial.state(self.circuit.instance[node]) in (State.YES, State.NO)

    def _try(self, changes: Iterable[Change]) -> Outcome | None:
        """The outcome after the changes if it is the target; the records stay as they were."""
        undo = self.trial.set(changes)
        outcome = person_outcome(self.circuit, self.trial).outcome
        self.trial.set(undo)
        return outcome if self.reached(outcome) else None

    def _result(self, changes: tuple[Change, ...], *, proven: bool) -> WhatIf:
        outcome = self._try(changes)
        assert outcome is not None
        return WhatIf(self.target, changes, outcome, proven)

    # Larger sets

    def _cheapest(self) -> tuple[Change, ...]:
        """One subset-minimal set along the cheapest way through the circuit, or none."""
        best: tuple[Change, ...] = ()
        for nodes in self.circuit.instruments.values():
            plan = _Plan(self.circuit, self.trial)
            changes = dict(plan.changes(nodes.eligible, YES if self.towards else NO))
            if self.towards:
                changes.update(plan.changes(nodes.exclusion, NO))
            minimal = self._minimal(tuple(sorted(changes.items())))
            if minimal and (not best or len(minimal) < len(best)):
                best = minimal
        return best

    def _minimal(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The smallest subset of `changes` that reaches the target; none if too many are needed."""
        kept = list(changes)
        if not kept or self._try(kept) is None:
            return ()
        for change in changes:
            fewer = [c for c in kept if c != change]
            if fewer and self._try(fewer) is not None:
                kept = fewer
        if len(kept) > MAX_SIZE:
            return ()
        for size in range(1, len(kept)):
            for subset in combinations(kept, size):
                if self._try(subset) is not None:
                    return subset
        return tuple(kept)


class _Plan:
    """The cheapest changes that bring a node to a value, as if no leaf were shared."""

    def __init__(self, circuit: Circuit, evaluation: Evaluation) -> None:
        self.circuit = circuit
        self.evaluation = evaluation
        self.known: dict[tuple[Node, Value], tuple[int, dict[Instance, State]]] = {}

    def changes(self, node: Node, wanted: Value) -> dict[Instance, State]:
        """The changes, or none where no record can bring it about."""
        cost, changes = self._plan(node, wanted)
        return changes if cost < _IMPOSSIBLE else {}

    def _plan(self, node: Node, wanted: Value) -> tuple[int, dict[Instance, State]]:
        key = (node, wanted)
        if key not in self.known:
            self.known[key] = self._work_out(node, wanted)
        return self.known[key]

    def _work_out(self, node: Node, wanted: Value) -> tuple[int, dict[Instance, State]]:
        if self.evaluation.value(node) == wanted:
            return 0, {}
        op, args = self.circuit.ops[node], self.circuit.args[node]
        if op is Op.LEAF:
            return 1, {self.circuit.instance[node]: State(wanted)}
        if op is Op.NOT:
            return self._plan(args[0], YES - wanted)
        if op is Op.ELEMENT:
            return self._element(node, wanted)
        if op not in (Op.ALL, Op.ANY):
            return _IMPOSSIBLE, {}
        plans = [self._plan(child, wanted) for child in args]
        if (op is Op.ALL) == (wanted == NO):
            return min(plans, key=lambda plan: plan[0])
        together: dict[Instance, State] = {}
        for _, part in plans:
            together.update(part)
        impossible = any(cost >= _IMPOSSIBLE for cost, _ in plans)
        return (_IMPOSSIBLE if impossible else len(together)), together

    def _element(self, node: Node, wanted: Value) -> tuple[int, dict[Instance, State]]:
        """A recorded composite is changed itself; where its parts say the opposite, they too."""
        instance = self.circuit.instance[node]
        body, recorded = self.circuit.body(node), self.circuit.recorded_body(node)
        if self.evaluation.state(instance) not in (State.YES, State.NO):
            return self._plan(body, wanted)
        changes = {instance: State(wanted)}
        if self.evaluation.value(recorded) == YES - wanted:
            cost, parts = self._plan(recorded, wanted)
            return cost + 1, {**parts, **changes}
        return 1, changes
