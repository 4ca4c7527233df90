"""Markdown: headings, paragraphs, lists; details in a block of YAML at the top."""

import re
from collections.abc import Iterator
from typing import Any

from openrsd.coi.errors import CannotRead
from openrsd.coi.reading.pieces import Details, Document, Piece, one_line, split_long
from openrsd.errors import InvalidDocument
from openrsd.law.documents import read_document
from openrsd.texts import gettext as _

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_NUMBER = re.compile(r"^(?:\*\*)?(\d{1,4})\.(?:\*\*)?\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`)")
_LISTED = ("countries", "topics")


def read(text: str) -> Document:
    """The document, with what its first block says of it."""
    front = _FRONT.match(text)
    details = _details(front[1]) if front else Details()
    pieces = list(_pieces(text[front.end() :] if front else text))
    if not details.title:
        details = Details(title=_first_heading(text)).over(details)
    return Document(tuple(part for piece in pieces for part in split_long(piece)), details)


def _details(block: str) -> Details:
    try:
        said: Any = read_document(block.encode(), _("details at the top")).value
    except InvalidDocument as error:
        raise CannotRead(str(error)) from None
    if not isinstance(said, dict):
        raise CannotRead(_("The block of details at the top must be lines of `name: text`."))
    known: dict[str, Any] = {}
    for name, value in said.items():
        if name not in Details.__slots__:
            raise CannotRead(
                _("The block of details at the top says '{name}'; it may say: {names}.").format(
                    name=name, names=", ".join(Details.__slots__)
                )
            )
        if isinstance(value, list) is not (name in _LISTED) or isinstance(value, dict):
            raise CannotRead(
                _("In the details at the top, '{name}' must be {what}.").format(
                    name=name, what=_("a list") if name in _LISTED else _("a text")
                )
            )
        known[name] = tuple(map(str, value)) if name in _LISTED else str(value)
    return Details(**known)


def _first_heading(text: str) -> str:
    found = (_HEADING.match(line) for line in text.split("\n"))
    return next((_bare(one[2]) for one in found if one), "")


def _pieces(text: str) -> Iterator[Piece]:
    levels: dict[int, str] = {}
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        while lines and (heading := _HEADING.match(lines[0])):
            depth = len(heading[1])
            levels = {at: said for at, said in levels.items() if at < depth}
            levels[depth] = _bare(heading[2])
            lines.pop(0)
        if not lines:
            continue
        under = " › ".join(said for at, said in sorted(levels.items()) if at > 1)
        number = _NUMBER.match(lines[0])
        body = _bare(" ".join(lines)[number.end() if number else 0 :])
        if body:
            yield Piece(body, number[1] if number else "", None, under)


def _bare(text: str) -> str:
    return one_line(_MARKS.sub("", _LINK.sub(r"\1", text)).lstrip(">-* "))
