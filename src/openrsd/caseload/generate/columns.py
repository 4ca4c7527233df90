"""Arrow columns from numbers: words, lists, structures and ids."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from openrsd.caseload.generate.lots import Marks, Numbers
from openrsd.caseload.nested import Column

ID_LETTERS = 10
_BITS = 4 * ID_LETTERS
_HEX = np.frombuffer(b"0123456789abcdef", np.uint8)
_SHIFTS = np.arange(_BITS - 4, -4, -4, dtype=np.uint64)


def words(names: Sequence[str], numbers: Numbers) -> Column:
    """The name with each number; nothing where the number is below 0."""
    missing = numbers < 0
    indices = pa.array(numbers, mask=missing) if missing.any() else pa.array(numbers)
    return pa.array(names, pa.string()).take(indices)


def listed(offsets: Numbers, values: Column) -> Column:
    """A list for each run of values."""
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values)


def structure(kind: pa.DataType, size: int, fields: Mapping[str, Column]) -> Column:
    """A structure with these fields in its order, the others empty."""
    inner = [kind.field(i) for i in range(kind.num_fields)]
    columns = [
        fields[field.name] if field.name in fields else pa.nulls(size, field.type)
        for field in inner
    ]
    return pa.StructArray.from_arrays(columns, fields=inner)


def named_marks(marks: Mapping[str, Marks], size: int) -> Column:
    """For each row the list of the names whose mark stands there."""
    if not marks:
        return pa.nulls(size, pa.list_(pa.string()))
    every = np.stack(list(marks.values()), axis=1)
    offsets = np.concatenate([[0], np.cumsum(every.sum(axis=1))])
    return listed(offsets, words(list(marks), np.nonzero(every)[1]))


def opaque_ids(seed: int, first: int, size: int) -> Column:
    """Ids that say nothing of the order of the cases. No two rows of a seed share one.

    Each step can be undone, so that different numbers stay different.
    """
    drawn = np.random.SeedSequence([seed]).generate_state(3, np.uint64)
    mask = np.uint64(2**_BITS - 1)
    numbers = np.arange(first, first + size, dtype=np.uint64) ^ (drawn[0] & mask)
    for factor in drawn[1:]:
        numbers = (numbers * (factor | np.uint64(1))) & mask
        numbers ^= numbers >> np.uint64(_BITS // 2)
    letters = _HEX[(numbers[:, None] >> _SHIFTS) & np.uint64(15)]
    offsets = np.arange(0, (size + 1) * ID_LETTERS, ID_LETTERS, dtype=np.int32)
    return pa.StringArray.from_buffers(
        size, pa.py_buffer(offsets.tobytes()), pa.py_buffer(letters.tobytes())
    )
