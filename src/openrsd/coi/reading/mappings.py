"""What the columns of a table, or the keys of a JSON document, mean: a file for each kind of table.

Shipped ones lie in `coi/mappings`; a researcher can write her own (`openrsd coi add --mapping`).
"""

import re
from collections.abc import Mapping as Named
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from openrsd.coi.vocabulary import KINDS, NATURES, TOPICS
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.countries import is_country
from openrsd.law.documents import Document as LawDocument
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape

# {column} of a row, or {Key › of › a tree}.
PLACE = re.compile(r"\{([^{}]+)\}")
Text = Annotated[str, Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MappedDetails(_Shape):
    """Details of a document; {…} stands for a value of the row or the tree."""

    title: Text
    publisher: Text
    author: str = ""
    kind: Text
    nature: str = "practice"
    reference: str = ""
    published: str = ""
    events_from: str = ""
    events_until: str = ""
    address: str = ""
    licence: str = ""
    # Editions of one series are editions of one source.
    series: str = ""


class MappedTopics(_Shape):
    """Topics of a row, by the words of one of its columns, or by the heading in a tree."""

    column: str = ""
    split: str = ";"
    words: Named[str, Text] = {}


class Mapping(_Shape):
    """How one kind of table or tree is read."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    reads: Literal["rows", "tree"]
    # Of rows: all are one document, or each is one.
    each: Literal["passage", "document"] = "passage"
    # By these columns, or keys of the tree, a file is known to be of this kind.
    known_by: tuple[Text, ...]
    details: MappedDetails
    text: str = ""
    paragraph: str = ""
    heading: str = ""
    country: str = ""
    # Names of countries that only this table uses, with their codes.
    countries: Named[str, Text] = {}
    topics: MappedTopics = MappedTopics()
    # Of a tree: keys that hold the text itself, and branches that are no country information.
    text_keys: tuple[Text, ...] = ()
    leave_out: tuple[Text, ...] = ()


@cache
def shipped_mappings() -> Named[str, Mapping]:
    """The mappings that come with OpenRSD, by code."""
    folder = files("openrsd.coi") / "mappings"
    found = [
        read_mapping(file.read_bytes(), file.name)
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".yaml")
    ]
    return {mapping.code: mapping for mapping in found}


def read_mapping(raw: bytes, name: str) -> Mapping:
    """A mapping from a file. InvalidDocument names every mistake with its line."""
    document = read_document(raw, name)
    mapping = read_shape(document, Mapping)
    problems = list(_mistakes(document, mapping))
    if problems:
        raise InvalidDocument(problems)
    return mapping


def _mistakes(document: LawDocument, mapping: Mapping) -> list[Problem]:
    lists: tuple[tuple[tuple[str, ...], str, Any], ...] = (
        (("details", "kind"), mapping.details.kind, KINDS),
        (("details", "nature"), mapping.details.nature, NATURES),
        *(
            (("topics", "words", word), topic, TOPICS)
            for word, topic in mapping.topics.words.items()
        ),
    )
    found = [
        document.problem(path, "unknown-code", f"'{given}' is not one of {', '.join(known)}")
        for path, given, known in lists
        if given not in known
    ]
    found += [
        document.problem(("countries", name), "unknown-code", f"'{code}' is no country")
        for name, code in mapping.countries.items()
        if not is_country(code)
    ]
    if mapping.reads == "rows" and not PLACE.search(mapping.text):
        found.append(document.problem(("text",), "no-text", "rows need a text with a {column}"))
    if mapping.reads == "tree" and not mapping.text_keys:
        found.append(document.problem((), "no-text", "a tree needs text_keys"))
    return found
