"""Conditions on recorded facts, for many cases at once.

A column has few different values. Each is put once to the same rule that serves one case
(`openrsd.determination.facts.holds`), and the answer is spread over the rows.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np

from openrsd.caseload.kleene import Marks, Rows
from openrsd.caseload.nested import Column, Level, Numbers, encoded, struct_fields
from openrsd.determination.facts import holds
from openrsd.law.shapes import AgeCondition, FactCondition

BIRTH_DATE = "birth-date"


class FactColumns:
    """The recorded facts of a batch, with those that the system sees for itself as marks."""

    def __init__(self, cases: Level, day: date, computed: Mapping[str, Marks]) -> None:
        column = cases.fields.get("facts")
        self.columns: dict[str, Column] = {} if column is None else struct_fields(column)
        self.cases = cases.size
        self.day = day
        self.computed = computed
        self.encoded: dict[str, tuple[Numbers, list[str]]] = {}

    def holds(
        self,
        condition: FactCondition,
        cases: Rows | None = None,
        beside: Mapping[str, Marks] | None = None,
    ) -> Marks:
        """Where the facts make the condition certain: for each case, or for rows of `cases`.

        `beside` are facts of the rows themselves, a harm that is stated for instance.
        """
        parts = condition.all if condition.all is not None else condition.any
        if parts is not None:
            every = condition.all is not None
            joined = np.full(self.cases if cases is None else len(cases), every)
            for part in parts:
                met = self.holds(part, cases, beside)
                joined = joined & met if every else joined | met
            return joined
        name = condition.fact or BIRTH_DATE
        if beside and name in beside:
            return self._where(beside[name], name, condition)
        met = self._of_cases(name, condition)
        return met if cases is None else met.take(cases)

    def _of_cases(self, name: str, condition: FactCondition) -> Marks:
        if name in self.computed:
            return self._where(self.computed[name], name, condition)
        column = self.columns.get(name)
        if column is None or column.null_count == len(column):
            return np.zeros(self.cases, bool)
        if name not in self.encoded:
            (numbers,), words = encoded(column)
            self.encoded[name] = numbers, words
        numbers, words = self.encoded[name]
        if condition.age is not None:
            under, at_least = condition.age.under, condition.age.at_least
            answers = [_of_age(under, at_least, word, self.day) for word in words]
        else:
            answers = [holds(condition, {name: word}, self.day) for word in words]
        # One more for those without a value, which stand as -1: the last.
        return np.array([*answers, False]).take(numbers)

    def _where(self, marks: Marks, name: str, condition: FactCondition) -> Marks:
        """A fact that the system sees for itself is yes, or it is not recorded."""
        met = holds(condition, {name: "yes"}, self.day)
        return marks if met else np.zeros(len(marks), bool)


@lru_cache(maxsize=2**18)
def _of_age(under: int | None, at_least: int | None, birth_date: str, day: date) -> bool:
    """Dates of birth recur from batch to batch, and are many."""
    condition = FactCondition(
        age=AgeCondition.model_validate({"under": under, "at-least": at_least})
    )
    return holds(condition, {BIRTH_DATE: birth_date}, day)
