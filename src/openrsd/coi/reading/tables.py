"""CSV and JSON, read by a mapping: rows or leaves become passages."""

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openrsd.coi.errors import CannotRead, NoMapping
from openrsd.coi.places import code_of
from openrsd.coi.reading.mappings import PLACE, Mapping, shipped_mappings
from openrsd.coi.reading.pieces import Details, Document, Piece, details_of, one_line, split_long
from openrsd.texts import gettext as _

_BREAK = re.compile(r"<\s*(?:br|/p|/li)[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_FIELD_LIMIT = 10_000_000
Row = dict[str, str]


def read_csv(text: str, mapping: Mapping | None) -> list[Document]:
    """The documents of a table with a line of column names at its top."""
    # The limit is that of the whole process, and others read tables too.
    usual = csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise CannotRead(_("This table cannot be read: {why}.").format(why=error)) from None
    finally:
        csv.field_size_limit(usual)
    if any(None in row or None in row.values() for row in rows):
        raise CannotRead(_("In this table a row has more or fewer cells than there are columns."))
    return _of_rows(rows, mapping)


def read_json(text: str, mapping: Mapping | None) -> list[Document]:
    """The documents of a JSON file: an object, a list of objects, or an object on each line."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        value = _lines_of_json(text)
    if isinstance(value, dict):
        mapping = mapping or _known("tree", set(value))
        return [_of_tree(value, mapping)]
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return _of_rows([{key: _shown(one) for key, one in row.items()} for row in value], mapping)
    raise CannotRead(_("A JSON document must be an object or a list of objects."))


def _lines_of_json(text: str) -> list[Any]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise CannotRead(
                    _("Line {line} of this file is no JSON: {why}.").format(
                        line=number, why=error.msg
                    )
                ) from None
    return rows


def _known(reads: str, keys: set[str]) -> Mapping:
    for mapping in shipped_mappings().values():
        if mapping.reads == reads and keys.issuperset(mapping.known_by):
            return mapping
    raise NoMapping


def _of_rows(rows: list[Row], mapping: Mapping | None) -> list[Document]:
    if not rows:
        return []
    mapping = mapping or _known("rows", set(rows[0]))
    if mapping.each == "document":
        named = Counter[str]()
        documents = []
        for row in rows:
            part = _part(mapping, row)
            named[part] += 1
            # Rows of one name are documents of their own all the same.
            own = f"{part} ({named[part]})" if named[part] > 1 else part
            documents.append(
                Document(tuple(_paragraphs(mapping, row)), _details(mapping, row), own)
            )
        return documents
    return [
        Document(
            tuple(_piece(mapping, row) for row in rows),
            _details(mapping, rows[0]),
        )
    ]


def _piece(mapping: Mapping, row: Row) -> Piece:
    text = _bare(_filled(mapping.text, row))
    return Piece(
        text,
        _filled(mapping.paragraph, row),
        None,
        _filled(mapping.heading, row),
        _countries(mapping, row),
        _topics(mapping, row),
    )


def _paragraphs(mapping: Mapping, row: Row) -> Iterator[Piece]:
    for line in _filled(mapping.text, row).split("\n"):
        if line.strip():
            yield from split_long(Piece(_bare(line), "", None, _filled(mapping.heading, row)))


def _countries(mapping: Mapping, row: Row) -> tuple[str, ...]:
    """The country of a row. CannotRead for one that nobody knows: it would not be found."""
    name = _filled(mapping.country, row).strip()
    if not name:
        return ()
    code = mapping.countries.get(name) or code_of(name)
    if not code:
        raise CannotRead(
            _("No country is known as '{name}'; say its code in the mapping.").format(name=name)
        )
    return (code,)


def _topics(mapping: Mapping, row: Row) -> tuple[str, ...]:
    words = row.get(mapping.topics.column, "").split(mapping.topics.split)
    known = (mapping.topics.words.get(word.strip()) for word in words)
    return tuple(dict.fromkeys(topic for topic in known if topic))


def _details(mapping: Mapping, row: Row) -> Details:
    said = {name: _filled(value, row) for name, value in mapping.details.model_dump().items()}
    # Rows that are one document are of many countries: each says its own.
    countries = _countries(mapping, row) if mapping.each == "document" else ()
    return replace(details_of(said), countries=countries)


def _part(mapping: Mapping, row: Row) -> str:
    return (_filled(mapping.details.reference, row) or _filled(mapping.details.title, row))[:100]


def _filled(template: str, row: Row) -> str:
    def value(found: re.Match[str]) -> str:
        try:
            return row[found[1]]
        except KeyError:
            raise CannotRead(
                _("The mapping asks for '{name}', which is not there.").format(name=found[1])
            ) from None

    return PLACE.sub(value, template)


def _of_tree(tree: dict[str, Any], mapping: Mapping) -> Document:
    leaves = {" › ".join(path): said for path, said in _leaves(tree, mapping, ())}
    values = {name: _bare(said) for name, said in leaves.items()}
    pieces = [
        part
        for name, said in leaves.items()
        for part in split_long(Piece(_bare(said), "", None, name, (), _topics_under(mapping, name)))
        if part.text
    ]
    details = mapping.details.model_dump()
    said_of = {name: _filled(value, values) for name, value in details.items()}
    country = code_of(_filled(mapping.country, values)) if mapping.country else ""
    return Document(
        tuple(pieces), replace(details_of(said_of), countries=(country,) if country else ())
    )


def _leaves(
    node: Any, mapping: Mapping, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        for key, below in node.items():
            step = () if key in mapping.text_keys else (str(key).strip(),)
            if " › ".join((*path, *step)) not in mapping.leave_out:
                yield from _leaves(below, mapping, (*path, *step))
    elif isinstance(node, list):
        for number, below in enumerate(node, 1):
            yield from _leaves(below, mapping, (*path, str(number)))
    elif node is not None and str(node).strip():
        yield path, str(node)


def _topics_under(mapping: Mapping, heading: str) -> tuple[str, ...]:
    words = mapping.topics.words.items()
    return tuple(dict.fromkeys(topic for word, topic in words if heading.startswith(word)))


def _bare(text: str) -> str:
    return one_line(html.unescape(_TAG.sub("", _BREAK.sub(" ", text))))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
