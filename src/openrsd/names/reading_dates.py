"""Dates of birth as people say them: `4/1987`, `주체 76(1987)`, `spring 1987`, `about 30`.

Nothing is guessed in silence. What can be read in two ways is given in two readings, to be asked
about; what cannot be read is kept as it was said.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from openrsd.names.calendars import Calendar, bounds
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.names.said_dates import Precision, SaidDate, certain_parts

_LONGEST = 100
_MONTHS = "january february march april may june july august september october november december"
_ENGLISH_MONTHS = {
    name: number
    for number, month in enumerate(_MONTHS.split(), start=1)
    for name in (month, month[:3])
} | {"sept": 9}
_NAMED_CALENDARS = (
    (r"주체|juche|chuch'?e", Calendar.JUCHE),
    (r"shamsi|solar hijri|jalali|هجری شمسی|شمسی", Calendar.SOLAR_HIJRI),
    (r"lunar hijri|qamari|هجری قمری|هجري|hijri|\ba\.?h\b\.?", Calendar.LUNAR_HIJRI),
    (r"음력|陰曆|阴历|农历|農曆|lunar", Calendar.LUNAR),
    (r"พ\.?ศ\.?", Calendar.THAI),
    (r"buddhist|\bb\.?e\b\.?", Calendar.BUDDHIST),
    (r"ethiopian|ዓ\.?ም\.?|\be\.?c\b\.?", Calendar.ETHIOPIAN),
)
_ABOUT = r"(?:about|around|approximately|approx\.?|circa|ca?\.|약|대략|~)"
_SEASONS = (
    r"spring|summer|autumn|fall|봄|여름|가을|early|late|mid|middle of|beginning of|end of|초|말"
)
_WINTER = r"winter|겨울"
_HIJRI_YEARS = range(1250, 1500)

_YEAR_FIRST = re.compile(
    r"(\d{1,4}|XXXX)(?:\s*[-./년]\s*(\d{1,2}|XX)(?:\s*[-./월]\s*(\d{1,2}|XX))?)?\s*[년월일.]?"
)
_YEAR_LAST = re.compile(r"(?:(\d{1,2})\s*[-./ ]\s*)?(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?\s*,?\s*(\d{4})?")
_NAMED_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*,)?(?:\s+(\d{4}))?")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*월\s*(?:(\d{1,2})\s*일)?")
_JUCHE = re.compile(r"(\d{1,3})\s*\(\s*(\d{4})\s*\)\s*년?\s*(.*)")
_AGE = re.compile(
    rf"(?P<about>{_ABOUT})?\s*(?P<kind>만|세는\s*나이|counted age|korean age|full age|aged?)?\s*"
    r"(?P<age>\d{1,3})\s*(?P<unit>세|살|years? old|years?|y/?o)?\s*(?:in\s+(?P<year>\d{4}))?"
)
_ABOUT_YEAR = re.compile(rf"{_ABOUT}\s*(\d{{4}})")
_TWO_YEARS = re.compile(r"(?:between\s+)?(\d{4})\s*(?:-|–|/|or|and|to|~)\s*(\d{4})")
_IN_SEASON = re.compile(
    rf"(?:({_SEASONS}|{_WINTER})\s+(\d{{4}})|(\d{{4}})\s*년?\s*({_SEASONS}|{_WINTER}))"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, in plain figures and small letters beside it, and when."""

    text: str
    plain: str
    on: date


def read_date(text: str, *, said_on: date) -> tuple[SaidDate, ...]:
    """The readings of a date of birth: one, or several to ask about; never none.

    `said_on` is the day on which an age or a year of two figures was said.
    """
    kept = " ".join(text[:_LONGEST].split())
    said = _Said(kept, _plain(kept), said_on)
    readers: tuple[Callable[[_Said], list[SaidDate]], ...] = (
        _in_named_calendar,
        _two_years,
        _year_first,
        _year_last,
        _month_named,
        _month_and_day,
        _about_year,
        _season,
        _age,
    )
    for reader in readers:
        if found := reader(said):
            return tuple(dict.fromkeys(found))
    return (SaidDate(kept),)


