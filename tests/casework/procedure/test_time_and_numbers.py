"""Deadlines that never come early, calendars of offices, numbers that reveal nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrsd.casework.procedure.calendars import (
    UnknownCalendar,
    calendar_of,
    calendar_of_country,
    read_office_calendar,
)
from openrsd.casework.procedure.deadlines import (
    TooShort,
    days_of,
    deadlines,
    due,
    last_day_to_appeal,
)
from openrsd.casework.procedure.facts import CaseFacts, Circumstances
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.shapes import Counting
from openrsd.registration.numbers import (
    ALPHABET,
    NotANumber,
    Numbered,
    WrongNumber,
    new_number,
    read_number,
)
from tests.casework.procedure.telling import StoryStep, Telling

THAILAND = calendar_of_country("THA")


def told(*steps: str) -> CaseFacts:
    telling = Telling(CaseFacts(Circumstances(is_child=False, is_detained=False)))
    telling.tell(StoryStep(usually=list(steps)))
    return telling.facts


def test_a_day_on_which_nobody_works_is_never_the_last_one() -> None:
    found = due(date(2026, 3, 14), 30, Counting.CALENDAR, THAILAND)
    assert found.day == date(2026, 4, 16), "13 to 15 April are Songkran"
    assert "Songkran" in found.explained()


def test_working_days_leave_out_the_weekend_of_the_country() -> None:
    thursday = date(2026, 1, 8)
    assert due(thursday, 1, Counting.WORKING, THAILAND).day == date(2026, 1, 9)
    assert due(thursday, 1, Counting.WORKING, calendar_of_country("EGY")).day == date(2026, 1, 11)


def test_an_office_closes_and_opens_days_of_its_own() -> None:
    raw = b"country: THA\nclosed: [{day: 2026-04-16, title: flood}]\nopen: [2026-04-13]\n"
    own = calendar_of(read_office_calendar(raw, "office.yaml"))
    assert own.is_working(date(2026, 4, 13)) and own.why_closed(date(2026, 4, 16)) == "flood"


def test_a_country_whose_days_nobody_named_is_an_error_and_no_guess() -> None:
    with pytest.raises(UnknownCalendar, match="XKX"):
        calendar_of_country("XKX")
    own = read_office_calendar(b"country: XKX\nweekend: [saturday, sunday]\n", "office.yaml")
    assert calendar_of(own).is_working(date(2026, 1, 5))


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 90),
    st.sampled_from(Counting),
    st.sampled_from(["THA", "EGY", "KEN", "IRN", "MAR"]),
)
def test_a_deadline_is_never_earlier_than_declared(
    since: date, days: int, counts: Counting, country: str
) -> None:
    calendar = calendar_of_country(country)
    found = due(since, days, counts, calendar)
    assert found.day >= since + timedelta(days=days)
    assert calendar.is_working(found.day)


def test_nobody_can_make_the_time_to_appeal_shorter_than_30_days() -> None:
    appeal = shipped_procedure().transition("T15a")
    assert appeal.limit
    with pytest.raises(TooShort, match="30 days at least"):
        days_of(appeal, appeal.limit, {"T15a": 10})
    assert days_of(appeal, appeal.limit, {"T15a": 45}) == 45
    assert last_day_to_appeal(date(2026, 1, 5), THAILAND, 5).day >= date(2026, 2, 4)


def test_what_is_due_follows_from_where_the_case_stands() -> None:
    (first,) = deadlines(shipped_procedure(), told("T1"), THAILAND)
    assert (first.transition.id, first.due.day) == ("T2", date(2026, 1, 27))
    assert first.remind_on == (date(2026, 1, 20), date(2026, 1, 25))
    hold = deadlines(shipped_procedure(), told("T1", "T24a"), THAILAND)
    assert [one.transition.id for one in hold] == ["S9a"]
    assert hold[0].due.day == date(2026, 1, 7) + timedelta(days=60)


def test_a_number_read_over_the_telephone_comes_through_or_is_asked_for_again() -> None:
    number = new_number(Numbered.CASE)
    assert read_number(f"  {number.lower().replace('-', ' ')} ", Numbered.CASE) == number
    with pytest.raises(NotANumber, match="number of a case"):
        read_number(number, Numbered.PERSON)
    with pytest.raises(NotANumber, match="looks like C"):
        read_number("1234", Numbered.CASE)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10), st.sampled_from(ALPHABET))
def test_no_single_mistake_makes_another_valid_number(place: int, other: str) -> None:
    plain = new_number(Numbered.CASE).replace("-", "")
    wrong = plain[:place] + other + plain[place + 1 :]
    swapped = plain[:place] + plain[place : place + 2][::-1] + plain[place + 2 :]
    for mistaken in {wrong, swapped} - {plain}:
        with pytest.raises((WrongNumber, NotANumber)):
            read_number(mistaken, Numbered.CASE)


def test_numbers_say_nothing_of_each_other() -> None:
    numbers = {new_number(Numbered.PERSON) for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(number[0] == "P" and set(number) <= set(ALPHABET + "-") for number in numbers)
    for place in (1, 2, 3, 5, 6, 7, 8):
        assert len({number[place] for number in numbers}) == len(ALPHABET)
