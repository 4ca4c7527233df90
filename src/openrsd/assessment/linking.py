"""Spans are made here, from the record and the library: what stands where, word for word."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.assessment.errors import NotSaid
from openrsd.assessment.spans import Span
from openrsd.coi import citing as coi
from openrsd.coi.errors import TouchedCitation
from openrsd.coi.selectors import passage_page, standing
from openrsd.evidence import citing as documents
from openrsd.evidence.selectors import documents_of
from openrsd.interviews.spoken import Spoken, spoken_of
from openrsd.texts import gettext as _

_BEHIND = 5


def statement(actor: Actor, claim: UUID, block: UUID, quotation: str = "") -> Span:
    """What was said in a block of an interview on this claim, or some words of it.

    NotHere where the claim has no such block open to her; NotSaid where the words are not in it.
    """
    found = next((one for one in spoken_of(actor, claim) if one.block == block), None)
    if found is None:
        raise NotHere
    return span_of(found, quotation)


def span_of(found: Spoken, quotation: str = "") -> Span:
    """The span of a block. NotSaid where the words are not in it."""
    if quotation.strip() and not coi.is_in(quotation, found.said.text):
        raise NotSaid
    return Span(
        kind="statement",
        reference=str(found),
        quotation=quotation.strip() or found.said.text,
        where={
            "interview": str(found.interview),
            "block": str(found.block),
            "version": str(found.version),
            "number": found.number,
        },
    )


def document(
    actor: Actor,
    claim: UUID,
    of: UUID,
    page: int,
    first: int,
    last: int | None = None,
    quotation: str = "",
) -> Span:
    """Passages of a document of this claim. NotHere, and NoSuchPassage of the room of documents."""
    listed = next((one for one in documents_of(actor, [claim]) if one.document.id == of), None)
    if listed is None:
        raise NotHere
    cited = documents.cite(actor, of, page, first, last, quotation)
    return Span(
        kind="document",
        reference=f"{cited} ({listed.title})",
        quotation=cited.quotation,
        where=cited.as_value(),
    )


def country(actor: Actor, edition: UUID, ordinal: int, quotation: str = "") -> Span:
    """A passage of the library. NotHere, and the refusals of the library where it cannot be cited:
    unconfirmed, withdrawn, or not these words.
    """
    cited = coi.cite(passage_page(actor, edition, ordinal).passage, quotation)
    return Span(
        kind="coi",
        reference=cited.formatted(),
        quotation=cited.quotation,
        where=cited.as_values(),
    )


def other(reference: str, quotation: str = "") -> Span:
    """Anything that stands in no record here, as somebody names it."""
    return Span(kind="other", reference=reference, quotation=quotation)


def tag_of(span: Span, at: date | None = None) -> tuple[str, str, str]:
    """How country information stands today: tone, a word or two, and why. Of anything else nothing:
    what was said and what was handed in does not grow old.
    """
    if span.kind != "coi":
        return "", "", ""
    try:
        found = standing(coi.citation_of(dict(span.where)), at)
    except TouchedCitation as error:
        return "danger", _("Not as it was cited"), str(error)
    return found.tone, found.title, " ".join(found.sentences)


def address_of(span: Span) -> str:
    """Where it is read; empty for what stands in no record here."""
    match span.kind:
        case "statement":
            page = reverse("interviews:interview", args=[str(span.where["interview"])])
            # The record is shown up to a number: some blocks behind this one.
            return f"{page}?before={int(str(span.where['number'])) + _BEHIND}"
        case "document":
            return documents.Citation.from_value(dict(span.where)).address
        case "coi":
            ordinal = int(str(span.where["ordinal"]))
            return reverse("coi:passage", args=[str(span.where["edition"]), ordinal])
        case _:
            return ""
