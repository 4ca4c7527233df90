"""The columns of a batch, level by level: cases, their places, harms, areas, acts, hypotheses.

Each level has its fields as flat columns, and the offsets of its runs for the rows of the level
above. A column that the file does not have is None, a list that it does not have is empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from openrsd.caseload.kleene import Ints, Marks, Rows
from openrsd.caseload.tables import owners, to_offsets
from openrsd.determination.values import State

Column = Any  # a pyarrow array; pyarrow has no types of its own
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Level:
    """The rows of one kind in a batch, and where those of each row above begin."""

    size: int
    fields: Mapping[str, Column]
    offsets: Rows

    def inner(self, name: str) -> "Level":
        """The level of a list field."""
        if name not in self._inner:
            self._inner[name] = self._inside(name)
        return self._inner[name]

    def _inside(self, name: str) -> "Level":
        column = self.fields.get(name)
        if column is None:
            return Level(0, {}, np.zeros(self.size + 1, np.intp))
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
        values = column.flatten()
        fields = struct_fields(values) if pa.types.is_struct(values.type) else {"": values}
        return Level(len(values), fields, to_offsets(lengths))

    @cached_property
    def owner(self) -> Rows:
        """For each row the row above."""
        return owners(self.offsets)

    @cached_property
    def findings(self) -> Mapping[str, Column]:
        """The finding columns by element."""
        column = self.fields.get("findings")
        return {} if column is None else struct_fields(column)

    def states(self, element: str) -> Ints | None:
        """What is recorded on an element; open where nothing is. None where nobody recorded."""
        column = self.findings.get(element)
        if column is None or column.null_count == len(column):
            return None
        if column.null_count:
            column = pc.fill_null(column, int(State.OPEN))
        states: Ints = column.to_numpy(zero_copy_only=False)
        return states if states.dtype == np.int8 else states.astype(np.int8)

    def marks(self, name: str, *, missing: bool = False) -> Marks:
        """A yes-or-no column of the structure."""
        column = self.fields.get(name)
        if column is None:
            return np.full(self.size, missing)
        marks: Marks = pc.fill_null(column, missing).to_numpy(zero_copy_only=False)
        return marks

    def coded(self, name: str) -> tuple[Numbers, list[str]]:
        """A column of strings as numbers into the list of its different words, -1 for none."""
        if name not in self._coded:
            (numbers,), words = encoded(self.words(name))
            self._coded[name] = numbers, words
        return self._coded[name]

    @cached_property
    def _coded(self) -> dict[str, tuple[Numbers, list[str]]]:
        return {}

    @cached_property
    def _inner(self) -> dict[str, "Level"]:
        return {}

    def words(self, name: str) -> Column:
        """A column of strings, all empty where the file does not have it."""
        column = self.fields.get(name)
        if column is None:
            return pa.nulls(self.size, pa.string())
        return as_words(column)


def as_words(column: Column) -> Column:
    """A column of text, however it is stored, as plain strings."""
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def struct_fields(column: Column) -> dict[str, Column]:
    """The fields of a struct column; where the struct is null its fields are."""
    names = [column.type.field(i).name for i in range(column.type.num_fields)]
    return _present(names, column.flatten())


def _present(names: Iterable[str], columns: Iterable[Column]) -> dict[str, Column]:
    """The columns by name. One in which nobody ever wrote anything has no type, and no place."""
    return {
        name: column
        for name, column in zip(names, columns, strict=True)
        if not pa.types.is_null(column.type)
    }


class Levels:
    """All levels of a batch."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        fields = _present(batch.schema.names, batch.columns)
        self.case = Level(batch.num_rows, fields, np.arange(batch.num_rows + 1, dtype=np.intp))
        self.place = self.case.inner("countries")
        self.harm = self.place.inner("harms")
        self.area = self.place.inner("areas")
        self.area_harm = self.area.inner("by_harm")
        self.act = self.case.inner("acts")
        self.hypothesis = self.case.inner("hypotheses")


def encoded(*columns: Column) -> tuple[list[Numbers], list[str]]:
    """The columns as numbers into one list of their different words; -1 where there is none."""
    dictionary = pc.dictionary_encode(pa.concat_arrays([as_words(c) for c in columns]))
    numbers = pc.fill_null(dictionary.indices, -1).to_numpy(zero_copy_only=False)
    cuts = np.cumsum([len(column) for column in columns])[:-1]
    return np.split(numbers, cuts), dictionary.dictionary.to_pylist()
