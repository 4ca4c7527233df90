"""Taking in a document: read first, then sealed as it came, with who gave it to whom."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import RawIOBase
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.models import AccountKind
from openrsd.accounts.recording import recorded
from openrsd.casework.models import Claim
from openrsd.evidence import acts, policies, reading
from openrsd.evidence.errors import NotTaken
from openrsd.evidence.models import (
    DOCUMENT,
    Document,
    DocumentEntry,
    DocumentPage,
    EntryKind,
)
from openrsd.evidence.rules import rules
from openrsd.vault import opened

Said = Mapping[str, str]
LONGEST_NAME = 200
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came: what it was called, its size, and its content as often as asked for."""

    name: str
    size: int
    pieces: Callable[[], Iterator[bytes]]


def receive(
    claim: UUID, brought: Brought, said: Said, *, from_person: bool = False, acting: Actor
) -> Document:
    """Takes in a document. NotTaken says why one is not taken; then nothing of it is kept.

    `said` describes it: `title`, `kind`, `language`, `made_on`, `received_from`, `received_by`,
    `received_on`, `note`. What the person or whoever speaks for her hands in is hers; staff say so
    by `from_person`.
    """
    document = uuid4()
    read, refusal = None, None
    # Before the transaction: it takes seconds, in which nobody else could save anything.
    if policies.receivable(acting).filter(pk=claim).exists():
        try:
            read = read_of(brought)
        except Refusal as refused:
            refusal = refused
    with (
        sealing() as sealed,
        recorded(acts.RECEIVE, acting=acting, subject_kind=DOCUMENT, subjects=[document]),
    ):
        of_claim: Claim = get_to_change(policies.receivable(acting), claim)
        if refusal is not None:
            raise refusal
        assert read is not None
        is_hers = from_person or acting.kind != AccountKind.STAFF
        kept = keep(of_claim, document, brought, read, sealed, by=acting, is_hers=is_hers)
        add_entry(kept, EntryKind.RECEIVED, said, by=acting)
    return kept


@contextmanager
def sealing() -> Iterator[list[UUID]]:
    """Around an action that seals files, whose ids it adds: where it fails they are taken away."""
    files: list[UUID] = []
    try:
        yield files
    except BaseException:
        for file in files:
            opened().files.remove(file)
        raise


def read_of(brought: Brought) -> reading.Read:
    """The words of what was brought. NotTaken where it is too large, or cannot be taken."""
    most = rules().limits.document_bytes
    if brought.size > most:
        raise NotTaken("too-large", most=most // _MIB)
    if brought.size == 0:
        raise NotTaken("empty")
    return reading.read(brought.pieces())


def keep(
    claim: Claim,
    document: UUID,
    brought: Brought,
    read: reading.Read,
    sealed: list[UUID],
    *,
    by: Actor,
    is_hers: bool,
) -> Document:
    """Seals a document that was read, with its words. Inside the transaction of an action, within
    `sealing`.
    """
    known = Document.objects.filter(claim=claim).aggregate(last=Max("number"))["last"] or 0
    stream = _Stream(brought.pieces())
    file = opened().files.keep(stream, opened().compartment(claim.compartment))  # type: ignore[arg-type]
    sealed.append(file)
    kept = Document.objects.create(
        id=document,
        claim=claim,
        compartment=claim.compartment,
        number=known + 1,
        file=file,
        kind=read.kind,
        size=stream.size,
        pages=len(read.pages),
        kept_by=by.id,
        is_hers=is_hers,
        origin={
            "sha256": stream.hash.hexdigest(),
            "file_name": brought.name[:LONGEST_NAME],
            "notes": list(read.notes),
        },
    )
    DocumentPage.objects.bulk_create(
        DocumentPage(
            document=kept, compartment=kept.compartment, number=number, passages=list(page)
        )
        for number, page in enumerate(read.pages, 1)
    )
    return kept


def add_entry(
    document: Document, kind: EntryKind, content: Mapping[str, Any], *, by: Actor
) -> DocumentEntry:
    """The next link of the chain. Inside the transaction of an action, the document locked."""
    last = document.entries.aggregate(last=Max("position"))["last"]
    return DocumentEntry.objects.create(
        document=document,
        compartment=document.compartment,
        position=0 if last is None else last + 1,
        kind=kind,
        by=by.id,
        content=dict(content),
    )


class _Stream(RawIOBase):
    """Pieces as a file that is read once; its size and hash are known at its end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""
        self.hash, self.size = sha256(), 0

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        if not self._rest:
            self._rest = next((piece for piece in self._pieces if piece), b"")
            self.hash.update(self._rest)
            self.size += len(self._rest)
        given = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(given) :]
        return given
