"""What follows for the cases of a batch, as the rows of a result."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from openrsd.caseload.batch import Turn
from openrsd.caseload.kleene import Ints, Marks, Rows
from openrsd.caseload.outcomes import NOT_APPLIED, NUMBER, OUTCOMES
from openrsd.caseload.schema import UNDER
from openrsd.caseload.tables import owners, to_offsets
from openrsd.determination.outcome import Outcome

Columns = dict[str, Any]
AS_CLAIMED = "as-claimed"
UNDECIDED, PRESUMED, RECOGNISED, COMPLEMENTARY = (
    NUMBER[outcome]
    for outcome in (
        Outcome.UNDECIDED,
        Outcome.PRESUMED,
        Outcome.RECOGNISED,
        Outcome.COMPLEMENTARY,
    )
)


def result_columns(turns: Sequence[Turn]) -> Columns:
    """The columns of the result for every case of the batch, in its order."""
    first = turns[0]
    outcome, floor = over_hypotheses([(turn.rows, turn.outcome) for turn in turns])
    carried_by = _agreed([turn.person.carried_by for turn in turns], turns, -1)
    excluded = first.person.also_excluded.copy()
    for turn in turns[1:]:
        excluded[turn.rows] |= turn.person.also_excluded
    names = list(first.person.by_instrument)
    return {
        "case": first.levels.case.words("case"),
        "outcome": _named(outcome),
        "floor": _named(floor),
        "carried_by": pa.DictionaryArray.from_arrays(
            pa.array(carried_by, mask=carried_by < 0), pa.array(names, pa.string())
        ),
        "also_excluded": pa.array(excluded),
        **{f"{UNDER}{name}": _named(_of_instrument(name, turns)) for name in names},
        "hypotheses": _hypotheses(turns),
        "removal": _removal(turns),
    }


def _named(numbers: Ints) -> Any:
    """Outcome numbers as words, negative ones as nothing."""
    names = pa.array([outcome.value for outcome in OUTCOMES], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(numbers, mask=numbers < 0), names)


def _agreed(columns: Sequence[Ints], turns: Sequence[Turn], differing: int) -> Ints:
    """What every hypothesis of a case gives, or `differing`."""
    agreed = columns[0].copy()
    for turn, column in zip(turns[1:], columns[1:], strict=True):
        here = agreed[turn.rows]
        agreed[turn.rows] = np.where(here == column, here, np.int8(differing))
    return agreed


def _of_instrument(name: str, turns: Sequence[Turn]) -> Ints:
    columns = [turn.person.by_instrument[name] for turn in turns]
    agreed = _agreed(columns, turns, UNDECIDED)
    # An instrument is applied by the place of asylum, under every hypothesis or none.
    return np.where(columns[0] == NOT_APPLIED, np.int8(NOT_APPLIED), agreed)


def over_hypotheses(turns: Sequence[tuple[Rows, Ints]]) -> tuple[Ints, Ints]:
    """The outcome over all hypotheses, and the floor where they differ (semantics.md §4).

    Each turn is the rows of its cases with their outcomes; the first has every case.
    """
    first = turns[0][1]
    seen = np.left_shift(1, first.astype(np.int16))
    for rows, outcomes in turns[1:]:
        seen[rows] |= np.left_shift(1, outcomes.astype(np.int16))
    differ = seen & (seen - 1) != 0
    presumed = seen == (1 << RECOGNISED) | (1 << PRESUMED)
    outcome = np.where(differ, np.int8(UNDECIDED), first)
    outcome = np.where(presumed, np.int8(PRESUMED), outcome)
    protected = seen == (1 << RECOGNISED) | (1 << COMPLEMENTARY)
    return outcome, np.where(protected, np.int8(COMPLEMENTARY), np.int8(-1))


def _hypotheses(turns: Sequence[Turn]) -> Any:
    """The outcome under each hypothesis, in the order of the row."""
    given = turns[0].levels.hypothesis
    counts = np.maximum(np.diff(given.offsets), 1)
    offsets = to_offsets(counts)
    outcomes = np.empty(offsets[-1], np.int8)
    for turn in turns:
        outcomes[offsets[turn.rows] + turn.number] = turn.outcome
    # Each position takes the next id given, or the usual one where the row gives none.
    own = np.diff(given.offsets).take(owners(offsets)) > 0
    words = pa.concat_arrays([given.words("id"), pa.array([AS_CLAIMED])])
    places = np.where(own, np.cumsum(own) - 1, given.size)
    fields = [words.take(pa.array(places)), _named(outcomes).cast(pa.string())]
    values = pa.StructArray.from_arrays(fields, ["id", "outcome"])
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values)


def _removal(turns: Sequence[Turn]) -> Any:
    """The bar for each destination under any hypothesis: it holds if it holds under one."""
    levels = turns[0].levels
    shown = turns[0].recorded.sets.destination.copy()
    level = np.where(shown, turns[0].prohibited, np.int8(0))
    for turn in turns[1:]:
        places = _places_of(turn.rows, levels.place.offsets)
        here = turn.recorded.sets.destination
        shown[places] |= here
        level[places] = np.maximum(level[places], np.where(here, turn.prohibited, np.int8(0)))
    return _bars(levels.place.words("code"), levels.place.offsets, shown, level)


def _bars(codes: Any, offsets: Rows, shown: Marks, level: Ints) -> Any:
    rows = np.flatnonzero(shown)
    counts = np.add.reduceat(np.append(shown, False).astype(np.intp), offsets[:-1])
    counts[np.diff(offsets) == 0] = 0
    fields = [
        codes.take(pa.array(rows)),
        pa.array(level[rows] > 0),
        pa.array(level[rows] == 1),
    ]
    values = pa.StructArray.from_arrays(fields, ["destination", "prohibited", "by_default"])
    return pa.ListArray.from_arrays(pa.array(to_offsets(counts).astype(np.int32)), values)


def _places_of(cases: Rows, offsets: Rows) -> Rows:
    """The row numbers of the places of some cases, in order."""
    counts = np.diff(offsets).take(cases)
    runs = to_offsets(counts)
    return np.arange(runs[-1], dtype=np.intp) + np.repeat(offsets.take(cases) - runs[:-1], counts)
