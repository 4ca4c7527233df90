"""Many weighted choices at once: each is a lot drawn from a table that has as many as it weighs."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Random = np.random.Generator
Numbers = NDArray[np.intp]
Marks = NDArray[np.bool_]
LOTS = 4096
OUT_OF = 100.0


def table(weights: Sequence[float], lots: int, total: float = 0.0) -> NDArray[np.int8]:
    """For each lot the number of the choice that it stands for, -1 for none of them.

    Weights are shares of their sum, or of `total` where that is more.
    """
    chosen = np.full(lots, -1, np.int8)
    whole = max(sum(weights), total)
    if not whole:
        return chosen
    edges = np.rint(np.cumsum(weights) * (lots / whole)).astype(np.intp)
    start = 0
    for number, end in enumerate(edges.tolist()):
        chosen[start:end] = number
        start = end
    return chosen


class Lots:
    """Weighted choices, under each of several conditions."""

    def __init__(self, conditions: Sequence[Sequence[float]], total: float = 0.0) -> None:
        self.tables = np.concatenate([table(weights, LOTS, total) for weights in conditions])

    def draw(self, random: Random, condition: Numbers) -> Numbers:
        """For each condition the number of a choice, -1 for none."""
        lots = random.integers(0, LOTS, len(condition), dtype=np.uint16)
        return self.tables.take(condition * LOTS + lots).astype(np.intp)


class Among:
    """Choices from a list of names, under each of several conditions."""

    def __init__(self, conditions: Sequence[Mapping[str, float]], total: float = 0.0) -> None:
        self.names = list(dict.fromkeys(name for weights in conditions for name in weights))
        full = [[weights.get(name, 0.0) for name in self.names] for weights in conditions]
        self.lots = Lots(full, total)

    def draw(self, random: Random, condition: Numbers) -> Numbers:
        """For each condition the place of a name in `names`, -1 for none."""
        return self.lots.draw(random, condition)


def happens(random: Random, shares: NDArray[np.float64]) -> Marks:
    """For each share of a hundred whether it happens."""
    happened: Marks = random.random(len(shares)) * OUT_OF < shares
    return happened
