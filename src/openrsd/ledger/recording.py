"""Writing entries: within the transaction of the change, or by itself for a look.

Written past Django's models, since every look waits for it (benchmarks/ledger_writes.py).
"""

import json

from django.db import connection, transaction

from openrsd.ledger.chain import ID_LENGTH, mark_of
from openrsd.ledger.entries import Entry
from openrsd.ledger.export_lines import detail_fields
from openrsd.ledger.rows import ENTRY_COLUMNS, stored_id

_ENTRY = (
    f"INSERT INTO ledger_entry ({', '.join(ENTRY_COLUMNS)}) "  # noqa: S608
    f"VALUES ({', '.join(['%s'] * len(ENTRY_COLUMNS))})"
)
_SUBJECT = "INSERT INTO ledger_entry_subject (subject, at, entry) VALUES (%s, %s, %s)"
_UNSEALED = "INSERT INTO ledger_unsealed (entry, digest) VALUES (%s, %s)"


def record(entry: Entry) -> None:
    """Writes the entry and queues it for the sealer. What cannot be written raises."""
    at = connection.ops.adapt_datetimefield_value(entry.at)
    binary = connection.Database.Binary  # type: ignore[attr-defined]
    key = stored_id(entry.id)
    subjects = [stored_id(subject) for subject in dict.fromkeys(entry.subjects)]
    reason = entry.reason
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _ENTRY,
            (
                key,
                at,
                entry.actor_kind,
                stored_id(entry.actor),
                stored_id(entry.office) if entry.office else None,
                entry.action,
                entry.subject_kind,
                binary(b"".join([subject.bytes for subject in entry.subjects])),
                entry.result.value,
                entry.purpose,
                stored_id(reason.compartment) if reason else None,
                binary(reason.ciphertext) if reason else None,
                json.dumps(detail_fields(entry.detail)),
            ),
        )
        if len(subjects) == 1:
            cursor.execute(_SUBJECT, (subjects[0], at, key))
        elif subjects:
            cursor.executemany(_SUBJECT, [(subject, at, key) for subject in subjects])
        cursor.execute(_UNSEALED, (key, binary(mark_of(entry)[ID_LENGTH:])))
