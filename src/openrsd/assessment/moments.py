"""At which moment, and under the law of which day, an assessment is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from openrsd.determination.casefile.build import FIRST_DAY


@dataclass(frozen=True, slots=True)
class Moment:
    """What was asked, and what could not be read of it."""

    on: date | None
    until: datetime | None
    law: str
    stood: str
    unreadable: bool


def asked_moment(given: Mapping[str, str]) -> Moment:
    """`law` and `stood` of an address: days, either of them may be empty."""
    law, stood = given.get("law", "").strip(), given.get("stood", "").strip()
    on, day = _day(law), _day(stood)
    until = None
    if day is not None:
        until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    unreadable = bool(law and on is None) or bool(stood and day is None)
    return Moment(on, until, law, stood, unreadable)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= timezone.localdate() else None
