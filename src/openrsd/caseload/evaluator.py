"""An instrument over many cases at once: integer minima and maxima in place of nodes.

The same meaning as `openrsd.determination.circuit`, which lays the law out for one frame: here an
element is evaluated once over everything of its scope in the batch (semantics.md §7).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import numpy as np

from openrsd.caseload.kleene import Marks, Value, choose, join, negate, spread
from openrsd.caseload.tables import Table, Tables
from openrsd.determination.values import NO, YES, Reading
from openrsd.law.expressions import (
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
    references,
)
from openrsd.law.model import Law


class Leaves(Protocol):
    """What is recorded, as columns over the tables of the scopes."""

    def value(self, element: str, reading: Reading) -> Value:
        """The value of a leaf under a reading."""

    def indicated(self, indicator: str) -> Marks | bool:
        """Where an indicator is set."""


class Evaluator:
    """The values of elements for a batch, computed when asked and kept."""

    def __init__(self, law: Law, tables: Tables, leaves: Leaves) -> None:
        self.law = law
        self.tables = tables
        self.leaves = leaves
        self.known: dict[tuple[str, Reading], Value] = {}

    def element(self, name: str, reading: Reading = Reading.PLAIN) -> Value:
        """The value of an element over the table of its scope."""
        element = self.law.elements[name]
        if element.on_authority and reading is Reading.PLAIN:
            reading = Reading.FOR_BRANCH
        key = (name, reading)
        if key not in self.known:
            self.known[key] = join(self._parts(name, reading), some=False)
        return self.known[key]

    def _parts(self, name: str, reading: Reading) -> Iterator[Value]:
        element = self.law.elements[name]
        table = self.tables.of_scope(element.scope)
        if element.opens is not None:
            yield self.expression(element.opens, table, reading)
        if element.combine is None:
            yield self.leaves.value(name, reading)
        else:
            yield self.expression(element.combine, table, reading)

    def expression(
        self, expression: Expression, table: Table, reading: Reading = Reading.PLAIN
    ) -> Value:
        """The value of an expression for each row of `table`."""
        match expression:
            case Ref(name):
                rows = self.tables.rows(self.law.elements[name].scope, table)
                return spread(self.element(name, reading), rows)
            case All(parts) | AnyOf(parts):
                values = (self.expression(part, table, reading) for part in parts)
                return join(values, some=isinstance(expression, AnyOf))
            case Not(part):
                return negate(self.expression(part, table, Reading(2 - reading)))
            case AsFound(part):
                return self.expression(part, table, Reading.PLAIN)
            case ReadAs(variable, source, part):
                return self.expression(part, self.tables.reading(table, variable, source), reading)
            case Indicator(name):
                return self._indicator(name, table)
            case Quantified(being=None):
                return self._quantified(expression, table, reading)
            case Quantified():
                return self._being(expression, table, reading)

    def _indicator(self, name: str, table: Table) -> Value:
        marks = self.leaves.indicated(name)
        if isinstance(marks, bool):
            return YES if marks else NO
        rows = self.tables.rows(self.law.indicators[name].scope, table)
        return spread(np.where(marks, np.int8(YES), np.int8(NO)), rows)

    def _quantified(self, quantified: Quantified, table: Table, reading: Reading) -> Value:
        extension = self.tables.extend(table, quantified.over)
        value = self.expression(quantified.part, extension.table, reading)
        found = extension.segments.reduce(value, some=quantified.some)
        return join(self._with_gap(found, quantified, table), some=quantified.some)

    def _with_gap(self, found: Value, quantified: Quantified, table: Table) -> Iterator[Value]:
        """What is found, and undetermined where the set may have an unlisted member."""
        yield found
        gap = self.tables.gap(table, quantified.over)
        if gap is not None:
            # A gap is undetermined where it stands; elsewhere it decides nothing.
            yield gap if quantified.some else negate(gap)

    def _being(self, quantified: Quantified, table: Table, reading: Reading) -> Value:
        """Over the one member that is also what `being` is bound to, or over none."""
        assert quantified.being is not None
        member = self.tables.is_member(table, quantified.over, quantified.being)
        inside = self.tables.reading(table, quantified.over, quantified.being)
        value = self.expression(quantified.part, inside, reading)
        return choose(member, value, NO if quantified.some else YES)


@lru_cache(maxsize=64)
def dependents(law: Law, names: frozenset[str]) -> frozenset[str]:
    """The elements whose value may change where one of `names` changes, themselves included."""
    above: dict[str, list[str]] = {}
    for element in law.elements.values():
        for expression in (element.combine, element.opens):
            for part in references(expression) if expression is not None else ():
                above.setdefault(part, []).append(element.id)
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(above.get(name, ()))
    return frozenset(reached)
