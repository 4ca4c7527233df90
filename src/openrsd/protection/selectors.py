"""Reading the bar to removal."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from openrsd.protection.domain import BASES, NoBarRecorded, Prohibited
from openrsd.protection.models import BasisNegated


def bar(person: UUID, destination: str, at: datetime) -> Prohibited | NoBarRecorded:
    """Whether removal of this person to this destination (ISO 3166 alpha-3) is prohibited.

    Without a row that stands at this moment, a basis prohibits.
    """
    negated = {row.basis.open() for row in _standing(person, at) if _is_of(row, destination)}
    left = tuple(basis for basis in BASES if basis not in negated)
    return Prohibited(left) if left else NoBarRecorded(at.date())


def _standing(person: UUID, at: datetime) -> QuerySet[BasisNegated]:
    return BasisNegated.objects.filter(
        person=person, negated_at__lte=at, lapses_at__gt=at, withdrawn_at=None
    )


def _is_of(row: BasisNegated, destination: str) -> bool:
    return bool(row.destination.open() == destination)
