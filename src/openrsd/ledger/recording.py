"""Writing entries: within the transaction of the change, or by itself for a look."""

from openrsd.ledger.entries import Entry
from openrsd.ledger.export_lines import entry_fields
from openrsd.ledger.models import EntryRow, EntrySubject, Unsealed

BATCH = 500


def record(entry: Entry) -> None:
    """Writes the entry and queues it for the sealer. What cannot be written raises."""
    detail = entry_fields(entry)["detail"]
    EntryRow.objects.create(
        id=entry.id,
        at=entry.at,
        actor_kind=entry.actor_kind,
        actor=entry.actor,
        office=entry.office,
        action=entry.action,
        subject_kind=entry.subject_kind,
        subjects=b"".join(subject.bytes for subject in entry.subjects),
        result=entry.result.value,
        purpose=entry.purpose,
        reason_compartment=entry.reason.compartment if entry.reason else None,
        reason=entry.reason.ciphertext if entry.reason else None,
        detail=detail,
    )
    EntrySubject.objects.bulk_create(
        (
            EntrySubject(subject=subject, at=entry.at, entry=entry.id)
            for subject in dict.fromkeys(entry.subjects)
        ),
        batch_size=BATCH,
    )
    Unsealed.objects.create(entry=entry.id)
