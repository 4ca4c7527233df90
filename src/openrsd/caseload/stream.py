"""Work on a caseload from file to file: bounded memory, resumable, nothing half written.

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
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openrsd import __version__
from openrsd.caseload.schema import VERSION
from openrsd.caseload.source import Caseload
from openrsd.errors import OpenRSDError

PLAN = "plan.json"
# The result of a row group of more rows is read again from its part, not kept in memory.
KEPT_ROWS = 262_144
Progress = Callable[[int], None]
Batches = list[pa.RecordBatch] | None
RowNumbers = NDArray[np.int64]


class UnfinishedWork(OpenRSDError):
    """Parts of other work stand where this one would put its own."""

    code = "unfinished-work"


class SourceChanged(OpenRSDError):
    """The caseload file changed while it was being read."""

    code = "source-changed"


@dataclass(frozen=True)
class Task:
    """What is done with each batch, given the numbers of its rows, and what the result looks like.

    `plan` says all on which the result depends: parts made under another plan are not used.
    """

    batch: Callable[[pa.RecordBatch, RowNumbers], pa.RecordBatch]
    schema: Any
    plan: Mapping[str, str]


@dataclass(frozen=True)
class Pace:
    """How work goes: threads (one a core where 0), whether to begin anew, whom to tell of rows."""

    workers: int = 0
    restart: bool = False
    progress: Progress = lambda _rows: None


def stream(
    source: Caseload,
    out: Path,
    task: Task,
    seen: Callable[[pa.RecordBatch], None],
    pace: Pace,
) -> None:
    """Do a task on every batch of a caseload, into `out`; `seen` is shown the result as it passes.

    Raises InvalidDocument where the file is damaged, UnfinishedWork and SourceChanged.
    """
    work = _Work(source, out, task)
    work.prepare(restart=pace.restart)
    groups = range(len(source.groups))
    there = [group for group in groups if work.part(group).exists()]
    pace.progress(sum(source.groups[group] for group in there))
    waiting = [group for group in groups if group not in set(there)]
    with _Whole(work, seen) as whole:
        for group, result in _do_groups(work, waiting, pace.workers or os.cpu_count() or 1):
            # While the next groups are worked on, what is done is put together.
            pace.progress(source.groups[group])
            whole.add(group, result)
        whole.finish()


def _do_groups(work: "_Work", groups: list[int], workers: int) -> Iterator[tuple[int, Batches]]:
    """Do row groups side by side; yields each with its result when its part is written."""
    with ThreadPoolExecutor(workers) as pool:
        running: dict[Future[Batches], int] = {}
        left = iter(groups)
        try:
            while True:
                for group in islice(left, workers + 1 - len(running)):
                    running[pool.submit(work.do, group)] = group
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        finally:
            work.stopped = True
            pool.shutdown(cancel_futures=True)


class _Work:
    """The parts of one piece of work and the plan that they follow."""

    def __init__(self, source: Caseload, out: Path, task: Task) -> None:
        self.source = source
        self.out = out
        self.task = task
        self.folder = out.with_name(f"{out.name}.partial")
        self.first_rows = [1, *(1 + rows for rows in accumulate(source.groups))]
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
                    f"{self.folder} holds parts of other work (another file, law or day). "
                    "Finish that first, or discard the parts with --restart."
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
            **self.task.plan,
            "source": f"{size} {ending}",
            "ignored": ",".join(sorted(self.source.ignored)),
            "openrsd": __version__,
            "schema": VERSION,
        }

    def do(self, group: int) -> Batches:
        """Write the part of one row group; its result too, where that is not too large."""
        try:
            return self._do(group)
        except pa.ArrowException as error:
            # Arrow has no class of its own for every place in which memory may run out.
            if "alloc" in str(error):
                raise MemoryError from error
            raise

    def _do(self, group: int) -> Batches:
        row = self.first_rows[group]
        kept: Batches = [] if self.source.groups[group] <= KEPT_ROWS else None
        temporary = self.part(group).with_suffix(".writing")
        with pq.ParquetWriter(temporary, self.task.schema, compression="lz4") as writer:
            for batch in self.source.batches(group):
                if self.stopped:
                    return None
                result = self.task.batch(batch, np.arange(row, row + batch.num_rows))
                row += batch.num_rows
                writer.write_batch(result)
                if kept is not None:
                    kept.append(result)
        if row != self.first_rows[group + 1]:
            raise SourceChanged(f"{self.source.path} changed while it was being read.")
        temporary.replace(self.part(group))
        return kept

    def result(self, group: int) -> Iterator[pa.RecordBatch]:
        """The result of a row group as it stands in its part."""
        with pq.ParquetFile(self.part(group)) as part:
            yield from part.iter_batches()


class _Whole:
    """The result, put together in the order of the source; it appears when it is whole."""

    def __init__(self, work: _Work, seen: Callable[[pa.RecordBatch], None]) -> None:
        self.work = work
        self.seen = seen
        self.place = work.folder / "whole.parquet"
        self.writer = pq.ParquetWriter(self.place, work.task.schema, compression="zstd")
        self.next = 0
        self.waiting: dict[int, Batches] = {}

    def __enter__(self) -> "_Whole":
        return self

    def __exit__(self, *_: object) -> None:
        self.writer.close()

    def add(self, group: int, result: Batches) -> None:
        """Take a result, and write all that is next in order."""
        self.waiting[group] = result
        while self.next in self.waiting:
            self._write_next()

    def finish(self) -> None:
        """Write what earlier work left and what waits behind it; then the parts go."""
        while self.next < len(self.work.source.groups):
            self._write_next()
        self.writer.close()
        self.place.replace(self.work.out)
        shutil.rmtree(self.work.folder)

    def _write_next(self) -> None:
        kept = self.waiting.pop(self.next, None)
        for batch in self.work.result(self.next) if kept is None else kept:
            self.seen(batch)
            self.writer.write_batch(batch)
        self.next += 1


def _write_text(path: Path, text: str) -> None:
    temporary = path.with_suffix(".writing")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
