"""Looks for planted words in bytes, in every form in which a program might have written them."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

_COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST_OPENED = 16 * 1024 * 1024
_MOST_NESTED = 3
CHUNK = 8 * 1024 * 1024


@dataclass(frozen=True)
class Find:
    """Where a planted word stands in clear, and in which form."""

    place: str
    word: str
    form: str


def forms_of(word: str) -> dict[str, bytes]:
    """How the word may be written, by the name of the form."""
    forms: dict[str, bytes] = {}
    for case, text in (("", word), ("folded ", word.casefold())):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(code)
            forms[f"{case}{code}"] = raw
            forms[f"{case}hex of {code}"] = raw.hex().encode()
            forms[f"{case}HEX of {code}"] = raw.hex().upper().encode()
            for offset in range(3):
                forms[f"{case}base64 at {offset} of {code}"] = _base64(raw, offset)
                forms[f"{case}web base64 at {offset} of {code}"] = _base64(raw, offset).translate(
                    bytes.maketrans(b"+/", b"-_")
                )
        escaped = json.dumps(text)[1:-1]
        forms[f"{case}JSON"] = escaped.encode()
        forms[f"{case}JSON in capitals"] = re.sub(
            r"\\u[0-9a-f]{4}", lambda found: "\\u" + found.group()[2:].upper(), escaped
        ).encode()
        forms[f"{case}JSON twice"] = json.dumps(escaped)[1:-1].encode()
        forms[f"{case}percent"] = quote(text, safe="").encode()
        forms[f"{case}form"] = quote_plus(text).encode()
        forms[f"{case}HTML"] = text.encode("ascii", "xmlcharrefreplace")
        forms[f"{case}Python"] = ascii(text.encode())[2:-1].encode()
    return forms


def _base64(raw: bytes, offset: int) -> bytes:
    """The letters that stand for these bytes alone when they begin `offset` bytes into a group."""
    coded = base64.b64encode(bytes(offset) + raw)
    end = len(coded) if (offset + len(raw)) % 3 == 0 else len(coded) - 4
    return coded[(0, 4, 4)[offset] : end]


class Scanner:
    """Looks for these words."""

    def __init__(self, *words: str) -> None:
        self._needles = {
            needle: (word, form) for word in words for form, needle in forms_of(word).items()
        }
        self._pattern = re.compile(b"|".join(map(re.escape, self._needles)))
        self._overlap = max(map(len, self._needles))

    def in_bytes(self, content: bytes, place: str, depth: int = 0) -> Iterator[Find]:
        """Everything found in the bytes and in what is compressed within them."""
        for found in self._pattern.finditer(content):
            yield Find(place, *self._needles[found.group()])
        if depth < _MOST_NESTED:
            for start in _COMPRESSED.finditer(content):
                inner = _inflated(content, start.start())
                if inner:
                    yield from self.in_bytes(inner, f"{place} (compressed)", depth + 1)

    def in_file(self, path: Path) -> Iterator[Find]:
        """Everything found in a file, and in its name."""
        yield from self.in_bytes(str(path).encode(), "a file's name")
        with path.open("rb") as file:
            before = b""
            while chunk := file.read(CHUNK):
                yield from self.in_bytes(before + chunk, path.name)
                before = chunk[-self._overlap :]

    def in_folder(self, folder: Path) -> list[Find]:
        """Everything found in the files of a folder and of those within it."""
        paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_socket()]
        return [found for path in sorted(paths) for found in self.in_file(path)]


def _inflated(content: bytes, start: int) -> bytes:
    try:
        # Both zlib and gzip by their first bytes.
        return zlib.decompressobj(47).decompress(content[start:], _MOST_OPENED)
    except zlib.error:
        return b""
