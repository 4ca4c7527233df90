"""The values of a circuit under records, kept up to date as single records change.

Explanations try many small changes of the same records, so a change is carried upwards only as
far as values really change.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from openrsd.determination.circuit import Circuit, Node, Op
from openrsd.determination.frame import Instance
from openrsd.determination.values import (
    NO,
    UNDETERMINED,
    YES,
    State,
    Value,
    composite_value,
    leaf_value,
)

Records = Mapping[Instance, State]


class Evaluation:
    """Values of every node of `circuit` under `records`; what is not recorded is open."""

    def __init__(self, circuit: Circuit, records: Records) -> None:
        self.circuit = circuit
        self.records: dict[Instance, State] = dict(records)
        self.values: list[Value] = []
        append = self.values.append
        for node in range(len(circuit.ops)):
            append(self._value(node))

    def value(self, node: Node) -> Value:
        """0 no, 1 undetermined, 2 yes."""
        return self.values[node]

    def state(self, instance: Instance) -> State:
        """What is recorded on an instance."""
        return self.records.get(instance, State.OPEN)

    def set(self, changes: Iterable[tuple[Instance, State]]) -> list[tuple[Instance, State]]:
        """Record the changes and return the ones that undo them, in the order to apply."""
        undo: list[tuple[Instance, State]] = []
        dirty: list[Node] = []
        for instance, state in changes:
            undo.append((instance, self.state(instance)))
            self.records[instance] = state
            dirty.extend(self.circuit.nodes_of.get(instance, ()))
        self._carry(dirty)
        return undo[::-1]

    def _carry(self, dirty: list[Node]) -> None:
        heapify(dirty)
        last = -1
        while dirty:
            node = heappop(dirty)
            if node == last:
                continue
            last = node
            value = self._value(node)
            if value != self.values[node]:
                self.values[node] = value
                for parent in self.circuit.parents[node]:
                    heappush(dirty, parent)

    def _value(self, node: Node) -> Value:
        circuit, values = self.circuit, self.values
        op, args = circuit.ops[node], circuit.args[node]
        if op is Op.LEAF:
            state = self.records.get(circuit.instance[node], State.OPEN)
            return leaf_value(state, circuit.reading[node])
        if op is Op.ALL:
            return min([values[child] for child in args])
        if op is Op.ANY:
            return max([values[child] for child in args])
        if op is Op.ELEMENT:
            state = self.records.get(circuit.instance[node], State.OPEN)
            return composite_value(state, values[args[0]], values[args[-1]])
        if op is Op.NOT:
            return YES - values[args[0]]
        return circuit.constant[node] if op is Op.CONSTANT else UNDETERMINED

    def is_covered(self, node: Node) -> bool:
        """Whether records on wholes stand for every use of this leaf that decides anything."""
        waiting = list(self.circuit.parents[node])
        if not waiting or not self.circuit.frame.composites:
            return False
        roots = self.circuit.roots()
        while waiting:
            parent = waiting.pop()
            if self.circuit.ops[parent] is Op.ELEMENT and _has_record(self, parent):
                continue
            if parent in roots:
                return False
            waiting.extend(self.circuit.parents[parent])
        return True

    def conflicts(self) -> list[Instance]:
        """Composites whose record says the opposite of their determined parts."""
        found: dict[Instance, None] = {}
        for instance, state in self.records.items():
            if state not in (State.YES, State.NO):
                continue
            for node in self.circuit.nodes_of.get(instance, ()):
                is_element = self.circuit.ops[node] is Op.ELEMENT
                if not is_element:
                    continue
                if self.values[self.circuit.recorded_body(node)] == YES - int(state):
                    found[instance] = None
        return list(found)


def support(evaluation: Evaluation, roots: Iterable[Node]) -> dict[Instance, None]:
    """Records that already entail the present, determined values of `roots`.

    Where one child suffices (a no under `all`, a yes under `any`) the one with the smallest
    support is taken. Sufficient, not yet minimal: shared records may make one superfluous.
    """
    known: dict[Node, dict[Instance, None]] = {}
    gathered: dict[Instance, None] = {}
    for root in roots:
        gathered.update(_support(evaluation, root, known))
    return gathered


def _support(
    evaluation: Evaluation, node: Node, known: dict[Node, dict[Instance, None]]
) -> dict[Instance, None]:
    if node in known:
        return known[node]
    circuit, value = evaluation.circuit, evaluation.value(node)
    op, args = circuit.ops[node], circuit.args[node]
    found: dict[Instance, None] = {}
    if op is Op.LEAF or (op is Op.ELEMENT and _has_record(evaluation, node)):
        found[circuit.instance[node]] = None
    elif op in (Op.ALL, Op.ANY):
        one_suffices = value == (NO if op is Op.ALL else YES)
        parts: list[dict[Instance, None]] = [
            _support(evaluation, child, known)
            for child in args
            if not one_suffices or evaluation.value(child) == value
        ]
        if one_suffices:
            found = min(parts, key=_size)
        else:
            for part in parts:
                found.update(part)
    elif op in (Op.NOT, Op.ELEMENT):
        # The body of a composite, or what is negated.
        found.update(_support(evaluation, args[0], known))
    known[node] = found
    return found


def _has_record(evaluation: Evaluation, node: Node) -> bool:
    return evaluation.state(evaluation.circuit.instance[node]) in (State.YES, State.NO)


def _size(part: dict[Instance, None]) -> int:
    return len(part)
