"""A caseload screened from file to file: bounded memory, resumable, nothing half written.

Each row group of the source becomes a part in a folder beside the result; a part is written whole
or not at all, so that work stopped at any point goes on from there. The result appears in one step,
when every part is there.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openrsd import __version__
from openrsd.caseload.batch import turns
from openrsd.caseload.checking import problems_of
from openrsd.caseload.nested import Levels
from openrsd.caseload.outcomes import evaluated
from openrsd.caseload.result import result_columns
from openrsd.caseload.schema import VERSION, result_schema
from openrsd.caseload.source import Caseload
from openrsd.errors import OpenRSDError
from openrsd.law.model import Law

RESULT_KEY = b"openrsd.result"
PLAN = "plan.json"
Progress = Callable[[int], None]
Ints64 = NDArray[np.int64]


class UnfinishedWork(OpenRSDError):
    """Parts of another screening stand where this one would put its own."""

    code = "unfinished-work"


class SourceChanged(OpenRSDError):
    """The caseload file changed while it was being read."""

    code = "source-changed"


@dataclass(frozen=True)
class Screened:
    """What became of a caseload: rows, rows that could not be screened, and outcomes counted.

    `first_problems` are the first of those rows, by number, with what is wrong.
    """

    rows: int
    bad: int
    first_problems: Mapping[int, str]
    outcomes: Mapping[str, int]


def screen_batch(batch: pa.RecordBatch, law: Law, rows: Ints64) -> pa.RecordBatch:
    """The result of a batch, a row for each of its rows. `rows` are their numbers in the file."""
    levels = Levels(batch)
    problems = problems_of(levels, law)
    schema = schema_under(law)
    if not problems:
        return _result(batch, law, rows, schema)
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


def _result(batch: pa.RecordBatch, law: Law, rows: Ints64, schema: Any) -> pa.RecordBatch:
    if not batch.num_rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    columns = result_columns(list(turns(batch, law)))
    columns["row"] = pa.array(rows)
    columns["problem"] = pa.nulls(batch.num_rows, pa.string())
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def screen_file(
    source: Caseload,
    out: Path,
    law: Law,
    *,
    workers: int = 0,
    restart: bool = False,
    progress: Progress | None = None,
) -> Screened:
    """Screen a caseload into `out`, going on from parts that an earlier, stopped run left.

    `workers` threads (as many as there are cores where 0) each screen one row group at a time.
    Raises InvalidDocument where the file is damaged, UnfinishedWork and SourceChanged.
    """
    work = _Work(source, out, law)
    work.prepare(restart=restart)
    done = 0
    for group in range(len(source.groups)):
        if work.part(group).exists():
            done += source.groups[group]
    if progress is not None:
        progress(done)
    waiting = [g for g in range(len(source.groups)) if not work.part(g).exists()]
    for rows in _screen_groups(work, waiting, workers or os.cpu_count() or 1):
        if progress is not None:
            progress(rows)
    return work.finish()


def _screen_groups(work: "_Work", groups: list[int], workers: int) -> Iterator[int]:
    """Screen row groups side by side; yields the number of rows of each when it is written."""
    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[int]] = set()
        try:
            for group in groups:
                if len(running) > workers:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
                running.add(pool.submit(work.screen, group))
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            work.stopped = True
            pool.shutdown(cancel_futures=True)


class _Work:
    """The parts of one screening and the plan that they follow."""

    def __init__(self, source: Caseload, out: Path, law: Law) -> None:
        self.source = source
        self.out = out
        self.law = law
        self.folder = out.with_name(f"{out.name}.partial")
        self.first_rows = [1, *(1 + rows for rows in accumulate(source.groups))]
        self.schema = schema_under(law).with_metadata(
            {
                RESULT_KEY: VERSION.encode(),
                b"openrsd.version": __version__.encode(),
                b"openrsd.law": law.version.encode(),
                b"openrsd.law_as_of": law.day.isoformat().encode(),
                b"openrsd.positions": json.dumps(dict(law.positions)).encode(),
            }
        )
        self.stopped = False

    def part(self, group: int) -> Path:
        """The file of one row group's result."""
        return self.folder / f"part-{group:07d}.parquet"

    def prepare(self, *, restart: bool) -> None:
        """Make the folder of parts, or take over one that follows the same plan."""
        plan = self.folder / PLAN
        mine = json.dumps(self._plan(), sort_keys=True)
        if self.folder.exists():
            same = plan.exists() and plan.read_text(encoding="utf-8") == mine
            if not same and not restart and any(self.folder.iterdir()):
                raise UnfinishedWork(
                    f"{self.folder} holds parts of another screening (another file, law or day). "
                    "Go on with that one first, or discard them with --restart."
                )
            if not same or restart:
                shutil.rmtree(self.folder)
        self.folder.mkdir(exist_ok=True)
        _write_text(plan, mine)

    def _plan(self) -> dict[str, str]:
        with self.source.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 65_536))
            ending = hashlib.sha256(file.read()).hexdigest()
        return {
            "source": f"{size} {ending}",
            "ignored": ",".join(sorted(self.source.ignored)),
            "openrsd": __version__,
            "result": VERSION,
            "law": f"{self.law.version} {self.law.day} {sorted(self.law.positions.items())}",
        }

    def screen(self, group: int) -> int:
        """Write the part of one row group; its number of rows."""
        target = self.part(group)
        temporary = target.with_suffix(".writing")
        row = self.first_rows[group]
        with pq.ParquetWriter(temporary, self.schema, compression="zstd") as writer:
            for batch in self.source.batches(group):
                if self.stopped:
                    return 0
                rows = np.arange(row, row + batch.num_rows)
                writer.write_batch(screen_batch(batch, self.law, rows))
                row += batch.num_rows
        if row != self.first_rows[group + 1]:
            raise SourceChanged(f"{self.source.path} changed while it was being read.")
        temporary.replace(target)
        return row - self.first_rows[group]

    def finish(self) -> Screened:
        """Put the parts together; the result appears in one step and the parts go."""
        temporary = self.folder / "whole.parquet"
        tally = Tally()
        with pq.ParquetWriter(temporary, self.schema, compression="zstd") as writer:
            for group in range(len(self.source.groups)):
                with pq.ParquetFile(self.part(group)) as part:
                    for batch in part.iter_batches():
                        tally.add(batch)
                        writer.write_batch(batch)
        temporary.replace(self.out)
        shutil.rmtree(self.folder)
        return tally.screened()


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
            for row in bad[: 20 - len(self.first)].tolist():
                self.first[batch.column("row")[row].as_py()] = problems[row].as_py()

    def screened(self) -> Screened:
        """What became of the caseload."""
        return Screened(self.rows, self.bad, self.first, self.outcomes)


def _write_text(path: Path, text: str) -> None:
    temporary = path.with_suffix(".writing")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
