"""Writing entries: within the transaction of the change, or by itself for a look.

Written past Django's models, since every look waits for it (benchmarks/ledger_writes.py).
"""

import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from openrsd.ledger.chain import ID_LENGTH, mark_of
from openrsd.ledger.entries import Entry
from openrsd.ledger.export_lines import detail_fields
from openrsd.ledger.rows import ENTRY_COLUMNS, stored_id

INSERT_ENTRY = (
    f"INSERT INTO ledger_entry ({', '.join(ENTRY_COLUMNS)}) "  # noqa: S608
    f"VALUES ({', '.join(['%s'] * len(ENTRY_COLUMNS))})"
)
INSERT_SUBJECT = "INSERT INTO ledger_entry_subject (subject, at, entry) VALUES (%s, %s, %s)"
_UNSEALED = "INSERT INTO ledger_unsealed (entry, digest) VALUES (%s, %s)"


def record(entry: Entry) -> None:
    """Writes the entry and queues it for the sealer. What cannot be written raises."""
    subjects = subject_rows(entry)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(INSERT_ENTRY, entry_row(entry))
        if len(subjects) == 1:
            cursor.execute(INSERT_SUBJECT, subjects[0])
        elif subjects:
            cursor.executemany(INSERT_SUBJECT, subjects)
        digest = mark_of(entry)[ID_LENGTH:]
        cursor.execute(_UNSEALED, (stored_id(entry.id), _binary(digest)))


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """The entry as this database takes it, in the order of `ENTRY_COLUMNS`."""
    reason = entry.reason
    return (
        stored_id(entry.id),
        _moment(entry.at),
        entry.actor_kind,
        stored_id(entry.actor),
        stored_id(entry.office) if entry.office else None,
        entry.action,
        entry.subject_kind,
        _binary(b"".join([subject.bytes for subject in entry.subjects])),
        entry.result.value,
        entry.purpose,
        stored_id(reason.compartment) if reason else None,
        _binary(reason.ciphertext) if reason else None,
        json.dumps(detail_fields(entry.detail)),
    )


def subject_rows(entry: Entry) -> list[tuple[Any, ...]]:
    """The rows by which the entry is found under each of its subjects."""
    at, key = _moment(entry.at), stored_id(entry.id)
    return [(stored_id(subject), at, key) for subject in dict.fromkeys(entry.subjects)]


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _binary(content: bytes) -> Any:
    return connection.Database.Binary(content)  # type: ignore[attr-defined]
