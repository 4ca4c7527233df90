"""From values to outcomes for many cases: the tables of semantics.md §3 in columns.

Outcomes are small integers here, their position in `OUTCOMES`. The tables are not written a second
time: they are taken entry by entry from `openrsd.determination.outcome`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from openrsd.caseload.evaluator import Evaluator
from openrsd.caseload.kleene import Ints, Marks, Value
from openrsd.determination.outcome import Outcome, complementary_outcome, definition_outcome
from openrsd.determination.values import NO, UNDETERMINED, YES
from openrsd.law.expressions import All, AnyOf, Expression, Not, Quantified, Ref, Variable
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Instrument, Law

OUTCOMES = tuple(Outcome)
NUMBER = {outcome: number for number, outcome in enumerate(OUTCOMES)}
NOT_APPLIED = -1

_DEFINITION, _FORM = InstrumentKind.REFUGEE_DEFINITION, InstrumentKind.COMPLEMENTARY
RECOGNISING = (_DEFINITION, InstrumentKind.POSITIVE_ONLY)
EVALUATED = (*RECOGNISING, _FORM)
# The steps of semantics.md §3, Person, the first that is met deciding.
_STEPS = (
    (Outcome.RECOGNISED, RECOGNISING),
    (Outcome.UNDECIDED, RECOGNISING),
    (Outcome.COMPLEMENTARY, (_FORM,)),
    (Outcome.UNDECIDED, (_FORM,)),
    (Outcome.EXCLUDED, (_DEFINITION,)),
    (Outcome.NOT_RECOGNISED, (_DEFINITION,)),
    (Outcome.NOT_RECOGNISED, (_FORM,)),
)


def evaluated(law: Law) -> list[Instrument]:
    """The instruments whose outcomes make a person's outcome, in the order of the law files."""
    return [i for i in law.instruments.values() if i.kind in EVALUATED]


def eligible(instrument: Instrument) -> Expression:
    """What makes a person eligible under an instrument (semantics.md §3, Elig)."""
    if instrument.status is not None:
        return instrument.status
    if instrument.inclusion is None:
        return AnyOf(())
    bars = tuple(Not(Ref(bar)) for bar in instrument.bars)
    whole: Expression = Quantified(
        some=True, over=Variable.COUNTRY, part=All((instrument.inclusion, *bars))
    )
    if instrument.preconditions is not None:
        whole = All((instrument.preconditions, whole))
    return whole if instrument.instead is None else AnyOf((instrument.instead, whole))


def instrument_outcomes(evaluator: Evaluator, instrument: Instrument, applied: Marks) -> Ints:
    """The outcome of each case under one instrument, NOT_APPLIED where it is not applied."""
    table = evaluator.tables.person
    able = evaluator.expression(eligible(instrument), table)
    exclusion = instrument.exclusion or AnyOf(())
    excluded: Value = NO
    if instrument.status is None and instrument.inclusion is not None:
        excluded = evaluator.expression(exclusion, table)
    entries = _entries(instrument.kind, exclusion_first=evaluator.law.exclusion_first)
    found = entries.take(np.add(np.multiply(able, 3), excluded))
    return np.where(applied, found, np.int8(NOT_APPLIED))


def _entries(kind: InstrumentKind, *, exclusion_first: bool) -> Ints:
    """The outcome for each pair of values, that of eligibility before that of exclusion."""
    outcome: Callable[[int, int], Outcome]
    if kind is _DEFINITION:

        def outcome(able: int, excluded: int) -> Outcome:
            return definition_outcome(able, excluded, exclusion_first=exclusion_first)

    elif kind is _FORM:
        outcome = complementary_outcome
    else:

        def outcome(able: int, _excluded: int) -> Outcome:
            return (Outcome.NOT_ESTABLISHED, Outcome.UNDECIDED, Outcome.RECOGNISED)[able]

    values = (NO, UNDETERMINED, YES)
    return np.array([NUMBER[outcome(a, x)] for a in values for x in values], np.int8)


@dataclass(frozen=True)
class PersonOutcomes:
    """The outcome of each case, the instrument that carries it (its position, or -1), and more."""

    outcome: Ints
    carried_by: Ints
    also_excluded: Marks
    by_instrument: Mapping[str, Ints]


def person_outcomes(law: Law, by_instrument: Mapping[str, Ints], cases: int) -> PersonOutcomes:
    """Combine the instruments. Where nothing evaluated could refuse, nothing is refused."""
    outcome = np.full(cases, NUMBER[Outcome.UNDECIDED], np.int8)
    carried_by = np.full(cases, -1, np.int8)
    excluded = np.zeros(cases, bool)
    places = list(by_instrument)
    for step, kinds in reversed(_STEPS):
        for name in reversed(places):
            if law.instruments[name].kind not in kinds:
                continue
            met = by_instrument[name] == NUMBER[step]
            np.copyto(outcome, np.int8(NUMBER[step]), where=met)
            np.copyto(carried_by, np.int8(places.index(name)), where=met)
            if step is Outcome.EXCLUDED:
                excluded |= met
    return PersonOutcomes(outcome, carried_by, excluded, by_instrument)
