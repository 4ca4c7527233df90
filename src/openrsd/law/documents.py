"""Strict reading of YAML and JSON documents that people write by hand.

Every scalar stays the text that was typed (``2014-07-01``, ``yes``, ``NO``): what it means is
decided by the shape that reads it, so nothing turns silently into a number, a date or a boolean.
Every value keeps its line and column. Aliases, tags, duplicate keys, more than one document and
absurd depth or size are refused, because each of them can hide something from a human reader.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from openrsd.errors import InvalidDocument, Problem

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 200_000

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
Place = tuple[int, int]

# The C parser reads ten times faster; wheels carry it on every platform we know of.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# JSON writes characters beyond U+FFFF as two escapes, which YAML does not join.
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>d[89ab][0-9a-f]{2})\\u(?P<low>d[c-f][0-9a-f]{2})|.)", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What YAML readers refuse in a text, and the line breaks that YAML has and JSON has not.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ONLY_YAML_BREAKS = str.maketrans({"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"})
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document as typed, with the place of each value. `places` maps a path to (line, column)."""

    name: str
    value: Value
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """The place of `path`, or of its nearest recorded ancestor."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return (1, 1)

    def problem(self, path: Path, code: str, message: str, expected: str = "") -> Problem:
        """A problem standing at `path` of this document."""
        line, column = self.place(path)
        return Problem(self.name, line, column, code, message, expected)


def read_document(raw: bytes, name: str) -> Document:
    """Read `raw` (YAML, or JSON where `name` ends in .json or the text starts with a brace).

    Raises InvalidDocument with file, line and column for anything that is not one clean document.
    """
    if len(raw) > MAX_BYTES:
        mebibytes = MAX_BYTES // (1024 * 1024)
        raise _refuse(name, (0, 0), "too-large", f"the file is larger than {mebibytes} MiB")
    text = _decode(raw, name)
    if name.lower().endswith(".json") or (text.lstrip().startswith("{") and _is_json(text)):
        text = _as_yaml(text, name)
    return _TreeBuilder(name).build(text)


def _refuse(
    name: str, place: Place, code: str, message: str, expected: str = ""
) -> InvalidDocument:
    return InvalidDocument([Problem(name, *place, code, message, expected)])


def _decode(raw: bytes, name: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refuse(name, (1, 1), "encoding", "the text is in UTF-16", "UTF-8")
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place_after(raw[: error.start].decode("utf-8"))
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8 text"
        raise _refuse(name, (line, column), "encoding", message, "UTF-8") from error
    if not text.strip():
        raise _refuse(name, (1, 1), "empty", "the file is empty", "a YAML or JSON document")
    return text


def _place_after(before: str) -> Place:
    return (before.count("\n") + 1, len(before) - before.rfind("\n"))


def _load_json(text: str) -> None:
    """Numbers stay text, so none is too long to be read."""
    json.loads(text, parse_int=str, parse_float=str)


def _is_json(text: str) -> bool:
    try:
        _load_json(text)
    except (ValueError, RecursionError):
        return False
    return True


def _as_yaml(text: str, name: str) -> str:
    """JSON text that PyYAML reads the same way and at the same places.

    After the JSON parser has accepted it, a raw tab can only be white space, which YAML's flow
    style does not allow: one blank each keeps the columns. The line breaks that only YAML knows
    can only stand inside a text, where YAML would fold them away.
    """
    try:
        _load_json(text)
    except json.JSONDecodeError as error:
        raise _refuse(
            name, (error.lineno, error.colno), "syntax", f"not valid JSON: {error.msg}"
        ) from error
    except RecursionError as error:
        raise _refuse(name, (1, 1), "too-deep", "the values are nested too deeply") from error
    text = text.replace("\t", " ").translate(_ONLY_YAML_BREAKS)
    return _ESCAPE.sub(_join_surrogates, text)


def _join_surrogates(escape: "re.Match[str]") -> str:
    high, low = escape.group("high"), escape.group("low")
    if not high:
        return escape.group()
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being filled."""

    value: "list[Value] | dict[str, Value]"
    path: Path
    key: str | None = None
    keys: set[str] = field(default_factory=set)


class _TreeBuilder:
    """Turns YAML events into plain values without recursion, so depth cannot exhaust the stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Value = None
        self.documents = 0
        self.values = 0

    def build(self, text: str) -> Document:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise _refuse(
                self.name, place, "syntax", f"not valid YAML: {error.problem or error.context}"
            ) from error
        except yaml.reader.ReaderError as error:
            found = _UNREADABLE.search(text)
            place = _place_after(text[: found.start()]) if found else (1, 1)
            raise _refuse(
                self.name, place, "encoding", "a control character stands in the text"
            ) from error
        if not self.documents:
            raise _refuse(
                self.name, (1, 1), "empty", "only comments stand here", "a YAML or JSON document"
            )
        if self.problems:
            raise InvalidDocument(self.problems)
        return Document(self.name, self.root, MappingProxyType(self.places))

    def _take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _refuse(self.name, place, "many-documents", "a second document begins here")
        elif isinstance(event, yaml.AliasEvent):
            raise _refuse(
                self.name, place, "alias", "aliases (*name) are not allowed", "the value itself"
            )
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, place)

    def _node(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            raise _refuse(self.name, place, "alias", "anchors (&name) are not allowed")
        if getattr(event, "tag", None) not in (None, "!"):
            raise _refuse(self.name, place, "tag", "tags (!name) are not allowed")
        self.values += 1
        if self.values > MAX_VALUES:
            raise _refuse(self.name, place, "too-large", f"more than {MAX_VALUES} values")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
            return
        if len(self.stack) >= MAX_DEPTH:
            raise _refuse(self.name, place, "too-deep", f"nested deeper than {MAX_DEPTH} levels")
        value: list[Value] | dict[str, Value] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        path = self._attach(value, place)
        self.stack.append(_Open(value, path))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        text: str = event.value
        if _CONTROL.search(text):
            raise _refuse(self.name, place, "encoding", "a control character stands in this value")
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            if text in parent.keys:
                self.problems.append(
                    Problem(
                        self.name, *place, "duplicate-key", f"the key '{_short(text)}' stands twice"
                    )
                )
            parent.keys.add(text)
            parent.key = text
            self.places[(*parent.path, text)] = place
            return
        self._attach(None if not event.style and text in _NULLS else text, place)

    def _attach(self, value: Value, place: Place) -> Path:
        if not self.stack:
            self.root = value
            self.places[()] = place
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            path: Path = (*parent.path, len(parent.value))
            parent.value.append(value)
            self.places[path] = place
            return path
        if parent.key is None:
            raise _refuse(
                self.name, place, "key", "a key must be plain text, not a list or mapping"
            )
        path = (*parent.path, parent.key)
        parent.value[parent.key] = value
        parent.key = None
        return path


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
