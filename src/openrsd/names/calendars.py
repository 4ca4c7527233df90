"""From the calendars in which people count to the days that may be meant.

Where a calendar follows the sky or an authority (lunar years, Persian new year), the day is given
between bounds that hold whatever was seen or decreed, and no nearer.
"""

from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor

from openrsd.names.partial_dates import NoSuchDate
from openrsd.texts import gettext as _
from openrsd.texts import shown

_LUNAR_MONTH = 29.530589
# The first day of the common era, by its Julian number.
_FIRST_DAY, _ITS_NUMBER = date(1, 1, 1), 1721426


class Calendar(StrEnum):
    """A way to count years, months and days."""

    GREGORIAN = "gregorian"
    JUCHE = "juche"
    LUNAR = "lunar"
    BUDDHIST = "buddhist"
    THAI = "thai"
    ETHIOPIAN = "ethiopian"
    SOLAR_HIJRI = "solar-hijri"
    LUNAR_HIJRI = "lunar-hijri"


CALENDARS = shown(
    {
        Calendar.GREGORIAN: "Common (Gregorian)",
        Calendar.JUCHE: "Juche years",
        Calendar.LUNAR: "Lunar (East Asia)",
        Calendar.BUDDHIST: "Buddhist years",
        Calendar.THAI: "Thai years",
        Calendar.ETHIOPIAN: "Ethiopian",
        Calendar.SOLAR_HIJRI: "Solar Hijri (Iran, Afghanistan)",
        Calendar.LUNAR_HIJRI: "Lunar Hijri (Islamic)",
    }
)
_YEARS_AHEAD = {Calendar.JUCHE: 1911, Calendar.THAI: -543}
_MONTHS = {Calendar.ETHIOPIAN: 13}
_LONGEST_MONTH = {Calendar.LUNAR: 30, Calendar.ETHIOPIAN: 30, Calendar.LUNAR_HIJRI: 30}


def bounds(
    calendar: Calendar, year: int, month: int | None = None, day: int | None = None
) -> tuple[date, date]:
    """The first and the last day that may be meant. NoSuchDate where the calendar has none."""
    if month is not None and not 1 <= month <= _MONTHS.get(calendar, 12):
        raise NoSuchDate(_("This calendar has no month {month}.").format(month=month))
    if day is not None and not 1 <= day <= _LONGEST_MONTH.get(calendar, 31):
        raise NoSuchDate(_("This month has no day {day}.").format(day=day))
    try:
        return _first(calendar, year, month, day), _last(calendar, year, month, day)
    except (ValueError, OverflowError):
        raise NoSuchDate(_("There is no such day in this calendar.")) from None


def _first(calendar: Calendar, year: int, month: int | None, day: int | None) -> date:
    return _day(calendar, year, month or 1, day or 1)[0]


def _last(calendar: Calendar, year: int, month: int | None, day: int | None) -> date:
    """Of an unknown part: the day before the next one begins."""
    if day is not None:
        return _day(calendar, year, month or 1, day)[1]
    if month is None or month == _MONTHS.get(calendar, 12):
        following = _day(calendar, year + 1, 1, 1)
    else:
        following = _day(calendar, year, month + 1, 1)
    return following[1] - timedelta(days=1)


def _day(calendar: Calendar, year: int, month: int, day: int) -> tuple[date, date]:
    match calendar:
        case Calendar.GREGORIAN | Calendar.JUCHE | Calendar.THAI:
            exact = date(year + _YEARS_AHEAD.get(calendar, 0), month, day)
            return exact, exact
        case Calendar.BUDDHIST:
            # The year changes in January, April or May, by country.
            return date(year - 544, month, day), date(year - 543, month, day)
        case Calendar.ETHIOPIAN:
            exact = _ethiopian(year, month, day)
            return exact, exact
        case Calendar.SOLAR_HIJRI:
            after = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
            return _plus(date(year + 621, 3, 20), after), _plus(date(year + 621, 3, 22), after)
        case Calendar.LUNAR_HIJRI:
            number = day + ceil(29.5 * (month - 1)) + (year - 1) * 354 + (3 + 11 * year) // 30
            about = _from_julian(number + 1948439)
            return _plus(about, -2), _plus(about, 2)
        case Calendar.LUNAR:
            # The year begins from 21 January to 21 February; one month of it may come twice.
            early = floor(_LUNAR_MONTH * (month - 1)) - 1 + day - 1
            late = ceil(_LUNAR_MONTH * month) + day - 1 if month > 1 else day - 1
            return _plus(date(year, 1, 21), early), _plus(date(year, 2, 21), late)


def _ethiopian(year: int, month: int, day: int) -> date:
    if month == 13 and day > (6 if year % 4 == 3 else 5):
        raise ValueError(day)
    return _from_julian(1724221 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def _from_julian(number: int) -> date:
    return _plus(_FIRST_DAY, number - _ITS_NUMBER)


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days)
