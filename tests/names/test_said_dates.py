"""A date of birth is kept as it was said; what follows from it is certain or is asked about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.calendars import Calendar, bounds
from openrsd.names.partial_dates import NoSuchDate
from openrsd.names.reading_dates import read_date
from openrsd.names.said_dates import NotASaidDate, Precision, SaidDate, full_years

TODAY = date(2026, 11, 23)


def one(text: str) -> SaidDate:
    (reading,) = read_date(text, said_on=TODAY)
    assert reading.as_said == text
    return reading


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("1987", "1987-XX-XX"),
        ("1987-04", "1987-04-XX"),
        ("1987-04-15", "1987-04-15"),
        ("1987.4.15", "1987-04-15"),
        ("1987년 4월 15일", "1987-04-15"),
        ("4월 15일", "XXXX-04-15"),
        ("4/1987", "1987-04-XX"),
        ("15/4/1987", "1987-04-15"),
        ("4/15/1987", "1987-04-15"),
        ("4/4/1987", "1987-04-04"),
        ("15 April 1987", "1987-04-15"),
        ("April 15, 1987", "1987-04-15"),
        ("Dec 1987", "1987-12-XX"),
        ("1 May", "XXXX-05-01"),
        ("XXXX-04-15", "XXXX-04-15"),
        ("주체 76(1987)", "1987-XX-XX"),
        ("주체76(1987)년 4월 15일", "1987-04-15"),
        ("Juche 76", "1987-XX-XX"),
        ("١٩٨٧", "1987-XX-XX"),
        ("พ.ศ. ๒๕๓๐", "1987-XX-XX"),
        ("Ethiopian 1979-08-07", "1987-04-15"),
        ("spring 1987", "1987-XX-XX"),
        ("1987년 봄", "1987-XX-XX"),
        ("Korean age 30", "1997-XX-XX"),
        ("lunar 1987-04-15", "1987-XX-XX"),
    ],
)
def test_what_is_certain_is_read(said: str, known: str) -> None:
    assert str(one(said).date) == known


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("about 30 in 2026", "1995-01-01", "1997-12-31"),
        ("30살", "1995-11-24", "1997-12-31"),
        ("만 30세", "1995-11-24", "1996-11-23"),
        ("about 1987", "1986-01-01", "1988-12-31"),
        ("1985 or 1987", "1985-01-01", "1987-12-31"),
        ("winter 1987", "1987-01-01", "1988-03-31"),
        ("1366 shamsi", "1987-03-20", "1988-03-21"),
        ("Ethiopian 1979", "1986-09-11", "1987-09-11"),
        ("lunar 1987-12-01", "1987-12-10", "1988-02-11"),
    ],
)
def test_what_is_not_certain_stays_between_bounds(said: str, first: str, last: str) -> None:
    reading = one(said)
    assert (str(reading.earliest), str(reading.latest)) == (first, last)


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("3/4/1987", ["1987-04-03", "1987-03-04"]),
        ("3/4/87", ["1987-04-03", "1987-03-04"]),
        ("13/4/07", ["1907-04-13", "2007-04-13"]),
        ("주체 76(1988)", ["1987-XX-XX", "1988-XX-XX"]),
    ],
)
def test_what_has_two_readings_is_asked_about(said: str, readings: list[str]) -> None:
    assert [str(reading.date) for reading in read_date(said, said_on=TODAY)] == readings


def test_a_year_of_another_calendar_is_asked_about() -> None:
    asked = [reading.calendar for reading in read_date("1366/1/26", said_on=TODAY)]
    assert asked == [Calendar.SOLAR_HIJRI, Calendar.LUNAR_HIJRI]
    asked = [reading.calendar for reading in read_date("2530", said_on=TODAY)]
    assert asked == [Calendar.THAI, Calendar.BUDDHIST]


@pytest.mark.parametrize("said", ["", "30", "year of the tiger", "unknown", "0000", "76"])
def test_what_cannot_be_read_is_kept_as_said_and_may_be_a_child(said: str) -> None:
    reading = one(said)
    assert (reading.date, reading.precision) == (None, Precision.NOT_READ)
    assert reading.may_be_under(18, TODAY)


@pytest.mark.parametrize("said", ["1987-02-30", "31/02/1987", "99/99/1987"])
def test_of_a_day_that_there_is_not_the_year_is_kept(said: str) -> None:
    for reading in read_date(said, said_on=TODAY):
        assert (str(reading.date), reading.precision) == ("1987-XX-XX", Precision.NO_SUCH_DAY)


@pytest.mark.parametrize(
    ("said", "may_be_a_child"),
    [
        ("2008", True),
        ("2007", False),
        ("2008-11-23", False),
        ("2008-11-24", True),
        ("18살", True),
        ("만 18세", False),
        ("about 18 in 2026", True),
        ("about 2008", True),
        ("1 May", True),
        ("lunar 2008-09-20", True),
        ("lunar 2008-03-01", False),
    ],
)
def test_who_may_be_a_child_is_one(said: str, may_be_a_child: bool) -> None:
    assert one(said).may_be_under(18, TODAY) is may_be_a_child


@pytest.mark.parametrize(
    ("calendar", "parts", "day"),
    [
        # New year's days and birthdays as almanacs give them.
        (Calendar.LUNAR, (1987, 1, 1), date(1987, 1, 29)),
        (Calendar.LUNAR, (1985, 1, 1), date(1985, 2, 20)),
        (Calendar.LUNAR, (2023, 1, 1), date(2023, 1, 22)),
        (Calendar.LUNAR, (2024, 8, 15), date(2024, 9, 17)),
        (Calendar.LUNAR, (2023, 8, 15), date(2023, 9, 29)),
        (Calendar.LUNAR, (2025, 8, 15), date(2025, 10, 6)),
        (Calendar.LUNAR, (2017, 8, 15), date(2017, 10, 4)),
        (Calendar.SOLAR_HIJRI, (1357, 11, 22), date(1979, 2, 11)),
        (Calendar.SOLAR_HIJRI, (1400, 1, 1), date(2021, 3, 21)),
        (Calendar.SOLAR_HIJRI, (1403, 1, 1), date(2024, 3, 20)),
        (Calendar.LUNAR_HIJRI, (1400, 1, 1), date(1979, 11, 20)),
        (Calendar.LUNAR_HIJRI, (1445, 9, 1), date(2024, 3, 11)),
        (Calendar.ETHIOPIAN, (2000, 1, 1), date(2007, 9, 12)),
        (Calendar.ETHIOPIAN, (1966, 5, 1), date(1974, 1, 9)),
        (Calendar.ETHIOPIAN, (2011, 13, 6), date(2019, 9, 11)),
        (Calendar.JUCHE, (1, 4, 15), date(1912, 4, 15)),
    ],
)
def test_the_day_of_another_calendar_lies_between_its_bounds(
    calendar: Calendar, parts: tuple[int, int, int], day: date
) -> None:
    first, last = bounds(calendar, *parts)
    assert first <= day <= last


def test_a_month_that_a_calendar_has_not_is_refused() -> None:
    for calendar, parts in (
        (Calendar.GREGORIAN, (1987, 13)),
        (Calendar.ETHIOPIAN, (1978, 13, 6)),
        (Calendar.LUNAR, (1987, 1, 31)),
        (Calendar.GREGORIAN, (12000, 1)),
    ):
        with pytest.raises(NoSuchDate):
            bounds(calendar, *parts)


@given(
    st.sampled_from(list(Calendar)),
    st.integers(600, 2700),
    st.none() | st.integers(1, 12),
    st.integers(1, 28),
)
def test_a_part_more_never_widens_the_bounds(
    calendar: Calendar, year: int, month: int | None, day: int
) -> None:
    known = (year,) if month is None else (year, month)
    finer = (year, 1) if month is None else (year, month, day)
    first, last = bounds(calendar, *known)
    inner = bounds(calendar, *finer)
    assert first <= inner[0] <= inner[1]
    assert inner[0] <= last


@given(st.text(max_size=120), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_text_is_kept_and_stored_and_never_fails(text: str, said_on: date) -> None:
    readings = read_date(text, said_on=said_on)
    assert readings
    for reading in readings:
        assert SaidDate.from_document(reading.as_document()) == reading
        if reading.earliest and reading.latest:
            assert reading.earliest <= reading.latest
        youngest, oldest = reading.youngest_and_oldest(said_on)
        assert youngest is None or oldest is None or youngest <= oldest


@given(
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%d.%m.%Y", "%m/%Y", "%Y년 %m월 %d일"]),
    st.integers(0, 40000),
)
def test_a_child_is_never_taken_for_an_adult(born: date, written: str, later: int) -> None:
    on = min(born + timedelta(days=later), date(2099, 1, 1))
    for reading in read_date(born.strftime(written), said_on=on):
        assert reading.earliest is not None
        assert reading.latest is not None
        if reading.earliest <= born <= reading.latest and full_years(born, on) < 18:
            assert reading.may_be_under(18, on)


@pytest.mark.parametrize("stored", [{}, {"as_said": "1987"}, {"date": "1987"}])
def test_a_stored_date_that_is_broken_is_refused(stored: dict[str, str]) -> None:
    with pytest.raises(NotASaidDate):
        SaidDate.from_document(stored)
