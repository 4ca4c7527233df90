"""What is offered to rest a fact or a finding on, and what of it was chosen. No word of a person
stands in an address: what is chosen is named by ids and numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.assessment.marked import MarkedBlock, marked_of
from openrsd.assessment.selectors import AssessmentPage
from openrsd.coi import selectors as library
from openrsd.coi.index.searching import Filters
from openrsd.coi.shown import standing_shown
from openrsd.evidence.selectors import Listed, Passage, documents_of, passages
from openrsd.evidence.selectors import document as opened_document
from openrsd.interviews.spoken import Spoken

AROUND = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that was chosen: which kind, how it is called, its words, and what a form begins
    with. `passages` are those of a page of a document.
    """

    kind: str
    title: str
    words: str
    first: Mapping[str, Any]
    passages: tuple[Passage, ...] = ()
    pages: tuple[int, ...] = ()
    tag: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is: marked blocks, blocks around a number, documents, and what the library has."""

    marked: list[MarkedBlock]
    blocks: list[Spoken]
    count: int
    documents: list[Listed]
    hits: list[tuple[library.Hit, Mapping[str, Any]]]


def chosen(
    actor: Actor, page: AssessmentPage, spoken: list[Spoken], asked: Mapping[str, str]
) -> Choice | None:
    """What an address names: `block`; `document` and `page`; `edition` and `ordinal`. NotHere where
    there is no such thing for her.
    """
    try:
        if "block" in asked:
            return _block(spoken, UUID(asked["block"]))
        if "document" in asked:
            return _document(actor, page, UUID(asked["document"]), int(asked.get("page", "1")))
        if "edition" in asked:
            return _passage(actor, UUID(asked["edition"]), int(asked["ordinal"]))
    except (ValueError, KeyError):
        raise NotHere from None
    return None


def on_offer(
    actor: Actor, page: AssessmentPage, spoken: list[Spoken], asked: Mapping[str, str]
) -> Offer:
    """What can be chosen. `near` is a number of a block, `q` words for the library."""
    near, words = asked.get("near", ""), asked.get("q", "").strip()
    around = int(near) if near.isdecimal() and len(near) < AROUND else None
    return Offer(
        marked=marked_of(spoken, page.assessed),
        blocks=[one for one in spoken if around and abs(one.number - around) <= AROUND],
        count=len(spoken),
        documents=documents_of(actor, [page.claim.id]),
        hits=[
            (hit, standing_shown(hit.standing, hit.edition))
            for hit in (library.find(actor, words, Filters()).hits if words else [])
        ],
    )


def _block(spoken: list[Spoken], block: UUID) -> Choice:
    found = next((one for one in spoken if one.block == block), None)
    if found is None:
        raise NotHere
    return Choice("statement", str(found), found.said.text, {"block": block})


def _document(actor: Actor, page: AssessmentPage, document: UUID, number: int) -> Choice:
    listed = documents_of(actor, [page.claim.id])
    found = next((one for one in listed if one.document.id == document), None)
    if found is None or not 1 <= number <= found.document.pages:
        raise NotHere
    words, _recognised = passages(opened_document(actor, document), number)
    first = {"document": document, "page": number, "first": 1}
    return Choice(
        "document",
        found.title,
        "",
        first,
        tuple(words),
        tuple(range(1, found.document.pages + 1)),
    )


def _passage(actor: Actor, edition: UUID, ordinal: int) -> Choice:
    found = library.passage_page(actor, edition, ordinal)
    first = {"edition": edition, "ordinal": ordinal}
    tag = standing_shown(found.standing, found.edition)
    return Choice("coi", found.edition.title, found.passage.text, first, tag=tag)
