"""A file of any kind that can be read becomes documents with guessed details."""

import gzip
import re
import zlib
from dataclasses import astuple, replace
from io import BytesIO

from openrsd.coi.dates import checked
from openrsd.coi.errors import CannotRead, NothingInIt, TooLarge
from openrsd.coi.reading import closed, html, mail, markdown, plain, tables
from openrsd.coi.reading.guessing import guessed
from openrsd.coi.reading.mappings import Mapping
from openrsd.coi.reading.names import CLOSED, PACKED, suffix_of
from openrsd.coi.reading.pieces import Details, Document, text_of
from openrsd.coi.vocabulary import KINDS, NATURES, TOPICS
from openrsd.law.countries import country_codes
from openrsd.texts import gettext as _

MOST_BYTES = 32 * 1024 * 1024
_NO_LETTER = re.compile("[\x00\ud800-\udfff]")


def read(content: bytes, name: str, mapping: Mapping | None = None) -> list[Document]:
    """The documents of a file, usually one, each with passages.

    `mapping` says what the columns of a table mean; without one a shipped mapping must know them.
    Raises CannotRead, with a sentence for who brought the file.
    """
    suffix = suffix_of(name)
    if len(content) > MOST_BYTES:
        raise TooLarge
    if suffix.endswith(PACKED):
        content, suffix = _unpacked(content), suffix.removesuffix(PACKED)
    try:
        documents = _documents(content, suffix, mapping)
    except RecursionError:
        raise CannotRead(_("This file is nested too deeply to be a document.")) from None
    kept = [document for document in documents if any(piece.text for piece in document.pieces)]
    if not kept:
        raise NothingInIt
    for document in kept:
        _check_letters(document)
        _check(document.details)
    return kept


def _check_letters(document: Document) -> None:
    """Escapes can write what is no letter: no database and no printer takes it."""
    said = (value for value in astuple(document.details) if isinstance(value, str))
    for text in (*said, *(piece.text + piece.heading for piece in document.pieces)):
        if _NO_LETTER.search(text):
            raise CannotRead(_("This file holds characters that no text has."))


def _check(details: Details) -> None:
    """What a document says of itself in codes and days must be some."""
    for day in (details.published, details.events_from, details.events_until):
        checked(day)
    for said, known in (
        ((details.kind,), KINDS),
        ((details.nature,), NATURES),
        (details.topics, TOPICS),
        (details.countries, country_codes()),
    ):
        unknown = [code for code in said if code and code not in known]
        if unknown:
            raise CannotRead(
                _("'{code}' is not one of: {known}.").format(
                    code=unknown[0], known=", ".join(sorted(known))
                )
            )


def _documents(content: bytes, suffix: str, mapping: Mapping | None) -> list[Document]:
    if suffix in CLOSED:
        lines = closed.lines_of(content)
        document = Document(plain.pieces_of(lines.text), without_words=lines.without_words)
        return [replace(document, details=guessed(document, plain.front_of(lines.text)))]
    if suffix == ".eml":
        document = mail.read(content)
        return [Document(document.pieces, guessed(document, []))]
    text = text_of(content)
    match suffix:
        case ".csv":
            return tables.read_csv(text, mapping)
        case ".json" | ".jsonl":
            return tables.read_json(text, mapping)
        case ".md":
            document = markdown.read(text)
        case ".html" | ".htm":
            document = html.read(text)
        case _:
            document = Document(plain.pieces_of(text))
            return [Document(document.pieces, guessed(document, plain.front_of(text)))]
    return [Document(document.pieces, guessed(document, []))]


def _unpacked(content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            unpacked = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise CannotRead from None
    if len(unpacked) > MOST_BYTES:
        raise TooLarge
    return unpacked
