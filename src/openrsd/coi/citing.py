"""A citation: what was said where, and when it was read. It never changes.

It carries all that is needed to show and to check it, so that it stands as it was made whatever
becomes of the source: new editions, corrected details, a library that is lost.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.coi.errors import NotConfirmed, NotInPassage, TouchedCitation, Withdrawn
from openrsd.coi.models import Passage, State
from openrsd.texts import gettext as _

# Words left out of a quotation.
OMISSION = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|\[\. \. \.\])\s*")
_SPACE = re.compile(r"\s+")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage as it was cited. `hash` is over everything else; `as_values` is what to keep."""

    source: UUID
    edition: UUID
    passage: int
    ordinal: int
    publisher: str
    author: str
    title: str
    reference: str
    published: str
    paragraph: str
    is_own_number: bool
    page: int | None
    heading: str
    language: str
    quotation: str
    passage_digest: str
    original_digest: str
    address: str
    retrieved: str
    cited_on: str
    hash: str = ""

    def as_values(self) -> dict[str, Any]:
        """Plain values for a sealed column or a file; `citation_of` reads them."""
        return {**asdict(self), "source": str(self.source), "edition": str(self.edition)}

    def formatted(self) -> str:
        """As reports and decisions cite: body, title, reference, date, paragraph, address."""
        return cited_as(self)

    @property
    def pinpoint(self) -> str:
        """The place: para. 23, p. 7."""
        number = f"para. {self.paragraph}" if self.is_own_number else f"[{self.ordinal}]"
        return number + (f", p. {self.page}" if self.page else "")


def cite(passage: Passage, quotation: str = "") -> Citation:
    """The citation of a passage today, of these words of it or of the whole.

    NotInPassage where the words are not in it; NotConfirmed and Withdrawn where its document
    cannot be cited.
    """
    edition = passage.edition
    if edition.state == State.WITHDRAWN:
        raise Withdrawn
    if edition.state != State.CONFIRMED:
        raise NotConfirmed
    words = quotation.strip() or passage.text
    if not is_in(words, passage.text):
        raise NotInPassage
    bare = Citation(
        source=edition.source_id,
        edition=edition.id,
        passage=passage.pk,
        ordinal=passage.ordinal,
        publisher=edition.source.publisher,
        author=edition.source.author,
        title=edition.title,
        reference=edition.reference,
        published=edition.published,
        paragraph=passage.paragraph,
        is_own_number=passage.is_own_number,
        page=passage.page,
        heading=passage.heading,
        language=passage.language,
        quotation=words,
        passage_digest=passage.digest,
        original_digest=edition.original_id,
        address=edition.address,
        retrieved=edition.retrieved.isoformat(),
        cited_on=timezone.now().date().isoformat(),
    )
    return Citation(**{**asdict(bare), "hash": _hash_of(bare)})


def citation_of(values: dict[str, Any]) -> Citation:
    """A citation from what was kept of it. TouchedCitation where it is not as it was made."""
    try:
        given = {field.name: values[field.name] for field in fields(Citation)}
        read = Citation(
            **{**given, "source": UUID(given["source"]), "edition": UUID(given["edition"])}
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        raise _touched() from None
    if read.hash != _hash_of(read):
        raise _touched()
    return read


def is_in(quotation: str, text: str) -> bool:
    """Whether all parts of a quotation stand in the text in their order."""
    at, plain = 0, _plain(text)
    parts = [part for part in map(_plain, OMISSION.split(quotation)) if part]
    for part in parts:
        at = plain.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(parts)


def cited_as(citation: Citation) -> str:
    """The usual style of COI reports, in one line."""
    parts = [
        ", ".join(filter(None, [citation.publisher, _if_other(citation)])),
        citation.title,
        citation.reference,
        day_shown(citation.published),
        citation.pinpoint,
        citation.address,
    ]
    accessed = _("accessed {day}").format(day=day_shown(citation.retrieved))
    return f"{', '.join(filter(None, parts))} ({accessed})"


def _if_other(citation: Citation) -> str:
    return "" if citation.author == citation.publisher else citation.author


def day_shown(partial: str) -> str:
    """7 February 2014, February 2014, 2014; or that the day is not known."""
    if not partial:
        return _("undated")
    year, month, day = [*partial.split("-"), "", ""][:3]
    if not month:
        return year
    said = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{date.fromisoformat(partial).day} {said}" if day else said


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return _SPACE.sub(" ", folded).strip()


def _hash_of(citation: Citation) -> str:
    values = {name: value for name, value in citation.as_values().items() if name != "hash"}
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _touched() -> TouchedCitation:
    return TouchedCitation(
        _("This citation is not as it was made: its hash does not fit. Cite the passage again.")
    )
