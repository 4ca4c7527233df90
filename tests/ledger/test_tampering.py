# ruff: noqa: S608 (the statements are the attacker's)
"""What someone with every right on the database does to the ledger, and what is then told."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from openrsd.ledger import sealing, triggers
from openrsd.ledger.chain import ID_LENGTH, Seal, mark_of, seal_marks
from openrsd.ledger.checkpoint_text import checkpoint_text, read_checkpoint_text
from openrsd.ledger.entries import Entry
from openrsd.ledger.findings import Code
from openrsd.ledger.models import EntryRow, EntrySubject, MarkRow, SealRow, Unsealed
from tests.ledger.ledgers import entry
from tests.ledger.stored_ledgers import (
    attacker,
    breaks,
    recorded,
    sealed_day,
    signed,
    told,
    verified,
)

pytestmark = pytest.mark.django_db
COLLEAGUE = UUID(int=77)


def test_a_ledger_that_nobody_touched_is_whole() -> None:
    sealed_day()
    signed()
    found = verified()
    assert found.whole
    assert (found.entries, found.seals, found.signed_to, found.unsealed) == (40, 4, 38, 2)
    assert [one.code for one in found.findings] == [Code.NOT_YET_SEALED]


def test_an_empty_ledger_is_whole() -> None:
    assert verified().whole


@pytest.mark.parametrize("table", triggers.HELD)
def test_the_database_refuses_to_change_delete_and_replace(table: str) -> None:
    sealed_day()
    signed()
    key = triggers.HELD[table]
    column = {"ledger_seal": "first", "ledger_mark": "seal", "ledger_checkpoint": "entries"}
    changed = column.get(table, "at")
    statements = [f"UPDATE {table} SET {changed} = {changed}", f"DELETE FROM {table}"]
    if connection.vendor == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        statements.append(f"UPDATE OR REPLACE {table} SET {key} = {key}")
    else:
        statements.append(f"TRUNCATE {table}")
        statements.append(
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT ({key}) DO UPDATE SET {changed} = EXCLUDED.{changed}"
        )
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match="only ever added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert verified().whole


def test_triggers_that_were_taken_away_are_named_told_and_put_back() -> None:
    sealed_day()
    assert triggers.missing() == ()
    with connection.cursor() as cursor:
        name = (
            "ledger_entry_no_update" if connection.vendor == "sqlite" else "ledger_entry_no_change"
        )
        cursor.execute(f"DROP TRIGGER {name}" + ("" if "update" in name else " ON ledger_entry"))
    assert triggers.missing() == (name,)
    (held,) = [one for one in verified().findings if one.code is Code.NOT_HELD]
    assert "1 triggers" in held.sentence
    triggers.ensure()
    assert triggers.missing() == ()


def test_an_entry_is_edited() -> None:
    made = sealed_day()
    with attacker() as change:
        change("UPDATE ledger_entry SET actor = %s WHERE id = %s", COLLEAGUE, made[16].id)
    (found,) = breaks()
    assert (found.code, found.position, found.entry) == (Code.ENTRY_CHANGED, 17, made[16].id)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-13-45 99:00:00"),
        ("action", "Kim looked"),
        ("subjects", b"123"),
        ("result", "perhaps"),
        ("detail", "[1]"),
        ("detail", '{"a": {"text": "Kim"}}'),
        ("reason", b"in clear"),
    ],
)
def test_an_entry_becomes_something_that_is_none(column: str, value: object) -> None:
    made = sealed_day()
    if connection.vendor == "postgresql" and column == "at":
        value = "294276-01-01 00:00:00+00"
    with attacker() as change:
        change(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", value, made[16].id)
    assert told() == [(Code.ENTRY_CHANGED, 17, None)]


def test_an_entry_is_deleted_with_all_that_leads_to_it() -> None:
    made = sealed_day()
    look = made[16]
    with attacker() as change:
        change("DELETE FROM ledger_entry WHERE id = %s", look.id)
        change("DELETE FROM ledger_entry_subject WHERE entry = %s", look.id)
    assert told() == [(Code.ENTRY_MISSING, 17, None)]
    with attacker() as change:
        change("DELETE FROM ledger_mark WHERE entry = %s", look.id)
    assert [code for code, _position, _seal in told()] == [Code.SEAL_CHANGED]


def test_an_entry_is_put_in_past_the_program() -> None:
    sealed_day()
    added = entry(900, actor=COLLEAGUE)
    _insert(added)
    assert told() == [(Code.ENTRY_UNLISTED, None, None)]
    MarkRow.objects.create(
        position=900, seal=900, entry=added.id, digest=mark_of(added)[ID_LENGTH:]
    )
    assert told() == [(Code.ENTRY_UNLISTED, None, None)]


def test_an_entry_is_put_in_under_a_seal_that_stands() -> None:
    sealed_day()
    added = entry(900, actor=COLLEAGUE)
    _insert(added)
    digest = mark_of(added)[ID_LENGTH:]
    MarkRow.objects.create(position=0, seal=2, entry=added.id, digest=digest)
    (found,) = breaks()
    assert (found.code, found.entry) == (Code.ENTRY_INSERTED, added.id)


def test_two_entries_change_places() -> None:
    made = sealed_day()
    one, other = made[3], made[6]
    with attacker() as change:
        change("DROP INDEX IF EXISTS ledger_mark_entry")
        digests = {mark.entry: mark.digest for mark in MarkRow.objects.all()}
        for position, entry_id in ((1004, one.id), (4, other.id), (7, one.id)):
            old = {1004: 4, 4: 7, 7: 1004}[position]
            change(
                "UPDATE ledger_mark SET position = %s WHERE position = %s AND entry = %s",
                position,
                old,
                entry_id,
            )
        assert {mark.entry: mark.digest for mark in MarkRow.objects.all()} == digests
    assert told() == [(Code.SEAL_CHANGED, 1, 1)]


def test_a_seal_is_edited_and_one_is_deleted() -> None:
    sealed_day()
    with attacker() as change:
        change("UPDATE ledger_seal SET last = 19 WHERE number = 2")
    assert told() == [(Code.SEAL_CHANGED, 11, 2)]
    with attacker() as change:
        change("UPDATE ledger_seal SET last = 20 WHERE number = 2")
        change("DELETE FROM ledger_seal WHERE number = 3")
    assert told() == [(Code.SEAL_MISSING, 21, 3)]


def test_the_end_is_cut_off_and_an_anchor_tells() -> None:
    made = sealed_day()
    paper = checkpoint_text(signed())
    with attacker() as change:
        _cut_behind(change, 20, made)
        change("DELETE FROM ledger_checkpoint")
    assert told() == []
    (found,) = breaks(read_checkpoint_text(paper, "paper"))
    assert (found.code, found.seal) == (Code.CUT_BACK, 4)


def test_seals_are_cut_off_and_their_entries_stay() -> None:
    made = sealed_day(tail=0)
    with attacker() as change:
        change("DELETE FROM ledger_seal WHERE number = 4")
    assert {one.entry for one in breaks()} == {one.id for one in made[30:]}
    assert {one.code for one in breaks()} == {Code.ENTRY_UNLISTED}
    # Sealing goes on, and what was done still shows.
    recorded(101, 105)
    assert sealing.seal_run() == 5
    assert Code.SEAL_CHANGED in {one.code for one in breaks()}


def test_the_past_is_rewritten_with_new_seals_and_the_kept_checkpoint_tells() -> None:
    made = sealed_day(tail=0)
    signed()
    with attacker() as change:
        change("UPDATE ledger_entry SET actor = %s WHERE id = %s", COLLEAGUE, made[36].id)
        forged = replace(made[36], actor=COLLEAGUE)
        before = _seal(3)
        marks = [mark_of(one) for one in [*made[30:36], forged, *made[37:]]]
        seal = seal_marks(before, marks, SealRow.objects.get(number=4).at)
        change(
            "UPDATE ledger_mark SET digest = %s WHERE position = 37",
            connection.Database.Binary(mark_of(forged)[ID_LENGTH:]),  # type: ignore[attr-defined]
        )
        change(
            "UPDATE ledger_seal SET root = %s, hash = %s WHERE number = 4",
            connection.Database.Binary(seal.head.root),  # type: ignore[attr-defined]
            connection.Database.Binary(seal.hash),  # type: ignore[attr-defined]
        )
    assert told() == [(Code.SIGNED_OTHERWISE, None, 4)]


def test_a_look_is_hidden_from_who_looked() -> None:
    made = sealed_day()
    with attacker() as change:
        change("DELETE FROM ledger_entry_subject WHERE entry = %s", made[16].id)
    (found,) = breaks()
    assert (found.code, found.entry) == (Code.SUBJECT_HIDDEN, made[16].id)


def test_a_look_is_shown_under_another_case() -> None:
    made = sealed_day()
    with attacker() as change:
        change(
            "UPDATE ledger_entry_subject SET subject = %s WHERE entry = %s", COLLEAGUE, made[16].id
        )
    assert {(one.code, one.entry) for one in breaks()} == {
        (Code.SUBJECT_HIDDEN, made[16].id),
        (Code.SUBJECT_PLANTED, made[16].id),
    }


def test_a_look_is_told_with_another_time() -> None:
    made = sealed_day()
    with attacker() as change:
        change(
            "UPDATE ledger_entry_subject SET at = %s WHERE entry = %s",
            connection.ops.adapt_datetimefield_value(made[0].at),
            made[16].id,
        )
    assert {one.code for one in breaks()} == {Code.SUBJECT_HIDDEN, Code.SUBJECT_PLANTED}


def test_before_it_is_sealed_an_entry_is_edited() -> None:
    (one,) = recorded(1, 1)
    with attacker() as change:
        change("UPDATE ledger_entry SET actor = %s WHERE id = %s", COLLEAGUE, one.id)
    assert told() == [(Code.QUEUED_ENTRY_CHANGED, None, None)]
    assert sealing.seal_run() == 1
    assert told() == [(Code.ENTRY_CHANGED, 1, None)]


def test_before_it_is_sealed_an_entry_is_deleted() -> None:
    one, _other = recorded(1, 2)
    with attacker() as change:
        change("DELETE FROM ledger_entry WHERE id = %s", one.id)
        change("DELETE FROM ledger_entry_subject WHERE entry = %s", one.id)
    assert told() == [(Code.QUEUED_ENTRY_MISSING, None, None)]
    assert sealing.seal_run() == 2
    assert told() == [(Code.ENTRY_MISSING, 1, None)]


def test_before_it_is_sealed_an_entry_is_taken_out_of_the_queue() -> None:
    one, _other = recorded(1, 2)
    Unsealed.objects.filter(entry=one.id).delete()
    assert sealing.seal_all() == 1
    (found,) = breaks()
    assert (found.code, found.entry) == (Code.ENTRY_UNLISTED, one.id)


def test_a_sealed_entry_put_into_the_queue_again_is_not_sealed_twice() -> None:
    made = sealed_day(tail=0)
    Unsealed.objects.create(entry=made[3].id, digest=bytes(32))
    (later,) = recorded(101, 101)
    Unsealed.objects.create(entry=later.id, digest=bytes(32))
    assert sealing.seal_all() == 1
    assert MarkRow.objects.count() == 39


def _insert(added: Entry) -> None:
    """As `record`, without the queue."""
    at = added.at
    EntryRow.objects.create(
        id=added.id,
        at=at,
        actor_kind=added.actor_kind,
        actor=added.actor,
        action=added.action,
        subject_kind=added.subject_kind,
        subjects=b"".join(one.bytes for one in added.subjects),
        result=added.result.value,
        purpose=added.purpose,
        detail={},
    )
    for subject in added.subjects:
        EntrySubject.objects.create(subject=subject, at=at, entry=added.id)


def _cut_behind(change: object, last: int, made: list[Entry]) -> None:
    assert callable(change)
    for one in made[last:]:
        change("DELETE FROM ledger_entry WHERE id = %s", one.id)
        change("DELETE FROM ledger_entry_subject WHERE entry = %s", one.id)
        change("DELETE FROM ledger_unsealed WHERE entry = %s", one.id)
    change("DELETE FROM ledger_mark WHERE position > %s", last)
    change("DELETE FROM ledger_seal WHERE last > %s", last)


def _seal(number: int) -> Seal:
    row = SealRow.objects.get(number=number)
    newest = sealing.newest_seal()
    assert newest is not None
    head = type(newest.head)(
        row.number, row.first, row.last, bytes(row.root), bytes(row.previous), row.at
    )
    return Seal(head, bytes(row.hash), ())
