"""From values to outcomes for many cases: the tables of semantics.md §3 in columns.

Outcomes are small integers here, their position in `OUTCOMES`. The tables are not written a second
time: they are taken entry by entry from `openrsd.determination.outcome`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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
    excluded = np.zeros(cases, bool)
    # The step that is met first and, within it, the instrument that stands first, as one number.
    first = np.full(cases, _NOTHING, np.uint8)
    for place, (name, column) in enumerate(by_instrument.items()):
        kind = law.instruments[name].kind
        np.minimum(first, _keys(kind, place).take(column), out=first)
        if kind is _DEFINITION:
            excluded |= column == NUMBER[Outcome.EXCLUDED]
    return PersonOutcomes(
        _OUTCOME_OF_KEY.take(first), _CARRIER_OF_KEY.take(first), excluded, by_instrument
    )


_MOST_INSTRUMENTS = 32
_NOTHING = len(_STEPS) * _MOST_INSTRUMENTS
_OUTCOME_OF_KEY = np.array(
    [
        *np.repeat([NUMBER[step] for step, _ in _STEPS], _MOST_INSTRUMENTS),
        NUMBER[Outcome.UNDECIDED],
    ],
    np.int8,
)
_CARRIER_OF_KEY = np.array([*np.tile(np.arange(_MOST_INSTRUMENTS), len(_STEPS)), -1], np.int8)


@lru_cache
def _keys(kind: InstrumentKind, place: int) -> NDArray[np.uint8]:
    """For each outcome under an instrument the key of the step that it meets; last, not applied."""
    assert place < _MOST_INSTRUMENTS, "more instruments than a key has room for"
    met = {
        NUMBER[outcome]: step * _MOST_INSTRUMENTS + place
        for step, (outcome, kinds) in reversed(list(enumerate(_STEPS)))
        if kind in kinds
    }
    return np.array([met.get(number, _NOTHING) for number in range(len(OUTCOMES) + 1)], np.uint8)