def _plain(said: str) -> str:
    """Small letters and figures 0 to 9, whatever script they were written in."""
    figures = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFKC", said)
    )
    return figures.casefold().replace("xx", "XX").strip()


def _reading(
    said: str,
    calendar: Calendar,
    year: int,
    month: int | None = None,
    day: int | None = None,
) -> SaidDate:
    """One reading; of a day that its calendar has not, only the year is kept."""
    converted = calendar not in (Calendar.GREGORIAN, Calendar.JUCHE, Calendar.THAI)
    precision = Precision.CONVERTED if converted else Precision.AS_GIVEN
    for parts, how in (((year, month, day), precision), ((year,), Precision.NO_SUCH_DAY)):
        try:
            first, last = bounds(calendar, *parts)
        except NoSuchDate:
            continue
        return SaidDate(said, certain_parts(first, last), first, last, calendar, how)
    return SaidDate(said, calendar=calendar)


def _between(said: str, first: date, last: date, precision: Precision) -> SaidDate:
    return SaidDate(said, certain_parts(first, last), first, last, precision=precision)


def _in_named_calendar(said: _Said) -> list[SaidDate]:
    for pattern, calendar in _NAMED_CALENDARS:
        named = re.search(pattern, said.plain)
        if named is None:
            continue
        rest = (said.plain[: named.start()] + said.plain[named.end() :]).strip(" .,()")
        if calendar is Calendar.JUCHE:
            return _juche(said.text, rest + ")" if rest.count("(") > rest.count(")") else rest)
        return _parts_of(said.text, rest, calendar) or [SaidDate(said.text, calendar=calendar)]
    return []


def _juche(said: str, rest: str) -> list[SaidDate]:
    """With the common year in brackets; where the two disagree, both are asked about."""
    both = _JUCHE.fullmatch(rest)
    if both is None:
        return _parts_of(said, rest, Calendar.JUCHE) or [SaidDate(said, calendar=Calendar.JUCHE)]
    counted, common, after = both.groups()
    juche = _parts_of(said, f"{counted}.{after}" if after else counted, Calendar.JUCHE)
    gregorian = _parts_of(said, f"{common}.{after}" if after else common, Calendar.GREGORIAN)
    if int(counted) + 1911 == int(common):
        return juche
    return [*juche, *gregorian]


def _parts_of(said: str, plain: str, calendar: Calendar) -> list[SaidDate]:
    """Year first, or last with day and month in one order or the other."""
    found = _YEAR_FIRST.fullmatch(plain)
    if found is not None:
        year, month, day = (_number(part) for part in found.groups())
        return [] if year is None else [_reading(said, calendar, year, month, day)]
    found = _YEAR_LAST.fullmatch(plain)
    if found is None:
        return []
    one, two, year = (_number(part) for part in found.groups())
    return [] if year is None else _orders(said, calendar, year, one, two)


def _number(part: str | None) -> int | None:
    return None if part is None or "X" in part else int(part)


def _orders(
    said: str, calendar: Calendar, year: int, one: int | None, two: int | None
) -> list[SaidDate]:
    """Day before month, and month before day, where both can be."""
    if one is None:
        return [_reading(said, calendar, year, two)]
    both = ((two, one), (one, two))
    orders = [order for order in both if order[0] is not None and order[0] <= 12] or [both[0]]
    return [_reading(said, calendar, year, month, day) for month, day in orders]


def _year_first(said: _Said) -> list[SaidDate]:
    found = _YEAR_FIRST.fullmatch(said.plain)
    if found is None or len(found[1]) != 4:
        return []
    year, month, day = (_number(part) for part in found.groups())
    if year is None:
        return _without_year(said.text, month, day)
    if year in _HIJRI_YEARS:
        calendars = (Calendar.SOLAR_HIJRI, Calendar.LUNAR_HIJRI)
    elif 2400 < year < 2700:
        calendars = (Calendar.THAI, Calendar.BUDDHIST)
    else:
        return [_reading(said.text, Calendar.GREGORIAN, year, month, day)]
    return [_reading(said.text, calendar, year, month, day) for calendar in calendars]


