"""All vectors in memory, and which are nearest to a question's.

A vector is 384 whole numbers from -127 to 127 and a scale. Where there are many, the signs of all
(48 bytes each) choose a few thousand, which are then compared in full.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
# Up to here every vector is compared in full.
FEW = 20_000
_CHOSEN = 4_000
_BLOCK = 8_192


def packed(vector: Floats) -> tuple[float, bytes]:
    """A vector as it is kept: a scale, and a byte for each part."""
    scale = float(np.abs(vector).max()) / 127 or 1.0
    return scale, np.rint(vector / scale).astype(np.int8).tobytes()


@dataclass(slots=True)
class Matrix:
    """Vectors by the digests of their passages. Rows are only added."""

    size: int
    digests: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    scales: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    parts: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    _signs: NDArray[np.uint64] = field(default_factory=lambda: np.zeros((0, 0), np.uint64))
    _middle: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    # Of how many the middle was taken.
    _counted: int = 0

    def __len__(self) -> int:
        return len(self.digests)

    def with_more(self, rows: Iterable[tuple[int, float, bytes]]) -> "Matrix":
        """The same with these rows at the end: digest, scale, parts."""
        given = list(rows)
        if not given:
            return self
        digests, scales, parts = zip(*given, strict=True)
        new = np.frombuffer(b"".join(parts), np.int8).reshape(len(given), self.size)
        grown = Matrix(
            self.size,
            np.concatenate([self.digests, np.array(digests, np.int64)]),
            np.concatenate([self.scales, np.array(scales, np.float32)]),
            np.concatenate([self.parts.reshape(-1, self.size), new]),
        )
        if len(grown) > FEW:
            grown._sign(self)
        return grown

    def nearest(self, question: Floats, limit: int, among: Places | None = None) -> Places:
        """Rows, the nearest first; of all, or `among` these."""
        candidates = self._candidates(question, limit) if among is None else among
        scores = self.likeness(question, candidates)
        best = np.argsort(-scores, kind="stable")[:limit]
        return best if candidates is None else candidates[best]

    def likeness(self, question: Floats, rows: Places | None) -> Floats:
        """The cosine of each row, of all where none are named."""
        parts = self.parts if rows is None else self.parts[rows]
        scales = self.scales if rows is None else self.scales[rows]
        found = np.empty(len(parts), np.float32)
        for start in range(0, len(parts), _BLOCK):
            found[start : start + _BLOCK] = (
                parts[start : start + _BLOCK].astype(np.float32) @ question
            )
        scaled: Floats = found * scales
        return scaled

    def places_of(self, digests: NDArray[np.int64]) -> Places:
        """The rows of these digests, as far as they have vectors."""
        order = np.argsort(self.digests)
        at = np.searchsorted(self.digests, digests, sorter=order)
        inside = at < len(order)
        rows = order[at[inside]]
        found: Places = rows[self.digests[rows] == digests[inside]]
        return found

    def _candidates(self, question: Floats, limit: int) -> Places | None:
        if len(self) <= FEW:
            return None
        sign = _signs_of((question - self._middle)[None, :])[0]
        # A loop over words of 64 signs keeps what is in work small.
        distance = np.zeros(len(self), np.uint16)
        for column in range(self._signs.shape[1]):
            distance += np.bitwise_count(self._signs[:, column] ^ sign[column])
        chosen = min(max(_CHOSEN, 4 * limit), len(self))
        found: Places = np.argpartition(distance, chosen - 1)[:chosen]
        return found

    def _sign(self, before: "Matrix") -> None:
        """Signs are taken from the middle of all, for these vectors lie in a narrow cone."""
        if len(before._middle) and len(self) < 2 * before._counted:
            self._middle, self._counted, first = before._middle, before._counted, len(before)
            signs = [before._signs]
        else:
            some = slice(None, None, max(1, len(self) // FEW))
            self._middle = (self.parts[some] * self.scales[some, None]).mean(axis=0)
            self._counted, first, signs = len(self), 0, []
        for start in range(first, len(self), _BLOCK):
            rows = slice(start, start + _BLOCK)
            signs.append(_signs_of(self.parts[rows] * self.scales[rows, None] - self._middle))
        # By columns, as they are asked.
        self._signs = np.asfortranarray(np.concatenate(signs))


def _signs_of(vectors: Floats) -> NDArray[np.uint64]:
    bits = np.packbits(vectors > 0, axis=1)
    padded = np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))
    return np.ascontiguousarray(padded).view(np.uint64)
