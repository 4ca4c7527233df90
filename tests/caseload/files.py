"""Caseload files for tests: sound ones from random cases, and ones that a person spoilt."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, seed, settings

from openrsd.caseload.rows import Row, row_of
from openrsd.caseload.schema import case_schema
from openrsd.caseload.source import Caseload, open_caseload
from openrsd.determination.record import PersonRecord
from tests.caseload.cases import cases
from tests.determination.worlds import shipped_law


@cache
def some_records(count: int = 60) -> tuple[PersonRecord, ...]:
    """Random live cases, the same ones every time."""
    found: list[PersonRecord] = []

    @seed(20261102)
    @settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck))
    @given(cases(shipped_law()))
    def draw(record: PersonRecord) -> None:
        found.append(record)

    draw()
    return tuple(found)


def some_rows(count: int = 60) -> list[Row]:
    """The rows of the same cases."""
    law = shipped_law()
    return [row_of(r, law, case=f"case-{i}") for i, r in enumerate(some_records(count))]


def write(path: Path, rows: Sequence[Row], *, group: int = 16, schema: Any = None) -> Path:
    """Write rows as a caseload with row groups of some size."""
    table = pa.Table.from_pylist(list(rows), schema=schema or case_schema(shipped_law()))
    pq.write_table(table, path, row_group_size=group)
    return path


def opened(path: Path) -> Caseload:
    """The caseload under today's law."""
    return open_caseload(path, shipped_law(), shipped_law())
