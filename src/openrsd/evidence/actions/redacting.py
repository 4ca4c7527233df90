"""Copies with parts removed, to be shown where the whole cannot be. The document itself stays.

What is removed is not covered but gone: a PDF or a picture is drawn page by page, painted over and
put together anew from its points; a text is written anew without the passages.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.recording import recorded
from openrsd.evidence import acts, policies, reading, selectors
from openrsd.evidence.actions.receiving import Brought, add_entry, keep, sealing
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import NothingRemoved, TooLongToCopy
from openrsd.evidence.models import DOCUMENT, Document, DocumentLink, EntryKind
from openrsd.evidence.reading import Read, Removed
from openrsd.evidence.rules import REDACTION, rules
from openrsd.texts import gettext as _

Parts = Mapping[int, Removed]


def redact(
    document: UUID, parts: Parts, title: str = "", note: str = "", *, acting: Actor
) -> Document:
    """A copy without these passages and parts of pages, as a document of its own.

    `title` is what the person reads; without it the copy is called after its kind alone, because
    the title of the document may name who is protected.

    It is linked to the document, and shown to nobody outside until it is disclosed. NothingRemoved
    and TooLongToCopy say why there is none.
    """
    copy, made, refusal = uuid4(), None, None
    # Before the transaction: it takes seconds, in which nobody else could save anything.
    known = policies.disclosable(acting).filter(pk=document).first()
    if known is not None:
        try:
            made = _copied(known, parts)
        except Refusal as refused:
            refusal = refused
    with (
        sealing() as sealed,
        recorded(acts.REDACT, acting=acting, subject_kind=DOCUMENT, subjects=[document, copy]),
    ):
        original = get_to_change(policies.disclosable(acting).select_related("claim"), document)
        if refusal is not None:
            raise refusal
        assert made is not None
        content, read = made
        brought = Brought("", len(content), lambda: iter([content]))
        kept = keep(original.claim, copy, brought, read, sealed, by=acting, is_hers=False)
        said = selectors.described(original)
        about = {
            "title": title or _("{kind}, with parts removed").format(kind=said.kind),
            "kind": said.said.get("kind", ""),
            "received_from": _("Made from document {number}").format(number=original.number),
            "note": note,
        }
        add_entry(kept, EntryKind.RECEIVED, about, by=acting)
        DocumentLink.objects.create(
            document=kept,
            other=original,
            compartment=kept.compartment,
            relation=REDACTION,
            by=acting.id,
        )
    return kept


def _copied(document: Document, parts: Parts) -> tuple[bytes, Read]:
    removed = {page: one for page, one in parts.items() if one.passages or one.boxes}
    if not removed or not all(1 <= page <= document.pages for page in removed):
        raise NothingRemoved
    kind = rules().file(document.kind)
    if kind is None or not kind.has_pictures:
        return _written_anew(document, removed)
    if document.pages > rules().limits.copied_pages:
        raise TooLongToCopy
    content, words = reading.without(content_of(document), removed)
    return content, Read("pdf", tuple(tuple(page) for page in words), ())


def _written_anew(document: Document, removed: Parts) -> tuple[bytes, Read]:
    pages = []
    for number in range(1, document.pages + 1):
        left_out = set(removed[number].passages) if number in removed else set()
        passages, _recognised = selectors.passages(document, number)
        pages.append(tuple("" if one.number in left_out else one.text for one in passages))
    gone = _("[removed]")
    written = "\f".join("\n".join(text or gone for text in page) for page in pages)
    return written.encode(), Read("text", tuple(pages), ())
