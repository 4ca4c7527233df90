"""Rows of what was negated, read so that whatever cannot be read negates nothing."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from openrsd.ledger.models import EntryRow
from openrsd.protection.domain import BASES, Negated
from openrsd.protection.models import BasisNegated
from openrsd.vault.errors import VaultError


def rows_of(person: UUID) -> QuerySet[BasisNegated]:
    """Everything that was ever negated for a person, the newest first."""
    return rows_of_all([person])


def rows_of_all(persons: Collection[UUID]) -> QuerySet[BasisNegated]:
    """The same of several persons."""
    return BasisNegated.objects.filter(person__in=persons).order_by("-negated_at", "-id")


def not_withdrawn() -> QuerySet[BasisNegated]:
    """What was not withdrawn. What has lapsed is among it: a clock may be wrong."""
    return BasisNegated.objects.filter(withdrawn_at=None)


def negated_of(row: BasisNegated) -> Negated | None:
    """What a row says; None where it is erased, altered, or says nothing that the law knows."""
    try:
        basis, destination = row.basis.open(), row.destination.open()
    except (VaultError, ValueError):
        return None
    if basis not in BASES or row.lapses_at <= row.negated_at:
        return None
    return Negated(
        basis, destination, row.negated_at, row.lapses_at, withdrawn=row.withdrawn_at is not None
    )


def all_negated(rows: Iterable[BasisNegated]) -> list[Negated]:
    """What can be read of these rows."""
    return [known for row in rows if (known := negated_of(row)) is not None]


def latest_moment() -> datetime | None:
    """The latest moment that the installation has recorded, whatever the clock says now."""
    found: datetime | None = EntryRow.objects.aggregate(latest=Max("at"))["latest"]
    return found
