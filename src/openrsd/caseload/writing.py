"""Caseload files written whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from openrsd.caseload.rows import Row

# Row groups of this size keep the memory of a reader small and give its threads something each.
GROUP_ROWS = 65_536


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A place beside `out` that takes its place once everything is written."""
    temporary = out.with_name(f".{out.name}.writing")
    try:
        yield temporary
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def write_rows(rows: Sequence[Row], schema: Any, out: Path) -> None:
    """Write rows as one caseload."""
    table = pa.Table.from_pylist(list(rows), schema=schema)
    with _whole(out) as place:
        pq.write_table(table, place, row_group_size=GROUP_ROWS, compression="zstd")


def write_batches(
    batches: Iterable[pa.RecordBatch], out: Path, progress: Callable[[int], None]
) -> None:
    """Write batches as they come, some together as a row group."""
    with _whole(out) as place:
        writer = None
        try:
            for group in _groups(batches):
                writer = writer or pq.ParquetWriter(place, group.schema, compression="zstd")
                writer.write_table(group, row_group_size=GROUP_ROWS)
                progress(group.num_rows)
        finally:
            if writer is not None:
                writer.close()


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches together, up to the size of a row group."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        if held and sum(b.num_rows for b in held) + batch.num_rows > GROUP_ROWS:
            yield pa.Table.from_batches(held)
            held = []
        held.append(batch)
    if held:
        yield pa.Table.from_batches(held)
