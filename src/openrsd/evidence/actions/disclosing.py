"""What the person and her counsel are shown, and what is kept from them with the gist."""

from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.evidence import acts, policies
from openrsd.evidence.actions.receiving import add_entry
from openrsd.evidence.errors import GistNeeded, HerOwn
from openrsd.evidence.models import DOCUMENT, Document, EntryKind


def disclose(document: UUID, *, acting: Actor) -> Document:
    """Shows a document to the person and whoever speaks for her."""
    with recorded(acts.DISCLOSE, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        shown = get_to_change(policies.disclosable(acting), document)
        return _told(shown, EntryKind.DISCLOSED, {}, acting)


def withhold(document: UUID, gist: str, why: str, *, acting: Actor) -> Document:
    """Keeps a document from the person, who is told the gist. For a supervisor of the case.

    HerOwn where the person gave it, GistNeeded without a gist and a reason.
    """
    with recorded(acts.WITHHOLD, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        held = get_to_change(policies.withholdable(acting), document)
        if held.is_hers:
            raise HerOwn
        if not gist.strip() or not why.strip():
            raise GistNeeded
        return _told(held, EntryKind.WITHHELD, {"gist": gist, "why": why}, acting)


def _told(document: Document, kind: EntryKind, content: dict[str, str], acting: Actor) -> Document:
    document.is_disclosed = kind == EntryKind.DISCLOSED
    document.save(update_fields=["is_disclosed"])
    add_entry(document, kind, content, by=acting)
    return document
