"""Recognising the letters of a page in its picture."""

from uuid import UUID

from django.db.models import Max

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.recording import recorded
from openrsd.evidence import acts, policies, reading
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import NoWordsFound
from openrsd.evidence.models import DOCUMENT, Document, DocumentPage


def recognise(document: UUID, page: int, languages: list[str], *, acting: Actor) -> DocumentPage:
    """A new reading of a page, which stands over the earlier one without changing it.

    CannotRecognise where it is not installed here, NoWordsFound where there is nothing.
    """
    lines, refusal = [], None
    # Before the transaction: it takes seconds, in which nobody else could save anything.
    known = policies.kept(acting).filter(pk=document).first()
    if known is not None:
        try:
            lines = _recognised(known, page, languages)
        except Refusal as refused:
            refusal = refused
    with recorded(acts.RECOGNISE, acting=acting, subject_kind=DOCUMENT, subjects=[document]):
        kept = get_to_change(policies.kept(acting), document)
        if refusal is not None:
            raise refusal
        last = kept.texts.filter(number=page).aggregate(last=Max("reading"))["last"] or 0
        return DocumentPage.objects.create(
            document=kept,
            compartment=kept.compartment,
            number=page,
            reading=last + 1,
            is_recognised=True,
            passages=lines,
        )


def _recognised(document: Document, page: int, languages: list[str]) -> list[str]:
    said = reading.recognise(content_of(document), page, languages)
    lines = [line.strip() for line in said if line.strip()]
    if not lines:
        raise NoWordsFound
    return lines
