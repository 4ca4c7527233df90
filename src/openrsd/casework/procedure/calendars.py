"""On which days an office works: weekends and public holidays of its country, and its own days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import holidays
from pydantic import Field

from openrsd.errors import OpenRSDError
from openrsd.law.documents import Document, read_document
from openrsd.law.reading import Day, read_shape
from openrsd.law.shapes import CountryCode, Shape
from openrsd.texts import gettext as _

FILE = "calendars.yaml"
# A calendar on which no day in this many is a working day is a mistake.
LONGEST_REST = 60


class UnknownCalendar(OpenRSDError):
    """Nobody has said on which days people work in this country."""

    code = "unknown-calendar"


class NoWorkingDay(OpenRSDError):
    """The calendar of an office has no working day for months."""

    code = "no-working-day"


class Weekday(StrEnum):
    """The days of the week, in the order in which Python counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class CountryCalendarFile(Shape):
    """What the library lacks of a country. With `own-holidays` the office names all of them."""

    country: CountryCode
    weekend: list[Weekday] | None = None
    own_holidays: bool = Field(default=False, alias="own-holidays")


class CalendarsFile(Shape):
    """The shipped corrections."""

    edition: str
    calendars: list[CountryCalendarFile]


class ClosedDay(Shape):
    """A day on which the office is closed."""

    day: Day
    title: str


class OfficeCalendarFile(Shape):
    """The file of an office: its country, and days on which it is closed or open by itself."""

    country: CountryCode
    weekend: list[Weekday] | None = None
    closed: list[ClosedDay] = Field(default_factory=list)
    open: list[Day] = Field(default_factory=list)


@dataclass(frozen=True)
class Calendar:
    """Which days are working days. Holidays of a year are looked up when they are asked for."""

    country: str
    weekend: frozenset[int]
    from_library: bool
    closed: Mapping[date, str]
    open: frozenset[date]

    def why_closed(self, day: date) -> str | None:
        """Why no office works on this day, or nothing where it does."""
        if day in self.open:
            return None
        if day in self.closed:
            return self.closed[day]
        if day.weekday() in self.weekend:
            return _("weekend")
        return self._holiday(day)

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        return self.why_closed(day) is None

    def next_working(self, day: date) -> date:
        """This day, or the first working day after it. Raises NoWorkingDay."""
        for ahead in range(LONGEST_REST):
            if self.is_working(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise NoWorkingDay(
            _("The calendar of this office has no working day for {days} days. Correct it.").format(
                days=LONGEST_REST
            )
        )

    def _holiday(self, day: date) -> str | None:
        return _holidays(self.country, day.year).get(day) if self.from_library else None


def read_office_calendar(raw: bytes, name: str) -> OfficeCalendarFile:
    """The file of an office. Raises InvalidDocument with line and column."""
    return read_shape(read_document(raw, name), OfficeCalendarFile)


def calendar_of(office: OfficeCalendarFile) -> Calendar:
    """The working days of an office. Raises UnknownCalendar where nobody has said them."""
    ours = _corrections().get(office.country)
    known = office.country in _supported() and not (ours and ours.own_holidays)
    weekend = office.weekend or (ours.weekend if ours else None)
    if weekend is None and not known:
        raise UnknownCalendar(
            _(
                "The working days of {country} are not known. "
                "Name the days of the weekend and the holidays in the calendar of the office."
            ).format(country=office.country)
        )
    return Calendar(
        country=office.country,
        weekend=_numbers(weekend) if weekend else _weekend(office.country),
        from_library=known,
        closed=MappingProxyType({one.day: one.title for one in office.closed}),
        open=frozenset(office.open),
    )


def calendar_of_country(country: str) -> Calendar:
    """The working days of a country, by its ISO 3166-1 alpha-3 code. Raises UnknownCalendar."""
    document = Document("country", {"country": country}, {(): (1, 1)})
    return calendar_of(read_shape(document, OfficeCalendarFile))


def _numbers(weekend: list[Weekday]) -> frozenset[int]:
    return frozenset(list(Weekday).index(day) for day in weekend)


@cache
def _supported() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries())


@cache
def _corrections() -> Mapping[str, CountryCalendarFile]:
    raw = (files("openrsd.casework.procedure") / "corpus" / FILE).read_bytes()
    read = read_shape(read_document(raw, FILE), CalendarsFile)
    return MappingProxyType({one.country: one for one in read.calendars})


@cache
def _weekend(country: str) -> frozenset[int]:
    return frozenset(holidays.country_holidays(country).weekend)


@cache
def _holidays(country: str, year: int) -> Mapping[date, str]:
    return MappingProxyType(dict(holidays.country_holidays(country, years=year)))
