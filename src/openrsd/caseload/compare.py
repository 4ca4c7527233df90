"""Who might now be protected: a caseload under two laws, one after the other.

Only one direction is computed. Those already recognised are left out before anything is evaluated,
and a case that would come out worse is not listed: a list of people to strip of status is a weapon.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openrsd.caseload.batch import applied_in, hypotheses, outcomes_of
from openrsd.caseload.checking import problems_of
from openrsd.caseload.evaluator import Evaluator
from openrsd.caseload.kleene import Ints, Marks, Rows
from openrsd.caseload.nested import Levels
from openrsd.caseload.outcomes import NUMBER, OUTCOMES
from openrsd.caseload.recorded import AsRecorded, Recorded, WithProposals
from openrsd.caseload.reopened import Change, Reopened
from openrsd.caseload.result import over_hypotheses
from openrsd.caseload.schema import CASE, OUTCOME, VERSION
from openrsd.caseload.screening import FIRST_PROBLEMS, named
from openrsd.caseload.source import Caseload
from openrsd.caseload.stream import Pace, RowNumbers, Task, stream
from openrsd.determination.outcome import Outcome
from openrsd.determination.values import State

REASONS = ("law", "source", "proposal")
CHANGES = (
    "may-be-recognised",
    "may-have-complementary-protection",
    "refusal-no-longer-carried",
    "refusal-not-carried",
)
COMPARISON_KEY = b"openrsd.comparison"
COMPARISON = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field(CASE, pa.string()),
        pa.field("status", pa.string()),
        pa.field("before", OUTCOME),
        pa.field("after", OUTCOME),
        pa.field("change", OUTCOME),
        *(pa.field(f"opened_by_{reason}", pa.int32()) for reason in REASONS),
        pa.field("assumed", pa.int32()),
        pa.field("opened", pa.list_(pa.string())),
        pa.field("problem", pa.string()),
    ]
)
# How far an outcome protects: nothing decided stands between a refusal and a form of protection.
_PROTECTS = np.array(
    [
        {Outcome.RECOGNISED: 3, Outcome.COMPLEMENTARY: 2, Outcome.UNDECIDED: 1}.get(outcome, 0)
        for outcome in OUTCOMES
    ],
    np.int8,
)


@dataclass
class Compared:
    """What a comparison lists: cases by change, and rows that could not be read by number.

    `left_out` are those recognised already, whom nobody compares.
    """

    by_change: dict[str, int] = field(default_factory=dict)
    bad: int = 0
    first_problems: dict[int, str] = field(default_factory=dict)
    left_out: int = 0


def compare_file(source: Caseload, out: Path, change: Change, pace: Pace | None = None) -> Compared:
    """List in `out` those who wait or were refused and might now be protected.

    Raises what `stream` raises.
    """
    compared = Compared()

    def count(batch: pa.RecordBatch) -> None:
        for counted in batch.column("change").drop_null().value_counts().to_pylist():
            name = counted["values"]
            compared.by_change[name] = compared.by_change.get(name, 0) + counted["counts"]
        for row in batch.select(["row", "problem"]).to_pylist():
            if row["problem"] is not None:
                compared.bad += 1
                if len(compared.first_problems) < FIRST_PROBLEMS:
                    compared.first_problems[row["row"]] = row["problem"]

    sides = {"before": change.before, "after": change.after}
    plan = {f"{side}_{k}": v for side, law in sides.items() for k, v in named(law).items()}
    metadata = {f"openrsd.{key}".encode(): value.encode() for key, value in plan.items()}
    task = Task(
        batch=lambda batch, rows: compare_batch(batch, change, rows),
        schema=COMPARISON.with_metadata({COMPARISON_KEY: VERSION.encode(), **metadata}),
        plan={"task": "compare", **plan},
    )
    stream(source, out, task, count, pace or Pace())
    compared.left_out = source.count("status", "recognised")
    return compared


def compare_batch(batch: pa.RecordBatch, change: Change, rows: RowNumbers) -> pa.RecordBatch:
    """The cases of a batch that are listed, and its rows that could not be read."""
    kept = ~_is(Levels(batch).case.words("status"), "recognised")
    batch, rows = batch.filter(pa.array(kept)), rows[kept]
    problems = problems_of(Levels(batch), change.after)
    sound = np.ones(batch.num_rows, bool)
    sound[list(problems)] = False
    listed = _listed(batch.filter(pa.array(sound)), change, rows[sound])
    unread = pa.RecordBatch.from_pylist(
        [{"row": int(rows[row]), "problem": told} for row, told in problems.items()],
        schema=COMPARISON,
    )
    whole = pa.concat_batches([listed, unread])
    return whole.take(pc.sort_indices(whole.column("row")))


@dataclass(frozen=True)
class _Sides:
    """A batch under one hypothesis: as recorded before, and with proposals assumed on each side."""

    rows: Rows
    recorded: Ints
    before: Ints
    after: Ints
    reopened: Reopened
    assumed: dict[str, Marks]


def _sides(batch: pa.RecordBatch, change: Change) -> Iterator[_Sides]:
    for rows, levels, number in hypotheses(batch):
        old = Recorded(levels, change.before, number)
        new = Reopened(levels, change, old, number)
        applied = applied_in(levels, change.before), applied_in(levels, change.after)

        def outcome(leaves: AsRecorded, marks: dict[str, Marks], on: Levels) -> Ints:
            evaluator = Evaluator(leaves.recorded.law, leaves.recorded.tables, leaves)
            return outcomes_of(evaluator, on, marks).outcome

        yield _Sides(
            rows,
            outcome(AsRecorded(old), applied[0], levels),
            outcome(WithProposals(old), applied[0], levels),
            outcome(WithProposals(new), applied[1], levels),
            new,
            _assumed(new),
        )


def _assumed(recorded: Reopened) -> dict[str, Marks]:
    """Where proposals are assumed after the change, by element."""
    found = {}
    for name in dict.fromkeys(offer.element for offer in recorded.offers):
        standing = recorded.standing(name)
        if standing is not None:
            found[name] = standing & (recorded.states(name) == np.int8(State.OPEN))
    return found


def _listed(batch: pa.RecordBatch, change: Change, rows: RowNumbers) -> pa.RecordBatch:
    """The cases of a sound batch that the change may help."""
    if not batch.num_rows:
        return pa.RecordBatch.from_pylist([], schema=COMPARISON)
    sides = list(_sides(batch, change))
    recorded, _ = over_hypotheses([(side.rows, side.recorded) for side in sides])
    before, floor_before = over_hypotheses([(side.rows, side.before) for side in sides])
    after, floor_after = over_hypotheses([(side.rows, side.after) for side in sides])
    status = Levels(batch).case.words("status")
    kind = _kinds(
        status,
        recorded,
        np.where(floor_before < 0, before, floor_before),
        np.where(floor_after < 0, after, floor_after),
    )
    listed = np.flatnonzero(kind >= 0)
    counts = {reason: np.zeros(batch.num_rows, np.int32) for reason in (*REASONS, "assumed")}
    opened: list[tuple[Rows, str]] = []
    for side in sides:
        _count_opened(side, counts, opened)
    names = pa.array([outcome.value for outcome in OUTCOMES], pa.string())
    take = pa.array(listed)
    columns = [
        pa.array(rows[listed]),
        Levels(batch).case.words("case").take(take),
        pc.fill_null(status, "waiting").take(take),
        pa.DictionaryArray.from_arrays(pa.array(recorded[listed]), names),
        pa.DictionaryArray.from_arrays(pa.array(after[listed]), names),
        pa.DictionaryArray.from_arrays(pa.array(kind[listed]), pa.array(CHANGES)),
        *(pa.array(counts[reason][listed]) for reason in (*REASONS, "assumed")),
        _elements(opened, listed, batch.num_rows),
        pa.nulls(len(listed), pa.string()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=COMPARISON)


def _kinds(status: Any, recorded: Ints, before: Ints, after: Ints) -> Ints:
    """What the change may mean for each case: the position in CHANGES, or -1 where nothing."""
    was, now = _PROTECTS.take(before), _PROTECTS.take(after)
    held = np.where(
        _is(status, "complementary"), np.maximum(was, _PROTECTS[NUMBER[Outcome.COMPLEMENTARY]]), was
    )
    more = now > held
    kinds = np.full(len(now), -1, np.int8)
    negative = _PROTECTS.take(recorded) == 0
    kinds[more & negative & (now == 1)] = CHANGES.index("refusal-no-longer-carried")
    kinds[_is(status, "refused") & ~negative] = CHANGES.index("refusal-not-carried")
    kinds[more & (now == 2)] = CHANGES.index("may-have-complementary-protection")
    kinds[more & (now == 3)] = CHANGES.index("may-be-recognised")
    return kinds


def _is(words: Any, word: str) -> Marks:
    """Rows that have the word."""
    found = pc.fill_null(pc.equal(words, word), fill_value=False)
    marks: Marks = found.to_numpy(zero_copy_only=False)
    return marks


def _count_opened(side: _Sides, counts: dict[str, Any], opened: list[tuple[Rows, str]]) -> None:
    """Add up, for each case, what was opened and what was assumed under one hypothesis."""
    tables = side.reopened.tables
    for name, reasons in side.reopened.opened.items():
        case = tables.of_scope(side.reopened.law.elements[name].scope).case
        for reason, marks in reasons.items():
            if marks.any():
                cases = side.rows.take(np.flatnonzero(marks) if case is None else case[marks])
                np.add.at(counts[reason], cases, 1)
                opened.append((np.unique(cases), name))
    for name, marks in side.assumed.items():
        case = tables.of_scope(side.reopened.law.elements[name].scope).case
        cases = side.rows.take(np.flatnonzero(marks) if case is None else case[marks])
        np.add.at(counts["assumed"], cases, 1)


def _elements(opened: list[tuple[Rows, str]], listed: Rows, cases: int) -> Any:
    """For each listed case the elements whose records the change opened."""
    position = np.full(cases, -1, np.intp)
    position[listed] = np.arange(len(listed))
    of_case: list[dict[str, None]] = [{} for _ in listed]
    for rows, name in opened:
        for place in position[rows].tolist():
            if place >= 0:
                of_case[place][name] = None
    return pa.array([list(names) for names in of_case], pa.list_(pa.string()))
