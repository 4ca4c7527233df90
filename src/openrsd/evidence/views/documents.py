"""One document: its pages and passages, its chain, and copies of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind
from openrsd.evidence import acts, policies, reading, selectors
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import Busy, ErasedDocument, NotTaken
from openrsd.evidence.models import Document, EntryKind
from openrsd.evidence.rules import rules
from openrsd.evidence.words import NOTES, entry_in_words, recognition
from openrsd.texts import gettext as _

LATER = 503


@signed_in
@require_GET
def document(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A document, one page of it at a time."""
    found = selectors.document(actor, record)
    return render(request, "evidence/document.html", shown_of(request, actor, found))


def shown_of(request: HttpRequest, actor: Actor, found: Document) -> dict[str, object]:
    """What stands on the page of a document. NotHere where it has no such page."""
    page = _page_asked(request, found)
    passages, is_recognised = selectors.passages(found, page)
    kind = rules().file(found.kind)
    has_picture = bool(kind and kind.has_pictures)
    is_staff = actor.kind == AccountKind.STAFF
    may_tell = policies.kept(actor).filter(pk=found.pk).exists()
    origin = selectors.origin_of(found)
    return {
        "listed": selectors.described(found),
        "document": found,
        "file_kind": _(kind.title) if kind else found.kind,
        "page": page,
        "pages": range(1, found.pages + 1),
        "passages": passages,
        "is_recognised": is_recognised,
        "has_picture": has_picture,
        "links": selectors.links_of(actor, found),
        "is_staff": is_staff,
        "chain": _chain(found) if is_staff else [],
        "origin": origin if is_staff else {},
        "notes": [_(NOTES[one]) for one in origin.get("notes", []) if one in NOTES],
        "may_tell": may_tell,
        "may_disclose": policies.disclosable(actor).filter(pk=found.pk).exists(),
        "may_withhold": policies.withholdable(actor).filter(pk=found.pk).exists(),
        "recognition": recognition() if may_tell and has_picture else [],
        "may_recognise": may_tell and has_picture,
    }


@signed_in
@require_GET
def picture(request: HttpRequest, actor: Actor, record: UUID, page: int) -> HttpResponse:
    """A page as a picture that was drawn anew."""
    found = selectors.document(actor, record)
    if not 1 <= page <= found.pages:
        raise NotHere
    try:
        drawn = reading.picture_of(content_of(found), page)
    except Busy:
        return HttpResponse(status=LATER)
    except (NotTaken, ErasedDocument):
        raise NotHere from None
    return HttpResponse(drawn, content_type="image/jpeg")


@signed_in
@require_GET
def original(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The file as it came, as a download that no browser opens by itself."""
    found = selectors.document(actor, record, acts.TAKE_COPY)
    kind = rules().file(found.kind)
    try:
        # The whole of it: nothing is given out before the last piece is verified.
        whole = b"".join(content_of(found))
    except ErasedDocument:
        raise NotHere from None
    answer = HttpResponse(whole, content_type="application/octet-stream")
    ending = kind.ending if kind else "bin"
    answer["Content-Disposition"] = f'attachment; filename="document-{found.number}.{ending}"'
    return answer


def _page_asked(request: HttpRequest, found: Document) -> int:
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if not 1 <= page <= max(found.pages, 1):
        raise NotHere
    return page


def _chain(found: Document) -> list[tuple[str, selectors.Link, list[tuple[str, str]]]]:
    return [
        (_(str(EntryKind(one.entry.kind).label)), one, entry_in_words(one.content))
        for one in selectors.chain_of(found)
    ]
