"""What is said of a document later: its custody, corrections, links, and that it is unchanged."""

from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.evidence import acts, policies
from openrsd.evidence.actions.receiving import Said, add_entry
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import Altered, NotItself
from openrsd.evidence.models import DOCUMENT, DocumentEntry, DocumentLink, EntryKind
from openrsd.evidence.selectors import origin_of


def note_custody(document: UUID, said: Said, *, acting: Actor) -> DocumentEntry:
    """What happened to the paper or the file: `what`, `given_by`, `given_to`, `on`, `note`."""
    with recorded(acts.NOTE_CUSTODY, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        kept = get_to_change(policies.kept(acting), document)
        return add_entry(kept, EntryKind.CUSTODY, said, by=acting)


def describe(document: UUID, said: Said, *, acting: Actor) -> DocumentEntry:
    """What is right of a document, as when it was received. What was said before stays."""
    with recorded(acts.DESCRIBE, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        kept = get_to_change(policies.kept(acting), document)
        return add_entry(kept, EntryKind.DESCRIBED, said, by=acting)


def check_unchanged(document: UUID, *, acting: Actor) -> DocumentEntry:
    """Hashes the sealed file again, and records that it is the one that came. Altered where not."""
    with recorded(acts.NOTE_CUSTODY, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        kept = get_to_change(policies.kept(acting), document)
        found = sha256()
        for piece in content_of(kept):
            found.update(piece)
        if found.hexdigest() != origin_of(kept).get("sha256"):
            raise Altered
        return add_entry(kept, EntryKind.CHECKED, {"sha256": found.hexdigest()}, by=acting)


def link(document: UUID, other: UUID, relation: str, *, acting: Actor) -> DocumentLink:
    """That a document is a translation, a certified copy, or part of another of the same claim."""
    with recorded(acts.LINK, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        kept = get_to_change(policies.kept(acting), document)
        linked = policies.kept(acting).filter(claim=kept.claim_id, pk=other).first()
        if linked is None or linked.pk == kept.pk:
            raise NotItself
        try:
            with transaction.atomic():
                return DocumentLink.objects.create(
                    document=kept,
                    other=linked,
                    compartment=kept.compartment,
                    relation=relation,
                    by=acting.id,
                )
        except IntegrityError:
            raise NotItself from None
