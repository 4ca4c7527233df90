"""What is read out of a document, and common work on its text."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from openrsd.coi.errors import CannotRead
from openrsd.texts import gettext as _

# A passage longer than this is split at the end of a sentence; its number stays.
LONGEST = 3000
_SENTENCE_END = re.compile(r"(?<=[.!?;。！？؟။།])\s+|(?<=[。！？။])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One passage: its text, the number that the document gives it, its page, what it is under."""

    text: str
    paragraph: str = ""
    page: int | None = None
    heading: str = ""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What a document says of itself, or is guessed from it. What is not known is empty."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    kind: str = ""
    reference: str = ""
    published: str = ""
    events_from: str = ""
    events_until: str = ""
    nature: str = ""
    address: str = ""
    licence: str = ""
    series: str = ""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def over(self, guessed: "Details") -> "Details":
        """What is said here, and the other where nothing is."""
        lacking = {
            name: getattr(guessed, name) for name in self.__slots__ if not getattr(self, name)
        }
        return replace(self, **lacking)


def details_of(said: Mapping[str, str]) -> Details:
    """Details by their names, without countries and topics."""
    return replace(Details(), **dict(said))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read. `part` names it where a file holds several."""

    pieces: tuple[Piece, ...]
    details: Details = field(default_factory=Details)
    part: str = ""
    # Pages that are pictures without words.
    without_words: tuple[int, ...] = ()


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. CannotRead for other encodings."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotRead(
            _(
                "The letters of this file cannot be read from byte {place} on; save it as UTF-8."
            ).format(place=error.start + 1)
        ) from None
    if "\x00" in text:
        raise CannotRead(_("This file is not a text; it holds bytes that no text has."))
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return _SPACE.sub(" ", text).strip()


def split_long(piece: Piece) -> list[Piece]:
    """The same piece, or several of the same number where it is very long."""
    if len(piece.text) <= LONGEST:
        return [piece]
    parts, now = list[str](), ""
    for sentence in _SENTENCE_END.split(piece.text):
        while len(sentence) > LONGEST:
            parts += [now] if now else []
            now = ""
            parts.append(sentence[:LONGEST])
            sentence = sentence[LONGEST:]
        if now and len(now) + len(sentence) >= LONGEST:
            parts.append(now)
            now = sentence
        else:
            now = f"{now} {sentence}" if now else sentence
    parts += [now] if now else []
    return [replace(piece, text=part.strip()) for part in parts if part.strip()]
