"""Reading documents, always for someone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, User
from openrsd.accounts.recording import note
from openrsd.casework.models import CLAIM, Claim
from openrsd.evidence import acts, policies
from openrsd.evidence.models import (
    DOCUMENT,
    Document,
    DocumentEntry,
    DocumentLink,
    DocumentPage,
    EntryKind,
)
from openrsd.evidence.rules import rules, title_in
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import Result
from openrsd.texts import gettext as _

T = TypeVar("T")
_DESCRIBING = (EntryKind.RECEIVED, EntryKind.DESCRIBED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list. `gist` alone is told of one that is kept from the reader."""

    document: Document
    title: str
    kind: str
    said: dict[str, Any]
    gist: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class ForPerson:
    """What the person and counsel are shown of the documents of a claim, and told of the others."""

    shown: list[Listed]
    gists: list[Listed]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage under the number by which it is cited."""

    number: int
    text: str

    @property
    def code(self) -> str:
        """The number as it stands in a form."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the chain of a document."""

    entry: DocumentEntry
    by: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Linked:
    """A document to which another stands in a relation, in words."""

    document: Document
    words: str


def claim_to_list(actor: Actor, record: UUID) -> Claim:
    """A claim whose list of documents the reader may see. Else NotHere."""
    claims = policies.listed(actor).select_related("case", "person")
    return get_for(actor, claims, record, act=acts.LIST, subject_kind=CLAIM)


def documents_of(actor: Actor, claims: Iterable[UUID]) -> list[Listed]:
    """The documents of these claims that are open to the reader, by number. Part of a page that has
    recorded its look.
    """
    found = policies.readable(actor).filter(claim__in=list(claims)).order_by("claim", "number")
    return _listed(list(found.prefetch_related("entries")))


def kept_from(actor: Actor, claim: UUID) -> list[Listed]:
    """Documents that the reader, the person or counsel, is told the gist of and is not shown."""
    if actor.kind == AccountKind.STAFF or not policies.listed(actor).filter(pk=claim).exists():
        return []
    return _gists_of(claim)


def for_person(actor: Actor, record: UUID) -> tuple[Claim, ForPerson]:
    """A claim, and what the person is shown and told of its documents, whoever prints it for her.

    NotHere where the reader does not see the list.
    """
    claims = policies.listed(actor).select_related("case")
    found = get_for(actor, claims, record, act=acts.PRINT_LIST, subject_kind=CLAIM)
    hers = Document.objects.filter(claim=found).filter(Q(is_hers=True) | Q(is_disclosed=True))
    shown = _listed(list(hers.order_by("number").prefetch_related("entries")))
    return found, ForPerson(shown, _gists_of(found.pk))


def claim_to_add_to(actor: Actor, record: UUID) -> Claim:
    """A claim to which she may add a document, without opening it. Else NotHere."""
    claims = policies.receivable(actor).select_related("case", "person")
    return _one(actor, claims.filter(pk=record).first(), record, acts.LIST, CLAIM)


def claims_to_add_to(actor: Actor, person: UUID) -> list[UUID]:
    """The claims of a person to which she may add documents."""
    found = policies.receivable(actor).filter(person=person).order_by("opened_at")
    return list(found.values_list("pk", flat=True))


def document_to_tell(actor: Actor, record: UUID) -> Document:
    """A document of which she may say more. Else NotHere."""
    found = policies.kept(actor).select_related("claim__case").filter(pk=record).first()
    return _one(actor, found, record, acts.LOOK, DOCUMENT)


def document_to_disclose(actor: Actor, record: UUID) -> Document:
    """A document that she may show to the person, whole or in part. Else NotHere."""
    found = policies.disclosable(actor).select_related("claim__case").filter(pk=record).first()
    return _one(actor, found, record, acts.LOOK, DOCUMENT)


def document_to_withhold(actor: Actor, record: UUID) -> Document:
    """A document that she may keep from the person. Else NotHere."""
    found = policies.withholdable(actor).select_related("claim__case").filter(pk=record).first()
    return _one(actor, found, record, acts.LOOK, DOCUMENT)