def _year_last(said: _Said) -> list[SaidDate]:
    found = _YEAR_LAST.fullmatch(said.plain)
    if found is None:
        return []
    one, two, year = found.groups()
    if len(year) == 4:
        return _parts_of(said.text, said.plain, Calendar.GREGORIAN)
    if one is None:
        return []
    centuries = [base + int(year) for base in (1900, 2000) if base + int(year) <= said.on.year]
    return [
        reading
        for full in centuries
        for reading in _orders(said.text, Calendar.GREGORIAN, full, int(one), int(two))
    ]


def _month_named(said: _Said) -> list[SaidDate]:
    for pattern, order in ((_NAMED_MONTH, (1, 2, 3)), (_NAMED_MONTH_FIRST, (2, 1, 3))):
        found = pattern.fullmatch(said.plain)
        if found is None:
            continue
        day, name, year = (found[place] for place in order)
        month = _ENGLISH_MONTHS.get(name)
        if month is None:
            continue
        if year is None:
            return _without_year(said.text, month, _number(day))
        return [_reading(said.text, Calendar.GREGORIAN, int(year), month, _number(day))]
    return []


def _month_and_day(said: _Said) -> list[SaidDate]:
    found = _MONTH_AND_DAY.fullmatch(said.plain)
    return [] if found is None else _without_year(said.text, int(found[1]), _number(found[2]))


def _without_year(said: str, month: int | None, day: int | None) -> list[SaidDate]:
    try:
        return [SaidDate(said, PartialDate(None, month, day), precision=Precision.AS_GIVEN)]
    except NoSuchDate:
        return []


def _about_year(said: _Said) -> list[SaidDate]:
    found = _ABOUT_YEAR.fullmatch(said.plain)
    return [] if found is None else _years(said.text, int(found[1]) - 1, int(found[1]) + 1)


def _two_years(said: _Said) -> list[SaidDate]:
    found = _TWO_YEARS.fullmatch(said.plain)
    return [] if found is None else _years(said.text, *sorted((int(found[1]), int(found[2]))))


def _years(said: str, first: int, last: int) -> list[SaidDate]:
    if not 1 <= first <= last <= 9999:
        return []
    return [_between(said, date(first, 1, 1), date(last, 12, 31), Precision.ABOUT)]


def _season(said: _Said) -> list[SaidDate]:
    """Within the year, for seasons differ between the halves of the earth; a winter may go on."""
    found = _IN_SEASON.fullmatch(said.plain)
    if found is None:
        return []
    year, season = int(found[2] or found[3]), found[1] or found[4]
    if not 1 <= year < 9999:
        return []
    winter = re.fullmatch(_WINTER, season)
    last = date(year + 1, 3, 31) if winter else date(year, 12, 31)
    return [_between(said.text, date(year, 1, 1), last, Precision.SEASON)]


def _age(said: _Said) -> list[SaidDate]:
    """An age may be in full years or, as in Korea, counted from one at birth: both are kept."""
    found = _AGE.fullmatch(said.plain)
    if found is None or not (found["about"] or found["kind"] or found["unit"] or found["year"]):
        return []
    age, kind = int(found["age"]), found["kind"] or ""
    year = int(found["year"]) if found["year"] else said.on.year
    if age > 130 or not age + 1 < year <= 9999:
        return []
    counted = date(year - age + 1, 1, 1), date(year - age + 1, 12, 31)
    full = date(year - age - 1, 1, 1), date(year - age, 12, 31)
    if not found["year"]:
        full = _years_before(said.on, age + 1) + timedelta(days=1), _years_before(said.on, age)
    if kind in ("만", "full age"):
        counted = full
    elif kind.startswith(("세는", "counted", "korean")):
        full = counted
    return [_between(said.text, min(full[0], counted[0]), max(full[1], counted[1]), Precision.AGE)]


def _years_before(day: date, years: int) -> date:
    """Who was born on 29 February has the same age as who was born on 1 March."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
