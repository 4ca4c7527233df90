"""Between rows of the ledger's tables and entries, without Django's models: they are many."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from openrsd.errors import OpenRSDError
from openrsd.ledger.chain import ID_LENGTH
from openrsd.ledger.entries import (
    Entry,
    Result,
    SealedReason,
    canonical_bytes,
    detail_bytes,
)
from openrsd.ledger.export_lines import detail_of

ENTRY_COLUMNS = (
    "id",
    "at",
    "actor_kind",
    "actor",
    "office",
    "action",
    "subject_kind",
    "subjects",
    "result",
    "purpose",
    "reason_compartment",
    "reason",
    "detail",
)
Row = Sequence[Any]
# What reading a row can raise that someone wrote past the program.
_SENSELESS = (
    OpenRSDError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    OverflowError,
    RecursionError,
)


class UnreadableEntry(OpenRSDError):
    """A row of the ledger's table that no program of ours wrote."""

    code = "unreadable-entry"


def stored_id(value: UUID) -> UUID | str:
    """An id as this database takes it."""
    return value if connection.features.has_native_uuid_field else value.hex


def read_id(stored: UUID | str) -> UUID:
    """An id as this database gives it."""
    return stored if isinstance(stored, UUID) else UUID(bytes=bytes.fromhex(stored))


def id_bytes(stored: UUID | str) -> bytes:
    """The sixteen bytes of an id as this database gives it."""
    if isinstance(stored, UUID):
        return stored.bytes
    if len(stored) != 2 * ID_LENGTH:
        raise ValueError(len(stored))
    return bytes.fromhex(stored)


def read_bytes(stored: Any) -> bytes:
    """Bytes as this database gives them; TypeError for anything else that SQLite may hold."""
    if not isinstance(stored, bytes | bytearray | memoryview):
        raise TypeError(type(stored).__name__)
    return bytes(stored)


def moment_column(name: str) -> str:
    """How to select a moment: as text, so that one that is none does not stop the reading."""
    return f"{name} || ''"


def read_moment(stored: str) -> datetime:
    """A moment as `moment_column` gives it. SQLite's have no zone: they are in UTC."""
    moment = datetime.fromisoformat(stored)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def entry_columns(table: str) -> str:
    """The columns of entries to select, in the order of `ENTRY_COLUMNS`."""
    names = [f"{table}.{name}" for name in ENTRY_COLUMNS]
    names[1] = moment_column(names[1])
    return ", ".join(names)


def mark_of_row(row: Row) -> tuple[bytes, datetime]:
    """The mark and the time of the entry in these columns (`entry_columns`).

    Far cheaper than to make the entry. A row whose mark a seal names is what was sealed; whether
    any other is an entry at all, `entry_of_row` says. UnreadableEntry where it cannot be one.
    """
    try:
        key, at = id_bytes(row[0]), read_moment(row[1])
        subjects = read_bytes(row[7])
        reason = None if row[10] is None else (id_bytes(row[10]), read_bytes(row[11]))
        if len(subjects) % ID_LENGTH or (reason is None and row[11] is not None):
            raise ValueError(len(subjects))
        content = canonical_bytes(
            key,
            at,
            row[2],
            id_bytes(row[3]),
            None if row[4] is None else id_bytes(row[4]),
            row[5],
            row[6],
            subjects,
            row[8],
            row[9],
            reason,
            _detail_bytes(row[12]),
        )
    except _SENSELESS:
        # The cause may quote what does not belong in a ledger.
        raise UnreadableEntry(str(row[0])) from None
    return key + sha256(content).digest(), at


def entry_of_row(row: Row) -> Entry:
    """The entry in these columns (`entry_columns`); UnreadableEntry where there is none."""
    try:
        return _entry(row)
    except _SENSELESS:
        raise UnreadableEntry(str(row[0])) from None


@lru_cache(maxsize=4096)
def _detail_bytes(stored: str) -> bytes:
    return detail_bytes(detail_of(json.loads(stored)))


def _entry(row: Row) -> Entry:
    subjects = read_bytes(row[7])
    if len(subjects) % ID_LENGTH:
        raise ValueError(len(subjects))
    return Entry(
        id=read_id(row[0]),
        at=read_moment(row[1]),
        actor_kind=row[2],
        actor=read_id(row[3]),
        office=None if row[4] is None else read_id(row[4]),
        action=row[5],
        subject_kind=row[6],
        subjects=tuple(
            [UUID(bytes=subjects[at : at + 16]) for at in range(0, len(subjects), ID_LENGTH)]
        ),
        result=Result(row[8]),
        purpose=row[9],
        reason=_reason(row[10], row[11]),
        detail=detail_of(json.loads(row[12])),
    )


def _reason(compartment: UUID | str | None, ciphertext: Any) -> SealedReason | None:
    if compartment is None and ciphertext is None:
        return None
    if compartment is None or ciphertext is None:
        raise ValueError("half a reason")
    return SealedReason(read_id(compartment), read_bytes(ciphertext))
