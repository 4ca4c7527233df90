"""What is proven of one entry: by its seal, by the seals behind it, by a checkpoint."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from openrsd.ledger.chain import Seal, SealHead, hash_reached
from openrsd.ledger.checkpoints import Statement, TrustedKeys
from openrsd.ledger.models import CheckpointRow, MarkRow, SealRow
from openrsd.ledger.rows import UnreadableEntry, entry_columns, mark_of_row, stored_id

# Seals between an entry and its checkpoint. There is one checkpoint every ten minutes.
MOST_SEALS_BETWEEN = 5_000


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands and what holds it. `position` is None while it is not sealed."""

    position: int | None = None
    seal: int | None = None
    sealed_at: datetime | None = None
    is_as_sealed: bool = False
    signed_at: datetime | None = None


def proof_of(entry: UUID, installation: UUID, keys: TrustedKeys) -> Proof:
    """The proof of an entry that stands in the ledger."""
    mark = MarkRow.objects.filter(entry=entry).first()
    if mark is None:
        return Proof()
    row = SealRow.objects.filter(number=mark.seal).first()
    if row is None:
        return Proof(position=mark.position)
    listed = MarkRow.objects.filter(seal=mark.seal).order_by("position")
    marks = tuple(
        named.bytes + bytes(digest) for named, digest in listed.values_list("entry", "digest")
    )
    seal = Seal(_head(row), bytes(row.hash), marks)
    holds = seal.marks_agree and seal.hash == seal.head.digest()
    as_sealed = holds and _mark_now(entry) == entry.bytes + bytes(mark.digest)
    signed_at = _signed_at(seal, installation, keys) if as_sealed else None
    return Proof(mark.position, mark.seal, row.at, as_sealed, signed_at)


def _mark_now(entry: UUID) -> bytes:
    with connection.cursor() as cursor:
        columns = entry_columns("ledger_entry")
        cursor.execute(
            f"SELECT {columns} FROM ledger_entry WHERE id = %s",  # noqa: S608
            [stored_id(entry)],
        )
        try:
            return mark_of_row(cursor.fetchone())[0]
        except UnreadableEntry:
            return entry.bytes


def _signed_at(seal: Seal, installation: UUID, keys: TrustedKeys) -> datetime | None:
    """When the first checkpoint at or behind this seal was signed, if the chain leads there."""
    row = CheckpointRow.objects.filter(seal__gte=seal.head.number).order_by("seal", "id").first()
    if row is None or row.seal - seal.head.number > MOST_SEALS_BETWEEN:
        return None
    between = SealRow.objects.filter(number__gt=seal.head.number, number__lte=row.seal)
    reached = hash_reached(seal.hash, [_head(one) for one in between.order_by("number")])
    return row.at if reached == bytes(row.seal_hash) and _holds(row, installation, keys) else None


def _holds(row: CheckpointRow, installation: UUID, keys: TrustedKeys) -> bool:
    statement = Statement(
        installation=installation,
        seal=row.seal,
        seal_hash=bytes(row.seal_hash),
        entries=row.entries,
        at=row.at,
        key_id=row.key_id,
    )
    key = keys.get(row.key_id)
    return key is not None and key.verify(statement.canonical(), bytes(row.signature))


def _head(row: SealRow) -> SealHead:
    return SealHead(
        number=row.number,
        first=row.first,
        last=row.last,
        root=bytes(row.root),
        previous=bytes(row.previous),
        at=row.at,
    )
