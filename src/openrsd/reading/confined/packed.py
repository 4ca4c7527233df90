"""DOCX and ODT: archives of XML. Only the parts that hold words are unpacked, counted as they come.

What an archive says of its own sizes is not believed.
"""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat
from zlib import error as ZlibError  # noqa: N812 - named as an error is

from openrsd.reading.confined.found import Found, Limits, passages_of
from openrsd.reading.confined.refused import Refused

_MOST_PARTS = 10_000
_PIECE = 64 * 1024
_DEEPEST = 400
_AT_ITS_END = True
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_ODF_TYPE = b"application/vnd.oasis.opendocument.text"
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_LOCKED = 1

_Damaged = (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, ValueError, KeyError)


def read_packed(content: bytes, limits: Limits) -> Found:
    """The words of a DOCX or an ODT. Refused with `archive` for any other archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _read(archive, limits)
    except _Damaged:
        raise Refused("cut-off") from None
    except RuntimeError:
        # What is encrypted, as the library says it.
        raise Refused("locked") from None


def _read(archive: zipfile.ZipFile, limits: Limits) -> Found:
    parts = archive.namelist()
    if len(parts) > _MOST_PARTS:
        raise Refused("bomb")
    if any(one.flag_bits & _LOCKED for one in archive.infolist()):
        raise Refused("locked")
    unpacking = _Unpacking(archive, limits.unpacked)
    if "word/document.xml" in parts:
        if any(name.lower().endswith("vbaproject.bin") for name in parts):
            raise Refused("macros")
        pages = [page for part in _WORD_PARTS if part in parts for page in _pages(
            unpacking.part(part), _word
        )]  # fmt: skip
        return _noted(Found("docx", pages), parts, ("word/media/", "word/embeddings/"))
    if "mimetype" in parts and b"".join(unpacking.part("mimetype")).strip() == _ODF_TYPE:
        manifest = b"".join(unpacking.part("META-INF/manifest.xml"))
        if b"encryption-data" in manifest:
            raise Refused("locked")
        if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
            raise Refused("macros")
        pages = _pages(unpacking.part("content.xml"), _open_document)
        return _noted(Found("odt", pages), parts, ("Pictures/", "Object "))
    raise Refused("archive")


def _noted(found: Found, parts: list[str], inside: tuple[str, ...]) -> Found:
    if any(name.startswith(inside) for name in parts):
        found.note("has-more-inside")
    return found


class _Unpacking:
    """Parts of an archive piece by piece, and together no more than allowed."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self._archive, self._left = archive, most

    def part(self, name: str) -> Iterator[bytes]:
        with self._archive.open(name) as source:
            while piece := source.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise Refused("bomb")
                yield piece


class _Telling:
    """Words as they come out of a document, page by page."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.words: list[str] = []

    def end_passage(self) -> None:
        self.pages[-1].append("".join(self.words))
        self.words.clear()

    def end_page(self) -> None:
        self.end_passage()
        self.pages.append([])


_Reader = Callable[[str, dict[str, str], _Telling], bool | None]


def _word(name: str, said: dict[str, str], telling: _Telling) -> bool | None:
    """Whether the text inside is told; None where this changes nothing."""
    for space in (_WORD, _STRICT_WORD):
        if not name.startswith(space):
            continue
        local = name.removeprefix(space)
        if local == "p":
            telling.end_passage()
        elif local == "tab":
            telling.words.append(" ")
        elif local == "lastRenderedPageBreak" or said.get(f"{space}type") == "page":
            telling.end_page()
        elif local in {"br", "cr"}:
            telling.words.append(" ")
        return local == "t"
    return False


def _open_document(name: str, _said: dict[str, str], telling: _Telling) -> bool | None:
    if not name.startswith(_ODF_TEXT):
        return None
    local = name.removeprefix(_ODF_TEXT)
    if local in {"p", "h"}:
        telling.end_passage()
        return True
    if local == "soft-page-break":
        telling.end_page()
    elif local in {"s", "tab", "line-break"}:
        telling.words.append(" ")
    return None


def _pages(source: Iterator[bytes], reader: _Reader) -> list[list[str]]:
    telling, told = _Telling(), [False]

    def start(name: str, said: dict[str, str]) -> None:
        answer = reader(name, said, telling)
        told.append(told[-1] if answer is None else answer)
        if len(told) > _DEEPEST:
            raise Refused("bomb")

    def end(_name: str) -> None:
        told.pop()

    def words(text: str) -> None:
        if told[-1]:
            telling.words.append(text)

    def no_definitions(*_named: object) -> None:
        # Where definitions stand, a small file can grow without end, or ask for other files.
        raise Refused("bomb")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = no_definitions
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    try:
        for piece in source:
            parser.Parse(piece)
        parser.Parse(b"", _AT_ITS_END)
    except expat.ExpatError:
        raise Refused("cut-off") from None
    telling.end_passage()
    return [passages_of(page) for page in telling.pages]
