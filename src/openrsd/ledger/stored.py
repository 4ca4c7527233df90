"""The ledger as it is stored, read in the order sealed, many rows and little memory.

Rows are read as the database gives them and trusted in nothing: one that makes no sense is told
with its place and never stops the reading.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from openrsd.errors import OpenRSDError
from openrsd.ledger.chain import DIGEST_LENGTH, Seal, SealHead
from openrsd.ledger.checkpoints import Checkpoint, Statement
from openrsd.ledger.entries import EPOCH, Entry
from openrsd.ledger.rows import (
    Row,
    UnreadableEntry,
    entry_columns,
    entry_of_row,
    id_bytes,
    moment_column,
    read_bytes,
    read_id,
    read_moment,
)

_CHUNK = 2_000
_NO_ID = UUID(int=0)


class Standing(NamedTuple):
    """A row of the table of entries, and as what it was listed."""

    listed_as: UUID | str
    row: Row

    @property
    def listed(self) -> UUID:
        """The id under which it was listed."""
        return _id_or_none(self.listed_as)

    @property
    def entry(self) -> Entry | None:
        """The entry that the row makes; None where it makes none."""
        try:
            return entry_of_row(self.row)
        except UnreadableEntry:
            return None


class Sealed(NamedTuple):
    """A seal, and what stands of its entries."""

    seal: Seal
    standing: list[Standing]


class Queued(NamedTuple):
    """An entry that waits to be sealed: the digest its writer queued, and what stands."""

    listed: UUID
    digest: bytes
    standing: Standing | None


@dataclass
class StoredLedger:
    """Reads once through: `sealed`, then `strays`, then `queued`, within one `snapshot`.

    `strays` stand behind the last seal, listed by no seal and by no queue.
    """

    strays: list[Standing] = field(default_factory=list)

    def checkpoints(self, installation: UUID) -> Iterator[Checkpoint]:
        """The checkpoints that are kept, as those of this installation."""
        at = moment_column("at")
        query = (
            f"SELECT seal, seal_hash, entries, {at}, key_id, signature "  # noqa: S608
            "FROM ledger_checkpoint ORDER BY id"
        )
        for seal, seal_hash, entries, moment, key_id, signature in _read(query):
            try:
                statement = Statement(
                    installation=installation,
                    seal=seal,
                    seal_hash=read_bytes(seal_hash),
                    entries=entries,
                    at=read_moment(moment),
                    key_id=key_id,
                )
                yield Checkpoint(statement, read_bytes(signature))
            except (OpenRSDError, ValueError, TypeError, AttributeError, OverflowError):
                # One that states nothing proves nothing: it is told as one that nobody signed.
                nothing = Statement(installation, 1, bytes(DIGEST_LENGTH), 1, EPOCH, "unreadable")
                yield Checkpoint(nothing, b"")

    def sealed(self) -> Iterator[Sealed | Standing]:
        """Each seal with its entries; a Standing is listed under a seal that is not there."""
        query = (
            "SELECT m.position, m.seal, m.entry, m.digest, "  # noqa: S608
            f"{entry_columns('e')} FROM ledger_mark m "
            "LEFT JOIN ledger_entry e ON e.id = m.entry ORDER BY m.position"
        )
        rows = _read(query)
        row = next(rows, None)
        for head, seal_hash in self._heads():
            hashed = seal_hash == head.digest()
            listed: list[Row] = []
            # Of a head that was changed the number is believed, of any other the positions.
            while row is not None and (row[0] <= head.last if hashed else row[1] <= head.number):
                if row[1] == head.number and (not hashed or row[0] >= head.first):
                    listed.append(row)
                elif row[4] is not None:
                    yield Standing(row[2], row[4:])
                row = next(rows, None)
            marks = _marks(listed, head if hashed else None)
            standing = [Standing(one[2], one[4:]) for one in listed if one[4] is not None]
            yield Sealed(Seal(head, seal_hash, marks), standing)
        while row is not None:
            if row[4] is not None:
                self.strays.append(Standing(row[2], row[4:]))
            row = next(rows, None)

    def unlisted(self) -> Iterator[Standing]:
        """Entries that neither a seal nor the queue lists."""
        yield from self.strays
        query = (
            f"SELECT {entry_columns('e')} FROM ledger_entry e "  # noqa: S608
            "WHERE NOT EXISTS (SELECT 1 FROM ledger_mark m WHERE m.entry = e.id) "
            "AND e.id NOT IN (SELECT entry FROM ledger_unsealed)"
        )
        for row in _read(query):
            yield Standing(row[0], row)

    def queued(self) -> Iterator[Queued]:
        """What waits to be sealed, in the order in which it was written."""
        query = (
            f"SELECT q.entry, q.digest, {entry_columns('e')} FROM ledger_unsealed q "  # noqa: S608
            "LEFT JOIN ledger_entry e ON e.id = q.entry "
            "WHERE NOT EXISTS (SELECT 1 FROM ledger_mark m WHERE m.entry = q.entry) ORDER BY q.id"
        )
        for row in _read(query):
            standing = None if row[2] is None else Standing(row[0], row[2:])
            try:
                digest = read_bytes(row[1])
            except TypeError:
                digest = b""
            yield Queued(_id_or_none(row[0]), digest, standing)

    def _heads(self) -> Iterator[tuple[SealHead, bytes]]:
        at = moment_column("at")
        query = (
            f"SELECT number, first, last, root, previous, {at}, hash "  # noqa: S608
            "FROM ledger_seal ORDER BY number"
        )
        for number, first, last, root, previous, moment, seal_hash in _read(query):
            try:
                head = SealHead(
                    number=number,
                    first=first,
                    last=last,
                    root=read_bytes(root),
                    previous=read_bytes(previous),
                    at=read_moment(moment),
                )
                head.digest()
                yield head, read_bytes(seal_hash)
            except (ValueError, TypeError, AttributeError, OverflowError, struct.error):
                # Its number is known; what it states is not what was hashed.
                empty = bytes(DIGEST_LENGTH)
                yield SealHead(number, 0, 0, empty, empty, EPOCH), b""


def sealed_entries() -> int:
    """How many entries seals list, for showing progress."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_mark")
        return int(cursor.fetchone()[0])


@contextmanager
def snapshot() -> Iterator[None]:
    """What is read inside is of one moment; writers do not wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Django's own transactions take the lock of writers.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _read(query: str) -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


def _id_or_none(stored: UUID | str) -> UUID:
    try:
        return read_id(stored)
    except (ValueError, TypeError, AttributeError):
        return _NO_ID


def _marks(listed: list[Row], head: SealHead | None) -> tuple[bytes, ...]:
    """The marks of a seal; none where they do not stand at the positions that it states."""
    if head and [row[0] for row in listed] != list(range(head.first, head.first + len(listed))):
        return ()
    try:
        return tuple([id_bytes(row[2]) + read_bytes(row[3]) for row in listed])
    except (ValueError, TypeError):
        return ()
