"""At the desk a name is said, and written by whoever hears it: the record is found all the same."""

import pytest
from pytest import MonkeyPatch

from openrsd.ledger.models import EntryRow
from openrsd.registration.desk import selectors
from openrsd.registration.desk.errors import TooMany
from tests.registration.desk.test_desk import at_the_desk, somebody

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("리정혁", "Ri Jong Hyok"),
        ("리정혁", "Lee Jeong-hyeok"),
        ("Ri Jong Hyok", "이정혁"),
        ("王小明", "Wang Xiaoming"),
        ("José García", "GARCIA, Jose"),
        ("Амина Юсуф", "Amina Yusuf"),
    ],
)
def test_a_name_in_other_letters_finds_the_person(recorded: str, asked: str) -> None:
    somebody(recorded)
    desk = at_the_desk()

    (found,) = selectors.find(desk, name=asked, year=1987)
    assert found.person.called == recorded
    assert selectors.find(desk, name=asked, year=1990) == []
    assert selectors.find(desk, name="Pak Un Ju", year=1987) == []


def test_whose_name_is_written_just_so_comes_first() -> None:
    for name in ("Ri Jong Hyok", "리정혁", "Lee Jeong-hyeok", "리정혁", "이정혁"):
        somebody(name)
    found = selectors.find(at_the_desk(), name="리정혁", year=1987)
    assert len(found) == 5
    assert [one.person.called for one in found[:2]] == ["리정혁", "리정혁"]


def test_where_not_everyone_of_a_name_is_looked_at_the_desk_asks_for_the_card(
    monkeypatch: MonkeyPatch,
) -> None:
    monkeypatch.setattr(selectors, "_OPENED", 2)
    for born in ("1987-04-15", "1990-01-01", "1991-01-01"):
        somebody("리정혁", born)
    with pytest.raises(TooMany):
        selectors.find(at_the_desk(), name="Ri Jong Hyok", year=1987)
    assert EntryRow.objects.filter(action="desk.find").count() == 1
