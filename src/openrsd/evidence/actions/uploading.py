"""Documents that are sent in pieces: each piece is sealed as it comes, and sending can go on later.

When the last piece is there the document is read and taken in, and the pieces are taken away.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from django.db.models import Sum
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.casework.models import Claim
from openrsd.evidence import acts, policies
from openrsd.evidence.actions.receiving import LONGEST_NAME, Brought, Said, receive, sealing
from openrsd.evidence.errors import NotTaken, OutOfOrder
from openrsd.evidence.models import Document, Upload, UploadPiece
from openrsd.evidence.rules import rules
from openrsd.vault import opened

UPLOAD = "upload"
_MIB = 1024 * 1024


def begin(claim: UUID, name: str, size: int, changed: str, *, acting: Actor) -> Upload:
    """A document that is about to be sent, or the same one where sending it was broken off.

    It is known again by who sends it, its name, its size, and when it was last `changed`.
    """
    upload = _broken_off(claim, name, size, changed, acting) or Upload(
        id=uuid4(), by=acting.id, size=size
    )
    with recorded(acts.UPLOAD, acting=acting, subject_kind=UPLOAD, subjects=[upload.id]):
        of_claim: Claim = get_to_change(policies.receivable(acting), claim)
        limits = rules().limits
        if size > limits.document_bytes:
            raise NotTaken("too-large", most=limits.document_bytes // _MIB)
        if size < 1:
            raise NotTaken("empty")
        if upload._state.adding:
            upload.claim, upload.compartment = of_claim, of_claim.compartment
            upload.about = {"file_name": name[:LONGEST_NAME], "changed": changed}
            upload.save(force_insert=True)
    return upload


def add_piece(upload: UUID, position: int, content: bytes, *, acting: Actor) -> int:
    """Seals the next piece; the number of the one that is awaited then. OutOfOrder for another."""
    with (
        sealing() as sealed,
        recorded(acts.UPLOAD, acting=acting, subject_kind=UPLOAD, subjects=[upload]),
    ):
        sent = get_to_change(policies.own_uploads(acting), upload)
        awaited = next_of(sent)
        there = sent.pieces.aggregate(size=Sum("size"))["size"] or 0
        fits = 0 < len(content) <= rules().limits.piece_bytes and there + len(content) <= sent.size
        if position != awaited or not fits:
            raise OutOfOrder
        compartment = opened().compartment(sent.compartment)
        sealed.append(opened().files.keep(BytesIO(content), compartment))
        UploadPiece.objects.create(
            upload=sent, position=position, file=sealed[0], size=len(content)
        )
    return awaited + 1


def finish(upload: UUID, said: Said, *, from_person: bool = False, acting: Actor) -> Document:
    """Takes in what was sent. Whether it is taken or not, its pieces are taken away."""
    sent = policies.own_uploads(acting).filter(pk=upload).first()
    if sent is None:
        raise NotHere
    if (sent.pieces.aggregate(size=Sum("size"))["size"] or 0) != sent.size:
        raise OutOfOrder
    about = sent.about.open()
    assert isinstance(about, dict)
    brought = Brought(str(about["file_name"]), sent.size, lambda: _content_of(sent))
    try:
        document = receive(sent.claim_id, brought, said, from_person=from_person, acting=acting)
    except NotTaken:
        _forget(sent)
        raise
    _forget(sent)
    return document


def next_of(upload: Upload) -> int:
    """The number of the piece that is awaited."""
    return upload.pieces.count()


def _broken_off(claim: UUID, name: str, size: int, changed: str, acting: Actor) -> Upload | None:
    about = {"file_name": name[:LONGEST_NAME], "changed": changed}
    going_on = policies.own_uploads(acting).filter(begun_at__gte=_oldest())
    known = going_on.filter(claim=claim, size=size).order_by("-begun_at")
    return next((one for one in known if one.about.open() == about), None)


def _content_of(upload: Upload) -> Iterator[bytes]:
    compartment = opened().compartment(upload.compartment)
    # Asked of the database now: the pieces are opened in another thread.
    files = list(upload.pieces.order_by("position").values_list("file", flat=True))
    return (part for file in files for part in opened().files.open(file, compartment))


def forget_unfinished(*, acting: Actor) -> int:
    """Forgets the pieces that nobody went on sending. How many documents they were of."""
    old = list(Upload.objects.filter(begun_at__lt=_oldest()))
    for upload in old:
        with recorded(acts.FORGET_UPLOAD, acting=acting, subject_kind=UPLOAD, subjects=[upload.id]):
            _forget(upload)
    return len(old)


def _oldest() -> datetime:
    return timezone.now() - timedelta(hours=rules().limits.unfinished_hours)


def _forget(upload: Upload) -> None:
    for piece in upload.pieces.all():
        opened().files.remove(piece.file)
    upload.delete()
