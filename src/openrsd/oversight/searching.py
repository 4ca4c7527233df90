"""Finding entries by what is known of them, newest first, a page at a time.

A page looks through a bounded number of entries, however long the ledger is: one that comes back
short says how far it looked, and goes on from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from openrsd.ledger.entries import EPOCH, MICROSECOND
from openrsd.ledger.models import EntryRow, EntrySubject

PAGE = 50
LOOKED_THROUGH = 20_000
_CHUNK = 500
_COLUMNS = ("id", "at", "actor", "action", "office", "result", "subject_kind")


class Place(NamedTuple):
    """A place in the order of the ledger: everything earlier comes behind it."""

    at: datetime
    entry: UUID

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.entry.hex}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """The place that this text names; ValueError where it names none."""
        moment, _dash, entry = text.partition("-")
        try:
            return cls(EPOCH + int(moment) * MICROSECOND, UUID(hex=entry))
        except OverflowError:
            raise ValueError(moment) from None


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for; what is None or empty is not asked."""

    actor: UUID | None = None
    subject: UUID | None = None
    act: str = ""
    office: UUID | None = None
    subject_kind: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries. `behind` is where the next page begins, None at the end."""

    rows: tuple[EntryRow, ...]
    behind: Place | None

    @property
    def is_short(self) -> bool:
        """Whether the page ends because enough was looked through, not because it is full."""
        return self.behind is not None and len(self.rows) < PAGE


def find(search: Search, before: Place | None = None, most: int = PAGE) -> Found:
    """The newest entries that are asked for, behind `before` if it is given."""
    hits: list[UUID] = []
    last = before
    behind: Place | None = None
    for looked_through, candidate in enumerate(_candidates(search, before)):
        if len(hits) == most or looked_through == LOOKED_THROUGH:
            behind = last
            break
        last = Place(candidate[1], candidate[0])
        if _is_asked(search, candidate):
            hits.append(candidate[0])
    rows = EntryRow.objects.in_bulk(hits)
    return Found(tuple(rows[hit] for hit in hits), behind)


def _candidates(search: Search, before: Place | None) -> Iterator[tuple[Any, ...]]:
    """Entries in order, by the one thing asked for that narrows them most."""
    if search.subject is not None:
        yield from _about(search, search.subject, before)
        return
    narrowed = EntryRow.objects.filter(_period(search), _behind(before, "id"))
    if search.actor is not None:
        narrowed = narrowed.filter(actor=search.actor)
    elif search.act:
        narrowed = narrowed.filter(action=search.act)
    ordered = narrowed.order_by("-at", "-id").values_list(*_COLUMNS)
    yield from ordered[: LOOKED_THROUGH + 1].iterator(_CHUNK)


def _about(search: Search, subject: UUID, before: Place | None) -> Iterator[tuple[Any, ...]]:
    indexed: QuerySet[EntrySubject] = EntrySubject.objects.filter(_period(search), subject=subject)
    while True:
        chunk = indexed.filter(_behind(before, "entry")).order_by("-at", "-entry")
        places = [Place(*place) for place in chunk.values_list("at", "entry")[:_CHUNK]]
        rows = EntryRow.objects.filter(id__in=[place.entry for place in places])
        by_id = {row[0]: row for row in rows.values_list(*_COLUMNS)}
        yield from (by_id[place.entry] for place in places if place.entry in by_id)
        if len(places) < _CHUNK:
            return
        before = places[-1]


def _behind(before: Place | None, key: str) -> Q:
    if before is None:
        return Q()
    # The first condition is the one by which an index is entered.
    return Q(at__lte=before.at) & (Q(at__lt=before.at) | Q((f"{key}__lt", before.entry)))


def _period(search: Search) -> Q:
    period = Q()
    if search.since:
        period &= Q(at__gte=datetime.combine(search.since, time.min, UTC))
    if search.until:
        period &= Q(at__lte=datetime.combine(search.until, time.max, UTC))
    return period


def _is_asked(search: Search, candidate: tuple[Any, ...]) -> bool:
    _id, _at, actor, action, office, result, subject_kind = candidate
    return all(
        asked in (None, "") or asked == stands
        for asked, stands in (
            (search.actor, actor),
            (search.act, action),
            (search.office, office),
            (search.result, result),
            (search.subject_kind, subject_kind),
        )
    )
