"""Citing a document: down to the passage, word for word, so that anyone finds it again.

Findings, drafts and letters keep a citation as a plain value (`as_value`, `from_value`). Passages
never change their numbers, and a later reading of a page stands beside the one that was cited.
"""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.evidence import selectors
from openrsd.evidence.errors import NoSuchPassage
from openrsd.evidence.models import Document, DocumentPage
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Citation:
    """Passages of a page, in the reading in which they were cited, and the words that are quoted.

    `sha256` is that of the file as it came.
    """

    document: UUID
    number: int
    page: int
    reading: int
    first: int
    last: int
    quotation: str
    sha256: str

    def __str__(self) -> str:
        """How people read it."""
        said = {"number": self.number, "page": self.page, "first": self.first, "last": self.last}
        if self.first == self.last:
            return _("Document {number}, page {page}, passage {first}").format(**said)
        return _("Document {number}, page {page}, passages {first} to {last}").format(**said)

    @property
    def address(self) -> str:
        """Where the passage is read."""
        page = reverse("evidence:document", args=[self.document])
        return f"{page}?page={self.page}#p{self.first}"

    def as_value(self) -> dict[str, Any]:
        """A plain value, to be sealed with whatever cites."""
        return {**asdict(self), "document": str(self.document)}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Citation":
        """The citation that was kept so."""
        return cls(**{**value, "document": UUID(value["document"])})


def cite(
    actor: Actor,
    document: UUID,
    page: int,
    first: int,
    last: int | None = None,
    quotation: str = "",
) -> Citation:
    """Cites passages of a page as last read; without a quotation all their words are quoted.

    NotHere where the document is not open to the reader. NoSuchPassage where the page has no such
    passage, or does not say what is quoted.
    """
    found = selectors.document(actor, document)
    read = DocumentPage.objects.filter(document=found, number=page).order_by("-reading").first()
    words = _words_of(read, first, first if last is None else last)
    if not _plain(words) or _plain(quotation) not in _plain(words):
        raise NoSuchPassage
    assert read is not None
    return Citation(
        document,
        found.number,
        page,
        read.reading,
        first,
        first if last is None else last,
        quotation or words,
        _hash_of(found),
    )


def still_stands(actor: Actor, citation: Citation) -> bool:
    """Whether the document, as far as the reader has it open, says what is quoted of it."""
    try:
        found = selectors.document(actor, citation.document)
    except NotHere:
        return False
    read = DocumentPage.objects.filter(
        document=found, number=citation.page, reading=citation.reading
    ).first()
    words = _words_of(read, citation.first, citation.last)
    return _hash_of(found) == citation.sha256 and _plain(citation.quotation) in _plain(words)


def _words_of(read: DocumentPage | None, first: int, last: int) -> str:
    texts = selectors.texts_of(read) if read else []
    return "\n".join(texts[first - 1 : last]) if 1 <= first <= last <= len(texts) else ""


def _plain(text: str) -> str:
    """Without how the lines were broken."""
    return " ".join(text.split())


def _hash_of(document: Document) -> str:
    return str(selectors.origin_of(document).get("sha256", ""))