def document(actor: Actor, record: UUID, act: Act = acts.LOOK) -> Document:
    """One document, after the look is recorded. NotHere where it is not open to the reader."""
    documents = policies.readable(actor).select_related("claim__case")
    return get_for(actor, documents, record, act=act, subject_kind=DOCUMENT)


def described(found: Document) -> Listed:
    """What is said of a document that the reader has open."""
    return _listed([found])[0]


def passages(found: Document, page: int) -> tuple[list[Passage], bool]:
    """The passages of a page as last read, and whether they were recognised in its picture."""
    read = DocumentPage.objects.filter(document=found, number=page).order_by("-reading").first()
    if read is None:
        return [], False
    return [Passage(n, text) for n, text in enumerate(texts_of(read), 1)], read.is_recognised


def texts_of(page: DocumentPage) -> list[str]:
    """The passages of one reading of a page, the first being passage 1."""
    texts = page.passages.open_or([])
    assert isinstance(texts, list)
    return [str(text) for text in texts]


def origin_of(found: Document) -> dict[str, Any]:
    """`sha256`, `file_name` and `notes` of a document, as it came; empty once it is erased."""
    origin = found.origin.open_or({})
    assert isinstance(origin, dict)
    return origin


def chain_of(found: Document) -> list[Link]:
    """Every entry of a document in its order, with who made it and what it says."""
    entries = list(found.entries.order_by("position"))
    users = User.objects.filter(id__in={one.by for one in entries})
    names = {user.id: user.display_name.open_or(user.username) for user in users}
    return [Link(one, names.get(one.by, ""), _content(one)) for one in entries]


def links_of(actor: Actor, found: Document) -> list[Linked]:
    """How it stands to other documents that the reader may see, both ways."""
    links = DocumentLink.objects.select_related("document", "other")
    seen = set(policies.readable(actor).filter(claim=found.claim_id).values_list("pk", flat=True))
    there = [
        Linked(one.other, _(title_in(rules().relations, one.relation)))
        for one in links.filter(document=found)
        if one.other_id in seen
    ]
    ways = {one.id: one.other_way for one in rules().relations}
    back = [
        Linked(one.document, _(ways.get(one.relation, one.relation)))
        for one in links.filter(other=found)
        if one.document_id in seen
    ]
    return [*there, *back]


def others_of(actor: Actor, found: Document) -> list[Document]:
    """Documents of the same claim to which it can be linked."""
    others = policies.kept(actor).filter(claim=found.claim_id).exclude(pk=found.pk)
    return list(others.order_by("number"))


def _one(actor: Actor, found: T | None, record: UUID, act: Act, kind: str) -> T:
    result = Result.REFUSED if found is None else Result.DONE
    with transaction.atomic():
        note(act, acting=actor, subject_kind=kind, subjects=[record], result=result)
    if found is None:
        raise NotHere
    return found


def _gists_of(claim: UUID) -> list[Listed]:
    hidden = Document.objects.filter(claim=claim, is_hers=False, is_disclosed=False)
    found = []
    for one in hidden.prefetch_related("entries").order_by("number"):
        last = _last(one, (EntryKind.DISCLOSED, EntryKind.WITHHELD))
        if last is not None and last.kind == EntryKind.WITHHELD:
            gist = str(_content(last).get("gist", ""))
            found.append(Listed(one, _("Not shown"), "", {}, gist, is_withheld=True))
    return found


def _listed(found: list[Document]) -> list[Listed]:
    listed = []
    for one in found:
        last = _last(one, _DESCRIBING)
        said = _content(last) if last else {}
        told = _last(one, (EntryKind.DISCLOSED, EntryKind.WITHHELD))
        withheld = told is not None and told.kind == EntryKind.WITHHELD
        listed.append(
            Listed(
                one,
                str(said.get("title") or _("Without a title")),
                _(title_in(rules().documents, str(said.get("kind", "")))),
                said,
                is_withheld=withheld,
            )
        )
    return listed


def _last(found: Document, kinds: tuple[EntryKind, ...]) -> DocumentEntry | None:
    told = [one for one in found.entries.all() if one.kind in kinds]
    return max(told, key=lambda one: one.position, default=None)


def _content(entry: DocumentEntry) -> dict[str, Any]:
    content = entry.content.open_or({})
    return content if isinstance(content, dict) else {}
