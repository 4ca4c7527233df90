"""A caseload file: opened, its columns compared with the schema, read in batches.

Whatever is wrong with the file as a whole is said before anything is screened.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openrsd.caseload.schema import CASE, COUNTRIES, VERSION, VERSION_KEY, case_schema
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.model import Law
from openrsd.law.reading import suggestion

BATCH_ROWS = 65_536
# A column of one row group is read whole: beyond this the memory of a small machine is at risk.
MAX_COLUMN_BYTES = 512 * 2**20
Type = Any  # a pyarrow type


@dataclass(frozen=True)
class Caseload:
    """A caseload file that fits the schema. `unasked` are its findings that this law never asks."""

    path: Path
    rows: int
    groups: tuple[int, ...]
    unasked: tuple[str, ...]
    ignored: frozenset[str]

    def batches(self, group: int) -> Iterator[pa.RecordBatch]:
        """The rows of one row group, some thousands at a time. Raises InvalidDocument."""
        try:
            with pq.ParquetFile(self.path) as file:
                names = [n for n in file.schema_arrow.names if n not in self.ignored]
                for batch in file.iter_batches(BATCH_ROWS, [group], names, use_threads=False):
                    # Offsets within bounds, text that is text: a damaged file is found here.
                    batch.validate(full=True)
                    yield batch
        except MemoryError:
            raise
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(self.path, f"row group {group} is damaged", error) from error

    def count(self, column: str, word: str) -> int:
        """How many rows have a word in a column."""
        with pq.ParquetFile(self.path) as file:
            if column not in file.schema_arrow.names:
                return 0
            batches = file.iter_batches(columns=[column])
            return sum(pc.sum(pc.equal(b.column(0), word)).as_py() or 0 for b in batches)


def open_caseload(path: Path, law: Law, known: Law, ignored: Collection[str] = ()) -> Caseload:
    """Open a file. `known` is a law with every element that some day's law asks.

    Raises InvalidDocument with everything that does not fit.
    """
    name = str(path)
    if path.is_dir():
        raise InvalidDocument([Problem(name, 0, 0, "unreadable", "this is a directory")])
    try:
        with pq.ParquetFile(path) as file:
            metadata, schema = file.metadata, file.schema_arrow
    except FileNotFoundError as error:
        raise InvalidDocument([Problem(name, 0, 0, "unreadable", "does not exist")]) from error
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, "this is no whole Parquet file", error) from error
    check_columns(name, schema, known, ignored)
    _check_sizes(name, metadata)
    return Caseload(
        path,
        metadata.num_rows,
        tuple(metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)),
        tuple(_unasked(schema, case_schema(law))),
        frozenset(ignored),
    )


def check_columns(name: str, schema: Any, known: Law, ignored: Collection[str]) -> None:
    """Compare the columns of a file with what may stand in a caseload. Raises InvalidDocument."""
    check = _SchemaCheck(name)
    check.version(schema.metadata or {})
    check.columns(schema, case_schema(known), frozenset(ignored))
    if check.problems:
        raise InvalidDocument(check.problems)


def _check_sizes(name: str, metadata: Any) -> None:
    """A row group too large to be read on a small machine is refused before it is read."""
    problems = []
    for group in range(metadata.num_row_groups):
        of_group = metadata.row_group(group)
        for i in range(of_group.num_columns):
            column = of_group.column(i)
            if column.total_uncompressed_size > MAX_COLUMN_BYTES:
                message = (
                    f"row group {group}: the column '{column.path_in_schema}' takes "
                    f"{column.total_uncompressed_size // 2**20} MiB"
                )
                expected = f"row groups with at most {MAX_COLUMN_BYTES // 2**20} MiB in a column"
                problems.append(Problem(name, 0, 0, "too-large", message, expected))
    if problems:
        raise InvalidDocument(problems)


def _unreadable(path: Path, message: str, error: Exception) -> InvalidDocument:
    detail = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
    expected = "a caseload in Parquet, written to its end"
    return InvalidDocument(
        [Problem(str(path), 0, 0, "not-parquet", f"{message} ({detail})", expected)]
    )


def _unasked(schema: Any, asked: Any) -> Iterator[str]:
    """Finding columns that the law of the day does not ask, by their full names."""
    known = set(_leaves(asked, ""))
    yield from (name for name in _leaves(schema, "") if name not in known)


def _leaves(fields: Any, above: str) -> Iterator[str]:
    for field in fields:
        kind = field.type
        while _is_list(kind):
            kind = kind.value_type
        name = f"{above}{field.name}"
        if pa.types.is_struct(kind):
            yield from _leaves(kind, f"{name}.")
        else:
            yield name


class _SchemaCheck:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def _add(self, code: str, message: str, expected: str = "") -> None:
        self.problems.append(Problem(self.file, 0, 0, code, message, expected))

    def version(self, metadata: dict[bytes, bytes]) -> None:
        written = metadata.get(VERSION_KEY, VERSION.encode()).decode(errors="replace")
        if written != VERSION:
            self._add(
                "schema-version", f"the file is a caseload of version {written[:20]}", VERSION
            )

    def columns(self, schema: Any, wanted: Any, ignored: frozenset[str]) -> None:
        for name in sorted(ignored - set(schema.names)):
            self._add("unknown-column", f"there is no column '{name}' to leave unread")
        for name in (CASE, COUNTRIES):
            if name not in schema.names:
                self._add("missing-column", f"the column '{name}' is missing")
        given = [field for field in schema if field.name not in ignored]
        self._fields(given, {field.name: field.type for field in wanted}, "")

    def _fields(self, given: Sequence[Any], wanted: dict[str, Type], above: str) -> None:
        seen: set[str] = set()
        for field in given:
            name = f"{above}{field.name}"
            if field.name in seen:
                self._add("duplicate-column", f"the column '{name}' stands twice")
            seen.add(field.name)
            if field.name not in wanted:
                hint = suggestion(field.name, set(wanted))[:-1]
                expected = hint or f"leave it out: --ignore {field.name}" if not above else hint
                self._add("unknown-column", f"the column '{name}' is not known", expected)
            elif not pa.types.is_null(field.type):
                self._type(name, field.type, wanted[field.name])

    def _type(self, name: str, given: Type, wanted: Type) -> None:
        if _is_list(wanted) and _is_list(given):
            self._type(name, given.value_type, wanted.value_type)
        elif pa.types.is_struct(wanted) and pa.types.is_struct(given):
            inner = [given.field(i) for i in range(given.num_fields)]
            fields = {wanted.field(i).name: wanted.field(i).type for i in range(wanted.num_fields)}
            self._fields(inner, fields, f"{name}.")
        elif not _fits(given, wanted):
            told = f"the column '{name}' holds {given}"
            if pa.types.is_floating(given):
                told += " (a number for 'nothing', such as NaN, makes a column so)"
            self._add("wrong-type", told[:300], _in_words(wanted))


def _is_list(kind: Type) -> bool:
    return bool(
        pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
    )


def _is_string(kind: Type) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_string(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _fits(given: Type, wanted: Type) -> bool:
    if pa.types.is_string(wanted):
        return _is_string(given)
    if pa.types.is_boolean(wanted):
        return bool(pa.types.is_boolean(given))
    return bool(pa.types.is_integer(wanted) and pa.types.is_integer(given))


def _in_words(wanted: Type) -> str:
    if _is_list(wanted):
        return "a list"
    if pa.types.is_struct(wanted):
        return "a struct"
    if pa.types.is_string(wanted):
        return "text"
    if pa.types.is_boolean(wanted):
        return "true or false"
    return "whole numbers: 0 no, 1 open, 2 yes, 3 unresolved, 4 not reached; empty is open"
