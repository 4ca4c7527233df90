"""The sealer: takes the queue, seals it, and signs checkpoints. One at a time works.

What it seals is the digest that each writer queued. So a row that was changed or removed before
its seal neither stops the sealing nor goes unseen: a verification names it as changed or missing.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import Error, connection, transaction
from django.db.models import Max

from openrsd.errors import OpenRSDError
from openrsd.ledger.chain import (
    DIGEST_LENGTH,
    ID_LENGTH,
    LONGEST_RUN,
    Seal,
    SealHead,
    seal_marks,
)
from openrsd.ledger.checkpoints import Checkpoint, Signer, Statement, sign_checkpoint
from openrsd.ledger.models import CheckpointRow, MarkRow, SealRow, Unsealed
from openrsd.ledger.rows import moment_column, read_id, stored_id

# Writers wait for the lock while a run is sealed: many small steps rather than one long.
STEP = 5_000
INTERVAL = 1.0
CHECKPOINT_EVERY = timedelta(minutes=10)
# Any number that nothing else locks in this database ("ledger").
_LOCK = 0x6C6564676572
# What a database that is away, or was tampered with, can raise.
_FAILURES = (Error, OpenRSDError, ValueError, TypeError, AttributeError)
_log = logging.getLogger(__name__)


def seal_run(most: int = STEP) -> int:
    """Seals the entries that wait, at most this many. Returns how many were sealed."""
    if not Unsealed.objects.exists():
        return 0
    with _alone():
        queued, marks = _waiting(min(most, LONGEST_RUN))
        if marks:
            seal = seal_marks(newest_seal(), marks, datetime.now(UTC), beyond=_last_mark())
            keep(seal)
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM ledger_unsealed WHERE id = %s", queued)
    return len(marks)


def seal_all() -> int:
    """Seals until nothing waits. Returns how many were sealed."""
    total = 0
    while sealed := seal_run():
        total += sealed
    return total


def sign(installation: UUID, signer: Signer) -> Checkpoint | None:
    """Signs how far the ledger reaches, and keeps it; None where the newest seal has one by it."""
    with _alone():
        newest = newest_seal()
        if newest is None:
            return None
        signed = CheckpointRow.objects.filter(
            seal=newest.head.number, seal_hash=newest.hash, key_id=signer.key_id
        )
        if signed.exists():
            return None
        checkpoint = sign_checkpoint(installation, newest, datetime.now(UTC), signer)
        stated = checkpoint.statement
        CheckpointRow.objects.create(
            seal=stated.seal,
            seal_hash=stated.seal_hash,
            entries=stated.entries,
            at=stated.at,
            key_id=stated.key_id,
            signature=checkpoint.signature,
        )
        return checkpoint


def newest_seal() -> Seal | None:
    """The head and the hash of the newest seal, without its marks."""
    row = SealRow.objects.order_by("-number").first()
    if row is None:
        return None
    head = SealHead(
        number=row.number,
        first=row.first,
        last=row.last,
        root=bytes(row.root),
        previous=bytes(row.previous),
        at=row.at,
    )
    return Seal(head, bytes(row.hash), ())


def newest_checkpoint(installation: UUID) -> Checkpoint | None:
    """The last checkpoint that was signed here."""
    row = CheckpointRow.objects.order_by("-id").first()
    if row is None:
        return None
    statement = Statement(
        installation=installation,
        seal=row.seal,
        seal_hash=bytes(row.seal_hash),
        entries=row.entries,
        at=row.at,
        key_id=row.key_id,
    )
    return Checkpoint(statement, bytes(row.signature))


class Sealer:
    """Seals about once a second in a thread of its own, until it is stopped.

    The database may go away: what waits is sealed when it is back. Several processes may each
    have one.
    """

    def __init__(
        self,
        installation: UUID,
        signer: Signer,
        *,
        interval: float = INTERVAL,
        checkpoint_every: timedelta = CHECKPOINT_EVERY,
    ) -> None:
        self._installation = installation
        self._signer = signer
        self._interval = interval
        self._checkpoint_every = checkpoint_every.total_seconds()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sealer", daemon=True)

    def start(self) -> None:
        """Begins to seal."""
        self._thread.start()

    def stop(self) -> None:
        """Seals and signs what is left, then ends."""
        self._stopping.set()
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        """Whether it works."""
        return self._thread.is_alive()

    def _work(self) -> None:
        signed_at = -self._checkpoint_every
        while not self._stopping.wait(self._interval):
            now = time.monotonic()
            sign_too = now - signed_at >= self._checkpoint_every
            if self._step(sign_too=sign_too) and sign_too:
                signed_at = now
        self._step(sign_too=True)
        connection.close()

    def _step(self, *, sign_too: bool) -> bool:
        try:
            seal_all()
            if sign_too:
                sign(self._installation, self._signer)
        except _FAILURES as problem:
            # The text may quote what is stored: the log gets the kind only.
            _log.error("sealing failed (%s); it is tried again", type(problem).__name__)
            connection.close()
            return False
        return True


@contextmanager
def _alone() -> Iterator[None]:
    """One transaction that no other sealer shares."""
    with transaction.atomic():
        # On SQLite the transaction holds the only lock of writers from its beginning.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def _waiting(most: int) -> tuple[list[tuple[int]], list[bytes]]:
    """The longest waiting: their places in the queue, and their marks in the order of time.

    An entry that is sealed already, or stands in the queue twice, is sealed once.
    """
    at = moment_column("e.at")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT q.id, q.entry, q.digest, {at}, m.position FROM ledger_unsealed q "  # noqa: S608
            "LEFT JOIN ledger_entry e ON e.id = q.entry "
            "LEFT JOIN ledger_mark m ON m.entry = q.entry ORDER BY q.id LIMIT %s",
            [most],
        )
        rows = cursor.fetchall()
    marks = {}
    for _queued, stored, digest, moment, position in rows:
        if position is None:
            entry = read_id(stored)
            # A digest that is none is sealed as what no entry has: the entry counts as changed.
            digest = bytes(digest) if len(digest) == DIGEST_LENGTH else bytes(DIGEST_LENGTH)
            marks[entry] = (str(moment or ""), entry.bytes + digest)
    return [(row[0],) for row in rows], [mark for _moment, mark in sorted(marks.values())]


def _last_mark() -> int:
    """The last position that is taken. Behind the newest seal only if seals were removed."""
    return MarkRow.objects.aggregate(last=Max("position"))["last"] or 0


def keep(seal: Seal) -> None:
    """Writes a seal and its marks. Whoever calls it is the only one who seals."""
    head = seal.head
    SealRow.objects.create(
        number=head.number,
        first=head.first,
        last=head.last,
        root=head.root,
        previous=head.previous,
        at=head.at,
        hash=seal.hash,
    )
    binary = connection.Database.Binary  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ledger_mark (position, seal, entry, digest) VALUES (%s, %s, %s, %s)",
            [
                (
                    position,
                    head.number,
                    stored_id(UUID(bytes=mark[:ID_LENGTH])),
                    binary(mark[ID_LENGTH:]),
                )
                for position, mark in enumerate(seal.marks, head.first)
            ],
        )
