"""Dates as people give them: what is unknown stays unknown, and what is no date is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.names.partial_dates import NoSuchDate, PartialDate


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    year = draw(st.sampled_from([day.year, None]))
    month = draw(st.sampled_from([day.month, None]))
    return PartialDate(year, month, draw(st.sampled_from([day.day, None])) if month else None)


@pytest.mark.parametrize(
    "written", ["1987-04-15", "1987-04-XX", "1987-XX-XX", "XXXX-04-15", "XXXX-02-29", "XXXX-XX-XX"]
)
def test_a_date_is_written_as_it_was_read(written: str) -> None:
    assert str(PartialDate.parse(written)) == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1987",
        "1987-4-15",
        "1987-13-01",
        "1987-00-01",
        "1987-02-29",
        "1987-04-31",
        "1987-XX-15",
        "0000-01-01",
        "198X-01-01",
        "1987-04-15 ",
        "１９８７-04-15",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(NoSuchDate):
        PartialDate.parse(written)


def test_the_forms_by_which_a_date_is_looked_up() -> None:
    assert [str(form) for form in PartialDate(1987, 4, 15).forms()] == [
        "1987-04-15",
        "1987-04-XX",
        "1987-XX-XX",
        "XXXX-04-15",
    ]
    assert [str(form) for form in PartialDate(1987, 4).forms()] == ["1987-04-XX", "1987-XX-XX"]
    assert [str(form) for form in PartialDate(1987).forms()] == ["1987-XX-XX"]
    assert [str(form) for form in PartialDate(None, 4, 15).forms()] == ["XXXX-04-15"]
    assert PartialDate(None, 4).forms() == PartialDate().forms() == ()


@given(partial_dates())
def test_reading_gives_back_what_was_written(given: PartialDate) -> None:
    assert PartialDate.parse(str(given)) == given


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert str(PartialDate(day.year, day.month, day.day)) == day.isoformat()


@given(partial_dates(), partial_dates())
def test_agreement_is_mutual_and_a_date_agrees_with_its_forms(
    one: PartialDate, other: PartialDate
) -> None:
    assert one.agrees_with(other) == other.agrees_with(one)
    assert all(one.agrees_with(form) for form in one.forms())
    assert all(set(form.forms()) <= set(one.forms()) for form in one.forms())


@given(partial_dates(), partial_dates())
def test_two_known_days_agree_only_when_they_are_one(one: PartialDate, other: PartialDate) -> None:
    if one.year and one.day and other.year and other.day:
        assert one.agrees_with(other) == (one == other)
