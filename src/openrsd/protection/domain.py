"""The two answers that there are about removal (law.md §9). Neither permits one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

BASES = (
    "nr-pending-claim", "nr-art33", "nr-cat3", "nr-iccpr", "nr-cped", "nr-regional", "nr-chain",
    "nr-child",
)  # fmt: skip
PENDING = "nr-pending-claim"
# Clocks of several machines may differ by this much; what differs more has been set back.
CLOCKS_DIFFER_BY = timedelta(minutes=5)


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


Bar = Prohibited | NoBarRecorded
# The same for everyone, so that it discloses nothing of anyone.
FOR_OTHERS = Prohibited(BASES)


@dataclass(frozen=True, slots=True)
class Negated:
    """That one basis was negated for one destination, and for how long that stands."""

    basis: str
    destination: str
    since: datetime
    lapses: datetime
    withdrawn: bool = False

    def stands(self, at: datetime) -> bool:
        """Whether it counts at this moment. Before it was recorded, it does not."""
        return not self.withdrawn and self.since <= at < self.lapses


class Reader(StrEnum):
    """Who reads of a bar."""

    STAFF = "staff"
    PERSON = "person"
    COUNSEL = "counsel"
    OTHER = "other"


def bar_of(
    negated: Iterable[Negated], destination: str, *, at: datetime, latest: datetime | None = None
) -> Bar:
    """Whether removal to this destination (ISO 3166 alpha-3) is prohibited at this moment.

    `latest` is the latest moment that the installation knows of: a clock that was set back brings
    nothing back that has lapsed.
    """
    if latest is not None and latest - at > CLOCKS_DIFFER_BY:
        return FOR_OTHERS
    gone = {one.basis for one in negated if one.destination == destination and one.stands(at)}
    left = tuple(basis for basis in BASES if basis not in gone)
    return Prohibited(left) if left else NoBarRecorded(at.date())


def shown_to(reader: Reader, found: Bar) -> Bar:
    """What this reader gets. To everyone but staff on duty, the person and counsel, every removal
    is prohibited, on all bases: neither the other answer nor a basis says anything of anyone.
    """
    if reader in (Reader.STAFF, Reader.PERSON, Reader.COUNSEL):
        return found
    return FOR_OTHERS
