"""Whatever is done to a ledger is found, and where; what is honest is found whole."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from openrsd.ledger.entries import Entry, Result, SealedReason
from openrsd.ledger.findings import Code, Finding
from openrsd.ledger.verification import Verification
from tests.ledger.ledgers import (
    INSTALLATION,
    SECOND,
    START,
    TRUSTED,
    Ledger,
    breaks,
    entries_drawn,
    ledgers,
    sealed,
)


@given(ledgers())
def test_an_honest_ledger_is_whole_and_says_what_is_not_proven_yet(ledger: Ledger) -> None:
    verified = ledger.verified()
    assert verified.whole
    assert verified.entries == len(ledger.entries)
    assert verified.seals == len(ledger.seals)
    assert verified.unsealed == len(ledger.entries) - ledger.sealed
    signed = [one.statement.entries for one in ledger.checkpoints]
    assert verified.signed_to == max(signed, default=0)
    codes = {finding.code for finding in verified.findings}
    assert (Code.NOT_YET_SEALED in codes) == (verified.unsealed > 0)
    assert (Code.NOT_YET_SIGNED in codes) == (verified.signed_to < ledger.sealed)


def edits(entry: Entry) -> dict[str, Entry]:
    """The same entry with one thing changed, for each thing it states."""
    later = entry.at + timedelta(microseconds=1)
    reason = SealedReason(UUID(int=1), b"\x01another")
    changes: dict[str, object] = {
        "at": later,
        "actor_kind": "applicant",
        "actor": UUID(int=99),
        "office": UUID(int=99),
        "action": "other",
        "subject_kind": "other",
        "subjects": (*entry.subjects, UUID(int=99)),
        "result": Result.REFUSED if entry.result is not Result.REFUSED else Result.DONE,
        "purpose": "other",
        "reason": reason,
        "detail": {**entry.detail, "other": 1},
    }
    return {name: replace(entry, **{name: value}) for name, value in changes.items()}  # type: ignore[arg-type]


@given(ledgers(), st.data())
def test_an_edited_entry_is_named(ledger: Ledger, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, ledger.sealed - 1))
    for edited in edits(ledger.entries[place]).values():
        entries = list(ledger.entries)
        entries[place] = edited
        assert breaks(ledger.with_entries(entries)) == [
            Finding(Code.ENTRY_CHANGED, place + 1, edited.id)
        ]


@given(ledgers(), st.data())
def test_a_deleted_entry_is_named(ledger: Ledger, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, ledger.sealed - 1))
    entries = list(ledger.entries)
    gone = entries.pop(place)
    assert breaks(ledger.with_entries(entries)) == [Finding(Code.ENTRY_MISSING, place + 1, gone.id)]


@given(ledgers(), st.data())
def test_a_run_of_deleted_entries_is_named_one_by_one(ledger: Ledger, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, ledger.sealed - 1))
    last = data.draw(st.integers(first, ledger.sealed - 1))
    entries = [*ledger.entries[:first], *ledger.entries[last + 1 :]]
    found = breaks(ledger.with_entries(entries))
    assert [one.position for one in found] == list(range(first + 1, last + 2))
    assert {one.code for one in found} == {Code.ENTRY_MISSING}


@given(ledgers(), st.data(), entries_drawn)
def test_an_inserted_entry_is_named(ledger: Ledger, data: st.DataObject, drawn: Entry) -> None:
    place = data.draw(st.integers(0, ledger.sealed - 1))
    entries = list(ledger.entries)
    entries.insert(place, drawn)
    assert breaks(ledger.with_entries(entries)) == [
        Finding(Code.ENTRY_INSERTED, place + 1, drawn.id)
    ]


@given(ledgers(), st.data())
def test_an_entry_that_stands_twice_is_named(ledger: Ledger, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, ledger.sealed))
    copied = data.draw(st.integers(0, place - 1))
    entries = list(ledger.entries)
    entries.insert(place, ledger.entries[copied])
    found = breaks(ledger.with_entries(entries))
    if place < ledger.sealed:
        again = Finding(Code.ENTRY_INSERTED, place + 1, ledger.entries[copied].id)
        assert found == [again]


@given(ledgers(least=2), st.data())
def test_two_entries_that_changed_places_are_named(ledger: Ledger, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, ledger.sealed - 2))
    second = data.draw(st.integers(first + 1, ledger.sealed - 1))
    entries = list(ledger.entries)
    entries[first], entries[second] = entries[second], entries[first]
    found = breaks(ledger.with_entries(entries))
    assert found
    assert {one.code for one in found} == {Code.ENTRY_MOVED}
    assert {one.position for one in found} <= set(range(first + 1, second + 2))
    if second - first > 2:
        assert {one.position for one in found} == {first + 1, second + 1}


@given(ledgers(), st.data())
def test_whatever_order_the_entries_stand_in_only_the_honest_one_passes(
    ledger: Ledger, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(ledger.entries[: ledger.sealed]))
    found = breaks(ledger.with_entries([*shuffled, *ledger.entries[ledger.sealed :]]))
    assert bool(found) == (tuple(shuffled) != ledger.entries[: ledger.sealed])
    assert {one.code for one in found} <= {Code.ENTRY_MOVED}


@given(ledgers(), st.data())
def test_an_entry_that_is_none_any_more_counts_as_changed(
    ledger: Ledger, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, ledger.sealed - 1))
    verification = Verification(INSTALLATION, ledger.checkpoints, TRUSTED)
    for seal in ledger.seals:
        verification.seal(seal)
    for at, entry in enumerate(ledger.entries):
        if at == place:
            verification.unreadable_entry(entry.id, entry.at)
        else:
            verification.entry(entry)
    (found,) = [one for one in verification.finish().findings if one.is_break]
    assert found == Finding(Code.ENTRY_CHANGED, place + 1, ledger.entries[place].id)


@given(ledgers(), st.data())
def test_two_clocks_are_remarked_and_are_no_break(ledger: Ledger, data: st.DataObject) -> None:
    back = [replace(entry, at=START - n * 120 * SECOND) for n, entry in enumerate(ledger.entries)]
    verified = sealed(back, [seal.head.count for seal in ledger.seals]).verified()
    assert verified.whole
    remarked = [f.position for f in verified.findings if f.code is Code.ENTRY_CLOCK_WENT_BACK]
    assert remarked == list(range(2, len(back) + 1))
