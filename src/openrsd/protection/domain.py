"""The two answers that there are about removal (law.md §9). Neither permits one."""

from dataclasses import dataclass
from datetime import date

BASES = (
    "nr-pending-claim", "nr-art33", "nr-cat3", "nr-iccpr", "nr-cped", "nr-regional", "nr-chain",
    "nr-child",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prohibited:
    """Removal is prohibited, on these bases. Where nothing was examined, on all of them."""

    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoBarRecorded:
    """Every basis was negated and none has lapsed. Not an authorisation: before any removal a
    fresh individual assessment is required. For the person and her counsel only.
    """

    as_of: date
