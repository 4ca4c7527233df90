"""The verification of the ledger in its database, and its export from there."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from openrsd.ledger import triggers
from openrsd.ledger.chain import ID_LENGTH, Seal
from openrsd.ledger.checkpoints import Checkpoint, TrustedKeys
from openrsd.ledger.entries import EPOCH, Entry
from openrsd.ledger.export import Writable, write_records
from openrsd.ledger.findings import Code, Finding
from openrsd.ledger.rows import UnreadableEntry, mark_of_row
from openrsd.ledger.stored import Queued, Sealed, Standing, StoredLedger, snapshot
from openrsd.ledger.subject_index import SubjectIndex
from openrsd.ledger.verification import Verification, Verified

Progress = Callable[[int], None]


def no_progress(_entries: int) -> None:
    """Nobody watches."""


def verify_stored(
    installation: UUID,
    keys: TrustedKeys,
    anchors: Iterable[Checkpoint] = (),
    progress: Progress = no_progress,
) -> Verified:
    """Verify what the database holds. `progress` is told how many entries each step read."""
    stored, index = StoredLedger(), SubjectIndex()
    with snapshot():
        kept = stored.checkpoints(installation)
        verification = Verification(installation, [*kept, *anchors], keys)
        for record in stored.sealed():
            if isinstance(record, Sealed):
                verification.seal(record.seal)
                for standing in record.standing:
                    _stands(standing, verification, index)
                progress(len(record.standing))
            else:
                _stands(record, verification, index)
        for queued in stored.queued():
            _waits(queued, verification, index)
        for standing in stored.unlisted():
            _unlisted(standing, verification, index)
        for finding in index.findings():
            verification.found(finding)
        lacking = triggers.missing()
    if lacking:
        verification.found(Finding(Code.NOT_HELD, values={"count": len(lacking)}))
    return verification.finish()


def export_stored(to: Writable, installation: UUID, progress: Progress = no_progress) -> int:
    """Write what the database holds to a file. Returns how many rows made no entry.

    Those are not in the export, whose verification tells them as missing.
    """
    stored = StoredLedger()
    unreadable = 0

    def readable(standing: Iterable[Standing]) -> Iterator[Entry]:
        nonlocal unreadable
        for one in standing:
            entry = one.entry
            if entry is None:
                unreadable += 1
            else:
                yield entry

    def records() -> Iterator[Seal | Entry]:
        for record in stored.sealed():
            if isinstance(record, Sealed):
                yield record.seal
                yield from readable(record.standing)
                progress(len(record.standing))
            else:
                yield from readable([record])
        yield from readable(one.standing for one in stored.queued() if one.standing)
        yield from readable(stored.unlisted())

    with snapshot():
        write_records(to, installation, stored.checkpoints(installation), records())
    return unreadable


def _stands(standing: Standing, verification: Verification, index: SubjectIndex) -> bytes | None:
    """Takes it as the next that stands. Returns its mark, None where it is no entry."""
    try:
        mark, at = mark_of_row(standing.row)
    except UnreadableEntry:
        verification.unreadable_entry(standing.listed, EPOCH)
        index.unreadable(standing.row)
        return None
    verification.stands(mark, at)
    index.stands(standing.row)
    return mark


def _waits(queued: Queued, verification: Verification, index: SubjectIndex) -> None:
    if queued.standing is None:
        verification.found(Finding(Code.QUEUED_ENTRY_MISSING, entry=queued.listed))
        return
    mark = _stands(queued.standing, verification, index)
    if mark is None or mark[ID_LENGTH:] != queued.digest:
        verification.found(Finding(Code.QUEUED_ENTRY_CHANGED, entry=queued.listed))


def _unlisted(standing: Standing, verification: Verification, index: SubjectIndex) -> None:
    if standing.entry is None:
        index.unreadable(standing.row)
    else:
        index.stands(standing.row)
    verification.found(Finding(Code.ENTRY_UNLISTED, entry=standing.listed))
