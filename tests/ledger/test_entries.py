"""What an entry may hold, and that its bytes stand for it alone."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given

from openrsd.ledger.entries import DetailValue, Entry, InvalidEntry, SealedReason
from tests.ledger.ledgers import entries_drawn, entry
from tests.ledger.reading_bytes import read_entry


@given(entries_drawn)
def test_the_bytes_of_an_entry_can_be_read_back_so_no_two_entries_share_them(entry: Entry) -> None:
    reason = entry.reason
    assert read_entry(entry.canonical()) == {
        "id": entry.id,
        "at": entry.at,
        "actor_kind": entry.actor_kind,
        "actor": entry.actor,
        "office": entry.office,
        "action": entry.action,
        "subject_kind": entry.subject_kind,
        "subjects": entry.subjects,
        "result": entry.result.value,
        "purpose": entry.purpose,
        "reason": None if reason is None else (reason.compartment, reason.ciphertext),
        "detail": dict(entry.detail),
    }


@given(entries_drawn, entries_drawn)
def test_two_entries_are_the_same_or_their_bytes_differ(one: Entry, other: Entry) -> None:
    assert (one.canonical() == other.canonical()) == (one == other)


def test_the_order_in_which_the_detail_was_written_does_not_count() -> None:
    one = entry(1, detail={"to": "PRK", "edition": 3})
    other = entry(1, detail={"edition": 3, "to": "PRK"})
    assert one.canonical() == other.canonical()


def test_a_number_a_code_and_a_day_that_look_alike_are_told_apart() -> None:
    looks: list[DetailValue] = [1, "a1", date(1, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)]
    looks.append(UUID(int=1))
    assert len({entry(1, detail={"value": value}).canonical() for value in looks}) == len(looks)


@pytest.mark.parametrize(
    "value",
    [
        "Kim Chol-su",
        "she fled with her son",
        "김철수",
        "k" * 65,
        "passport-472319845",
        "PRKCHN",
        "",
        13_812_345_678,
        -(2**31),
        1.5,
        True,
        None,
        b"bytes",
        ["PRK"],
        datetime(2026, 11, 2, 8),  # noqa: DTZ001
        datetime(2026, 11, 2, 8, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_detail_takes_no_text_and_no_number_that_could_be_a_persons(value: object) -> None:
    with pytest.raises(InvalidEntry) as refused:
        entry(1, detail={"note": value})
    assert not value or str(value) not in str(refused.value)


@pytest.mark.parametrize("field", ["actor_kind", "action", "subject_kind", "purpose"])
@pytest.mark.parametrize("text", ["", "Case.look", "case look", "case.", "look\n", "born-19870412"])
def test_an_act_is_named_by_a_code(field: str, text: str) -> None:
    with pytest.raises(InvalidEntry, match=field):
        entry(1, **{field: text})


def test_a_name_in_detail_is_a_code_too() -> None:
    with pytest.raises(InvalidEntry):
        entry(1, detail={"Kim Chol-su": 1})


@pytest.mark.parametrize("reason", [b"", b"I know her", "그녀를 안다".encode()])
def test_a_reason_in_clear_is_refused(reason: bytes) -> None:
    with pytest.raises(InvalidEntry, match="not sealed"):
        SealedReason(UUID(int=1), reason)


def test_a_time_of_no_place_or_of_another_zone_is_refused() -> None:
    for at in (
        datetime(2026, 11, 2, 8),  # noqa: DTZ001
        datetime(2026, 11, 2, 8, tzinfo=timezone(timedelta(hours=9))),
    ):
        with pytest.raises(InvalidEntry, match="UTC"):
            entry(1, at=at)


def test_what_no_line_could_hold_is_refused() -> None:
    with pytest.raises(InvalidEntry, match="several entries"):
        entry(1, subjects=(UUID(int=1),) * 100_001)
    with pytest.raises(InvalidEntry, match="several entries"):
        entry(1, detail={f"a{number}": number for number in range(101)})
    with pytest.raises(InvalidEntry, match="longer than"):
        SealedReason(UUID(int=1), bytes(2**20 + 1))


def test_what_was_recorded_cannot_be_changed_through_the_mapping_it_was_made_of() -> None:
    detail: dict[str, DetailValue] = {"edition": 3}
    recorded = entry(1, detail=detail)
    detail["edition"] = 4
    assert recorded.detail == {"edition": 3}
