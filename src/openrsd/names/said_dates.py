"""A date as a person said it, beside what it says about the calendar's days, and no more.

What decides about a child is decided in her favour: who may be under an age is treated as under it.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openrsd.errors import OpenRSDError
from openrsd.names.calendars import Calendar
from openrsd.names.partial_dates import PartialDate
from openrsd.texts import gettext as _
from openrsd.texts import shown


class Precision(StrEnum):
    """How a date was said."""

    AS_GIVEN = "as-given"
    ABOUT = "about"
    SEASON = "season"
    AGE = "age"
    CONVERTED = "converted"
    NO_SUCH_DAY = "no-such-day"
    NOT_READ = "not-read"


PRECISIONS = shown(
    {
        Precision.AS_GIVEN: "As given",
        Precision.ABOUT: "About, a year more or less",
        Precision.SEASON: "A part of a year",
        Precision.AGE: "From an age; it may be counted or in full years",
        Precision.CONVERTED: "Converted from another calendar, as far as that is certain",
        Precision.NO_SUCH_DAY: "The calendar has no such day; only the year is used",
        Precision.NOT_READ: "Kept as said; no day follows from it",
    }
)


class NotASaidDate(OpenRSDError):
    """A stored document that is no date as said."""

    code = "not-a-said-date"


@dataclass(frozen=True, slots=True)
class SaidDate:
    """The words, and the first and last day that may be meant; None where none follows.

    `date` holds the parts that are certain: unknown where the bounds do not agree.
    """

    as_said: str
    date: PartialDate | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    calendar: Calendar = Calendar.GREGORIAN
    precision: Precision = Precision.NOT_READ

    def youngest_and_oldest(self, on: datetime.date) -> tuple[int | None, int | None]:
        """The ages in full years between which a person born then is on that day."""
        youngest = None if self.latest is None else max(full_years(self.latest, on), 0)
        oldest = None if self.earliest is None else max(full_years(self.earliest, on), 0)
        return youngest, oldest

    def may_be_under(self, years: int, on: datetime.date) -> bool:
        """Whether a person born then may be younger than this. Yes where the date is unknown."""
        youngest, _oldest = self.youngest_and_oldest(on)
        return youngest is None or youngest < years

    def as_document(self) -> dict[str, Any]:
        """For storing: `as_said`, `date`, `earliest`, `latest`, `calendar`, `precision`."""
        return {
            "as_said": self.as_said,
            "date": None if self.date is None else str(self.date),
            "earliest": None if self.earliest is None else self.earliest.isoformat(),
            "latest": None if self.latest is None else self.latest.isoformat(),
            "calendar": self.calendar.value,
            "precision": self.precision.value,
        }

    @classmethod
    def from_document(cls, stored: dict[str, Any]) -> "SaidDate":
        """What `as_document` gave. NotASaidDate for anything else."""
        try:
            return cls(
                as_said=str(stored["as_said"]),
                date=stored["date"] and PartialDate.parse(stored["date"]),
                earliest=stored["earliest"] and datetime.date.fromisoformat(stored["earliest"]),
                latest=stored["latest"] and datetime.date.fromisoformat(stored["latest"]),
                calendar=Calendar(stored["calendar"]),
                precision=Precision(stored["precision"]),
            )
        except (KeyError, TypeError, ValueError, OpenRSDError):
            raise NotASaidDate(_("A stored date cannot be read. Enter it again.")) from None


def full_years(born: datetime.date, on: datetime.date) -> int:
    """The age in full years; who was born on 29 February has her birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def certain_parts(earliest: datetime.date, latest: datetime.date) -> PartialDate | None:
    """The parts in which both agree; None where not even the year is certain."""
    if earliest.year != latest.year:
        return None
    if earliest.month != latest.month:
        return PartialDate(earliest.year)
    day = earliest.day if earliest.day == latest.day else None
    return PartialDate(earliest.year, earliest.month, day)
