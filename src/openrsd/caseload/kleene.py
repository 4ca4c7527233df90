"""Kleene values in columns: a small integer for each row, or one integer where all rows agree.

The same three integers as in `openrsd.determination.values`; `all` is the minimum, `any` the
maximum, and quantifiers are minima and maxima over segments of rows (semantics.md §7).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openrsd.determination.values import NO, YES

Ints = NDArray[np.int8]
Marks = NDArray[np.bool_]
Rows = NDArray[np.intp]
Value = int | Ints


def join(values: Iterable[Value], *, some: bool) -> Value:
    """The maximum (`some`) or minimum of the values, row by row.

    A value that decides by itself ends the search: `values` may be computed on the way.
    """
    deciding, joined = (YES, NO) if some else (NO, YES)
    ufunc = np.maximum if some else np.minimum
    column: Ints | None = None
    for value in values:
        if isinstance(value, int):
            if value == deciding:
                return deciding
            joined = max(joined, value) if some else min(joined, value)
        else:
            column = value if column is None else ufunc(column, value)
    if column is None:
        return joined
    return column if joined in (NO, YES) else ufunc(column, np.int8(joined))


def negate(value: Value) -> Value:
    """2 minus the value."""
    return YES - value if isinstance(value, int) else np.subtract(np.int8(YES), value)


def choose(where: Marks, value: Value, otherwise: int) -> Value:
    """`value` where the mark stands, else `otherwise`."""
    if isinstance(value, int) and value == otherwise:
        return value
    return np.where(where, value, np.int8(otherwise)).astype(np.int8, copy=False)


def spread(value: Value, rows: Rows | None) -> Value:
    """The value of row `rows[i]` for each i; None stands for the rows themselves."""
    return value if rows is None or isinstance(value, int) else value.take(rows)


@dataclass(frozen=True)
class Segments:
    """Consecutive runs of rows, one for each row of another table; a run may be empty.

    numpy's reduceat gives a wrong answer for an empty run, so those are left out and filled in.
    """

    starts: Rows
    filled: Marks | None
    single: bool

    @classmethod
    def of(cls, offsets: Rows) -> "Segments":
        """From the offsets of the runs, one more than there are runs."""
        lengths = np.diff(offsets)
        filled = lengths > 0
        if filled.all():
            return cls(offsets[:-1], None, bool((lengths == 1).all()))
        return cls(offsets[:-1][filled], filled, single=False)

    def reduce(self, value: Value, *, some: bool) -> Value:
        """The maximum or minimum of each run; of an empty one no (`some`) or yes (`every`)."""
        nothing = NO if some else YES
        if isinstance(value, int):
            return value if self.filled is None else choose(self.filled, value, nothing)
        if self.single:
            return value
        found = (np.maximum if some else np.minimum).reduceat(value, self.starts)
        if self.filled is None:
            return found
        whole = np.full(len(self.filled), nothing, np.int8)
        whole[self.filled] = found
        return whole
