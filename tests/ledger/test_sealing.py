"""Sealing while people work: nothing is lost, and nothing stops it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.ledger import clock, recording, sealing
from openrsd.ledger.acts import Act
from openrsd.ledger.checkpoints import Checkpoint
from openrsd.ledger.entries import Result, SealedReason, new_id
from openrsd.ledger.findings import Code
from openrsd.ledger.models import CheckpointRow, EntryRow, MarkRow, SealRow, Unsealed
from openrsd.ledger.stored import Sealed, StoredLedger, snapshot
from tests.ledger.ledgers import INSTALLATION, KEY, SECOND, START, entry
from tests.ledger.stored_ledgers import attacker, breaks, recorded, sealed_day, signed, verified

WRITERS = 8
LOOK = Act("test.look", "Looked", is_look=True)


@pytest.mark.django_db
def test_what_is_read_back_is_what_was_recorded() -> None:
    full = entry(
        1,
        office=UUID(int=9),
        subjects=tuple(UUID(int=n) for n in (5, 4, 5)),
        result=Result.REFUSED,
        reason=SealedReason(UUID(int=3), b"\x01sealed"),
        detail={"when": START, "day": START.date(), "n": -5, "country": "PRK", "who": UUID(int=2)},
    )
    bare = entry(2, subjects=(), at=START + SECOND / 1_000_000)
    for one in (full, bare):
        recording.record(one)
    assert sealing.seal_run() == 2
    ledger = StoredLedger()
    with snapshot():
        (sealed,) = ledger.sealed()
    assert isinstance(sealed, Sealed)
    assert [one.entry for one in sealed.standing] == [bare, full]
    assert breaks() == []


@pytest.mark.django_db
def test_entries_are_sealed_in_the_order_of_their_time() -> None:
    for number in (3, 1, 2):
        recording.record(entry(number))
    sealing.seal_run()
    assert list(MarkRow.objects.order_by("position").values_list("entry", flat=True)) == [
        entry(number).id for number in (1, 2, 3)
    ]


@pytest.mark.django_db
def test_a_checkpoint_is_signed_once_a_seal() -> None:
    sealed_day()
    assert isinstance(signed(), Checkpoint)
    assert sealing.sign(INSTALLATION, KEY) is None
    sealing.seal_run()
    assert signed().statement.entries == 40


@pytest.mark.django_db
def test_without_a_seal_there_is_nothing_to_sign() -> None:
    assert sealing.seal_run() == 0
    assert sealing.sign(INSTALLATION, KEY) is None


@pytest.mark.django_db
def test_ids_of_entries_stand_in_the_order_of_time() -> None:
    moments = [START + n * SECOND / 500 for n in range(50)]
    ids = [new_id(moment) for moment in moments]
    assert ids == sorted(ids)
    assert all((one.version, one.variant) == (7, "specified in RFC 4122") for one in ids)


@pytest.mark.django_db(transaction=True)
def test_eight_write_while_it_seals_and_nothing_is_lost() -> None:
    sealer = sealing.Sealer(INSTALLATION, KEY, interval=0.02)
    sealer.start()
    written: list[UUID] = []

    def write(part: int) -> None:
        for number in range(25):
            one = entry(part * 1000 + number, at=datetime.now(UTC))
            with transaction.atomic():
                recording.record(one)
            written.append(one.id)
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
        # However slow the machine, one seal stands before the rest is written.
        _wait_until(SealRow.objects.exists)
        list(pool.map(write, range(WRITERS, 2 * WRITERS)))
    sealer.stop()
    assert not sealer.is_alive
    assert set(MarkRow.objects.values_list("entry", flat=True)) == set(written)
    found = verified()
    assert (found.findings, found.signed_to, found.unsealed) == ((), 400, 0)
    assert found.seals > 1


@pytest.mark.django_db(transaction=True)
def test_several_sealers_seal_each_entry_once() -> None:
    recorded(1, 60)
    sealers = [sealing.Sealer(INSTALLATION, KEY, interval=0.01) for _n in range(3)]
    for sealer in sealers:
        sealer.start()
    recorded(101, 160)
    for sealer in sealers:
        sealer.stop()
    assert verified().findings == ()
    assert MarkRow.objects.count() == 120


@pytest.mark.django_db(transaction=True)
def test_the_database_fails_for_a_while_and_what_waited_is_sealed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorded(1, 5)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_seal RENAME TO ledger_seal_away")
    sealer = sealing.Sealer(INSTALLATION, KEY, interval=0.01)
    sealer.start()
    _wait_until(lambda: bool(caplog.records))
    assert sealer.is_alive
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_seal_away RENAME TO ledger_seal")
    _wait_until(lambda: not Unsealed.objects.exists())
    sealer.stop()
    assert breaks() == []
    assert str(entry(1).id) not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_entry_and_a_change_without_entry_is_undone() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        recorded(1, 1)
        raise RuntimeError
    assert not EntryRow.objects.exists()
    assert not Unsealed.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        recorded(2, 2)
        recorded(2, 2)
    assert not EntryRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_look_outside_a_transaction_is_recorded_whole_or_not_at_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_unsealed RENAME TO ledger_unsealed_away")
    try:
        with pytest.raises(DatabaseError):
            recorded(1, 1)
        assert not EntryRow.objects.exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_unsealed_away RENAME TO ledger_unsealed")


@pytest.mark.django_db(transaction=True)
def test_a_look_that_cannot_be_recorded_shows_nothing() -> None:
    """The way of every selector: note, then give out."""
    shown: list[str] = []

    def look() -> None:
        note(
            LOOK,
            acting=Actor("staff", UUID(int=1)),
            subject_kind="case",
            subjects=[UUID(int=2)],
        )
        shown.append("her story")

    look()
    with attacker() as change:
        if connection.vendor == "sqlite":
            change(
                "CREATE TRIGGER full_disk BEFORE INSERT ON ledger_entry "
                "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        else:
            change("ALTER TABLE ledger_entry ADD CONSTRAINT full_disk CHECK (at IS NULL) NOT VALID")
        with pytest.raises(DatabaseError):
            look()
        if connection.vendor == "sqlite":
            change("DROP TRIGGER full_disk")
        else:
            change("ALTER TABLE ledger_entry DROP CONSTRAINT full_disk")
    assert shown == ["her story"]


@pytest.mark.django_db
def test_a_clock_that_went_back_is_refused_at_the_start_and_remarked_while_serving() -> None:
    clock.check(START)
    recorded(1, 3)
    sealing.seal_run()
    now = datetime.now(UTC)
    clock.check(now)
    clock.check(now - timedelta(minutes=4))
    with pytest.raises(clock.ClockBehindLedger, match="set the clock, then start again"):
        clock.check(now - timedelta(minutes=6))
    recording.record(entry(4, at=START - timedelta(hours=3)))
    assert sealing.seal_run() == 1
    found = verified()
    assert found.whole
    assert Code.ENTRY_CLOCK_WENT_BACK in {one.code for one in found.findings}


@pytest.mark.django_db
def test_a_long_queue_is_sealed_in_steps() -> None:
    recorded(1, 7)
    assert [sealing.seal_run(3) for _step in range(4)] == [3, 3, 1, 0]
    assert SealRow.objects.count() == 3
    assert CheckpointRow.objects.count() == 0
    assert breaks() == []


def _wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)
