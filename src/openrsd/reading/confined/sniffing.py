"""What a file is, from its bytes. Its name is not asked.

A file that is two things at once is refused: what is read here would not be what another program
shows.
"""

from openrsd.reading.confined.refused import Refused

PDF, PACKED, HTML, TEXT = "pdf", "packed", "html", "text"
PICTURES = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
# Known, and not taken: the reason says what to send instead.
_NOT_TAKEN = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old-office",
    b"{\\rtf": "rich-text",
    b"Rar!": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"\x28\xb5\x2f\xfd": "archive",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"#!": "program",
    b"ID3": "sound",
    b"OggS": "sound",
    b"fLaC": "sound",
    b"\x1aE\xdf\xa3": "sound",
    b"%!PS": "postscript",
}
_HEIC = (b"heic", b"heix", b"mif1", b"heim", b"msf1", b"avif")
_END_OF_ARCHIVE = b"PK\x05\x06"
_END_BYTES = 66_000
_START_BYTES = 4096
# What has no business in a picture.
_HIDDEN = (b"%pdf-", b"<script", b"<html", b"<?php")
_ALL_PICTURES = frozenset({*PICTURES.values(), "webp"})


def kind_of(content: bytes) -> str:
    """`pdf`, `packed` (an archive, as office programs write), a kind of picture, `html` or `text`.

    Refused with `empty`, `two-kinds`, or the reason why files of this kind are not taken.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused("empty")
    kind = _by_first_bytes(content)
    _only_this(content, kind)
    return kind


def _by_first_bytes(content: bytes) -> str:
    for start, reason in _NOT_TAKEN.items():
        if content.startswith(start):
            raise Refused(reason)
    if content[4:8] == b"ftyp":
        raise Refused("telephone-picture" if content[8:12] in _HEIC else "sound")
    if content.startswith(b"RIFF"):
        if content[8:12] == b"WEBP":
            return "webp"
        raise Refused("sound")
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith((b"PK\x03\x04", _END_OF_ARCHIVE)):
        return PACKED
    for start, kind in PICTURES.items():
        if content.startswith(start):
            return kind
    return _text_of_some_kind(content)


def _text_of_some_kind(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if b"\x00" in content[:_END_BYTES]:
        raise Refused("unknown-kind")
    start = content[:_START_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<svg" in start:
        raise Refused("drawing")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return HTML
    if start.startswith((b"<?xml", b"<!--")) and b"<html" in start:
        return HTML
    return TEXT


def _only_this(content: bytes, kind: str) -> None:
    if kind != PDF and b"%PDF-" in content[:1024]:
        raise Refused("two-kinds")
    if kind != PACKED and _ends_as_archive(content):
        raise Refused("two-kinds")
    if kind in _ALL_PICTURES:
        plain = content.lower()
        if any(sign in plain for sign in _HIDDEN):
            raise Refused("two-kinds")


def _ends_as_archive(content: bytes) -> bool:
    """Whether programs that unpack would find an archive here, which ends with its own length."""
    end = content[-_END_BYTES:]
    place = end.rfind(_END_OF_ARCHIVE)
    if place < 0 or len(end) < place + 22:
        return False
    comment = int.from_bytes(end[place + 20 : place + 22], "little")
    return place + 22 + comment <= len(end)
