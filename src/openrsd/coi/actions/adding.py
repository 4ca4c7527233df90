"""Documents enter the library: originals archived, passages laid out, details guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.coi import acts
from openrsd.coi.errors import AlreadyThere
from openrsd.coi.languages import common_words, language_of
from openrsd.coi.models import Edition, Original, Passage, Source
from openrsd.coi.policies import may_write, refuse_unless_writing
from openrsd.coi.reading.mappings import Mapping
from openrsd.coi.reading.names import suffix_of
from openrsd.coi.reading.pieces import Details, Document, Piece
from openrsd.coi.reading.reader import read
from openrsd.coi.vocabulary import UNKNOWN_LANGUAGE

_AT_ONCE = 500
_FROM_WHOM_IT_IS_NOT_KNOWN = "–"
# A passage this short says little of its language: it is that of the document.
_SHORT = 80
# Languages that fewer passages are in are names and quotations.
_SHARE_OF_LANGUAGE = 0.05


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece with its language."""

    piece: Piece
    language: str


def add_file(
    content: bytes,
    name: str,
    *,
    acting: Actor,
    mapping: Mapping | None = None,
    edition_of: UUID | None = None,
) -> list[Edition]:
    """The documents of a file, each an edition whose details wait to be confirmed.

    A document that names a series, or is said to be an `edition_of` a source, becomes its newest
    edition. What is in the library already is left as it is; AlreadyThere where that is all of it.
    CannotRead says what is wrong with the file.
    """
    made = uuid4()
    # Before the transaction: nobody who writes waits for a long document to be read.
    documents = read(content, name, mapping) if may_write(acting) else []
    with recorded(acts.ADD, acting=acting, subject_kind=acts.SOURCE, subjects=[edition_of or made]):
        refuse_unless_writing(acting)
        original, is_new = Original.objects.get_or_create(
            sha256=sha256(content).hexdigest(),
            defaults={"content": content, "suffix": suffix_of(name), "size": len(content)},
        )
        parts = set() if is_new else set(original.editions.values_list("part", flat=True))
        added = [
            _add(
                document,
                original,
                edition_of if len(documents) == 1 else None,
                made if number == 0 else uuid4(),
                acting,
            )
            for number, document in enumerate(documents)
            if document.part not in parts
        ]
        if not added:
            raise AlreadyThere
    return added


def _add(
    document: Document, original: Original, edition_of: UUID | None, made: UUID, acting: Actor
) -> Edition:
    details = document.details
    source = _source(details, edition_of, made)
    laid = _laid(document)
    newest = source.editions.order_by("-sequence").first()
    edition = Edition.objects.create(
        source=source,
        sequence=newest.sequence + 1 if newest else 1,
        title=details.title[:500] or _FROM_WHOM_IT_IS_NOT_KNOWN,
        reference=details.reference[:120],
        published=details.published,
        events_from=details.events_from,
        events_until=details.events_until,
        nature=details.nature or "practice",
        languages=_languages(laid),
        countries=list(details.countries),
        topics=list(details.topics),
        address=details.address[:500],
        licence=details.licence[:300],
        retrieved=timezone.now().date(),
        original=original,
        part=document.part,
        without_words=list(document.without_words),
        passage_count=len(laid),
        added_by=acting.id,
    )
    rows = _rows(edition, laid)
    while some := list(islice(rows, _AT_ONCE)):
        Passage.objects.bulk_create(some)
    return edition


def _source(details: Details, edition_of: UUID | None, made: UUID) -> Source:
    if edition_of is not None:
        found = Source.objects.filter(pk=edition_of).first()
        if found is None:
            raise NotHere
        return found
    known = {
        "kind": details.kind or "other",
        "publisher": details.publisher[:200] or _FROM_WHOM_IT_IS_NOT_KNOWN,
        "author": details.author[:300],
    }
    if not details.series:
        return Source.objects.create(id=made, **known)
    source, _made = Source.objects.get_or_create(
        series=details.series[:120], defaults={"id": made, **known}
    )
    return source


def _laid(document: Document) -> list[Laid]:
    pieces = [piece for piece in document.pieces if piece.text]
    sample = " ".join(piece.text for piece in pieces[:60])
    of_all = language_of(sample)
    return [Laid(piece, _told(piece.text, of_all)) for piece in pieces]


def _told(text: str, of_all: str) -> str:
    found = language_of(text)
    if found == UNKNOWN_LANGUAGE:
        return of_all
    # The script of a few words tells more than the words.
    by_words = found in common_words() and of_all in common_words()
    return of_all if len(text) < _SHORT and by_words else found


def _languages(laid: list[Laid]) -> list[str]:
    """The most used first; those of a few passages only are quotations."""
    counted: dict[str, int] = {}
    for one in laid:
        counted[one.language] = counted.get(one.language, 0) + 1
    fewest = len(laid) * _SHARE_OF_LANGUAGE
    ordered = sorted(counted, key=lambda language: -counted[language])
    return [language for language in ordered if counted[language] >= fewest]


def _rows(edition: Edition, laid: list[Laid]) -> Iterator[Passage]:
    for ordinal, one in enumerate(laid, 1):
        piece = one.piece
        yield Passage(
            edition=edition,
            ordinal=ordinal,
            paragraph=piece.paragraph[:24] or str(ordinal),
            is_own_number=bool(piece.paragraph),
            page=piece.page,
            heading=piece.heading[:500],
            text=piece.text,
            language=one.language,
            countries=list(piece.countries),
            topics=list(piece.topics),
            digest=sha256(piece.text.encode()).hexdigest(),
        )
