"""Screening: the result of a batch, and of a whole caseload from file to file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from openrsd import __version__
from openrsd.caseload.batch import turns
from openrsd.caseload.checking import problems_of
from openrsd.caseload.nested import Levels
from openrsd.caseload.outcomes import evaluated
from openrsd.caseload.result import result_columns
from openrsd.caseload.schema import VERSION, result_schema
from openrsd.caseload.source import Caseload
from openrsd.caseload.stream import Pace, RowNumbers, Task, stream
from openrsd.law.model import Law

RESULT_KEY = b"openrsd.result"
FIRST_PROBLEMS = 20


@dataclass(frozen=True)
class Screened:
    """What became of a caseload: rows, rows that could not be screened, and outcomes counted.

    `first_problems` are the first of those rows, by number, with what is wrong.
    """

    rows: int
    bad: int
    first_problems: Mapping[int, str]
    outcomes: Mapping[str, int]


def screen_batch(batch: pa.RecordBatch, law: Law, rows: RowNumbers) -> pa.RecordBatch:
    """The result of a batch, a row for each of its rows. `rows` are their numbers in the file."""
    levels = Levels(batch)
    problems = problems_of(levels, law)
    schema = schema_under(law)
    if not problems:
        return _result(batch, law, rows, schema, levels)
    sound = np.ones(batch.num_rows, bool)
    sound[list(problems)] = False
    good = _result(batch.filter(pa.array(sound)), law, rows[sound], schema)
    bad = pa.RecordBatch.from_pylist(
        [
            {"row": int(rows[row]), "case": _case(levels, row), "problem": problem}
            for row, problem in problems.items()
        ],
        schema=schema,
    )
    whole = pa.concat_batches([good, bad])
    order = np.append(np.flatnonzero(sound), np.flatnonzero(~sound))
    return whole.take(pa.array(np.argsort(order)))


def schema_under(law: Law) -> pa.Schema:
    """The schema of a result under a law."""
    return result_schema([instrument.id for instrument in evaluated(law)])


def _case(levels: Levels, row: int) -> str | None:
    """The id of a case that could not be screened, as far as it can be shown."""
    word = levels.case.words("case")[row].as_py()
    return word[:200] if word else None


def _result(
    batch: pa.RecordBatch, law: Law, rows: RowNumbers, schema: Any, levels: Levels | None = None
) -> pa.RecordBatch:
    if not batch.num_rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    columns = result_columns(list(turns(batch, law, levels)))
    columns["row"] = pa.array(rows)
    columns["problem"] = pa.nulls(batch.num_rows, pa.string())
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def screen_file(source: Caseload, out: Path, law: Law, pace: Pace | None = None) -> Screened:
    """Screen a caseload into `out`, going on from parts that an earlier, stopped run left.

    Raises what `stream` raises.
    """
    task = Task(
        batch=lambda batch, rows: screen_batch(batch, law, rows),
        schema=schema_under(law).with_metadata(metadata_of(law)),
        plan={"task": "screen", **named(law)},
    )
    tally = Tally()
    stream(source, out, task, tally.add, pace or Pace())
    return tally.screened()


def named(law: Law) -> dict[str, str]:
    """All that tells one law from another."""
    positions = json.dumps(dict(law.positions), sort_keys=True)
    return {"law": law.version, "law_as_of": law.day.isoformat(), "positions": positions}


def metadata_of(law: Law) -> dict[bytes, bytes]:
    """What a result says of itself."""
    about = {"version": __version__, **named(law)}
    return {
        RESULT_KEY: VERSION.encode(),
        **{f"openrsd.{key}".encode(): value.encode() for key, value in about.items()},
    }


class Tally:
    """Counts of a result while it passes."""

    def __init__(self) -> None:
        self.rows = 0
        self.bad = 0
        self.first: dict[int, str] = {}
        self.outcomes: dict[str, int] = {}

    def add(self, batch: pa.RecordBatch) -> None:
        """Count the rows of a result."""
        self.rows += batch.num_rows
        for count in batch.column("outcome").value_counts().to_pylist():
            if count["values"] is not None:
                name = count["values"]
                self.outcomes[name] = self.outcomes.get(name, 0) + count["counts"]
        problems = batch.column("problem")
        if problems.null_count < len(problems):
            bad = np.flatnonzero(problems.is_valid().to_numpy(zero_copy_only=False))
            self.bad += len(bad)
            for row in bad[: FIRST_PROBLEMS - len(self.first)].tolist():
                self.first[batch.column("row")[row].as_py()] = problems[row].as_py()

    def screened(self) -> Screened:
        """What became of the caseload."""
        return Screened(self.rows, self.bad, self.first, self.outcomes)
