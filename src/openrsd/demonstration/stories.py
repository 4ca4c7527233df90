"""The stories of the demonstration: what was said, what was handed in, and what came of it.

Each is a file, written with care and told by several people in words of their own: `{place}` in a
text stands for what `usual`, the country, or the person says of it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from openrsd.demonstration.shapes import Days
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import CountryCode, Shape, Text

Words = Mapping[str, str]


class SaidFile(Shape):
    """One block of an interview; `is` is the name by which facts call it."""

    by: Literal["officer", "person", "interpreter"]
    says: Text
    is_: Text | None = Field(default=None, alias="is")
    language: str = ""
    marks: list[Text] = Field(default_factory=list)
    puts: list[Text] = Field(default_factory=list)


class CustodyFile(Shape):
    """What happened to a document after it came."""

    what: Text
    by: str = ""
    to: str = ""
    note: str = ""


class DocumentFile(Shape):
    """A document, and how it is made: a plain text, a printed paper, a photographed one.

    `before` are the days between the day on it and the day on which it was handed in.
    """

    is_: Text = Field(alias="is")
    made: Literal["text", "paper", "photo"]
    kind: Text
    title: Text
    language: str = ""
    before: Days
    from_: Text = Field(alias="from")
    note: str = ""
    lines: list[Text]
    custody: list[CustodyFile] = Field(default_factory=list)


class RestsFile(Shape):
    """What a fact rests on: a block, or some `words` of it; or a line of a document."""

    of: Text
    words: str = ""
    passage: Days = 1
    note: str = ""


class InconsistencyFile(Shape):
    """Two things that did not fit, the block in which it was put, and the one that answers."""

    id: Text
    kind: Text
    weight: Text
    one: RestsFile
    other: RestsFile
    put: Text
    answer: Text
    accepted: Literal["yes", "no"]
    reasons: Text


class FactFile(Shape):
    """A material fact as the officer weighed it. `indicators` are those that support it."""

    id: Text
    proposition: Text
    importance: Text
    elements: list[Text] = Field(default_factory=list)
    value: Text
    rests: list[RestsFile]
    indicators: dict[Text, Text] = Field(default_factory=dict)
    factors: dict[Text, Text] = Field(default_factory=dict)
    inconsistencies: list[InconsistencyFile] = Field(default_factory=list)
    reasons: Text


class StoryFile(Shape):
    """A whole story, with what usually stands for each word that varies."""

    usual: dict[Text, Text]
    by_country: dict[CountryCode, dict[Text, Text]] = Field(
        default_factory=dict, alias="by-country"
    )
    interview: list[SaidFile]
    documents: list[DocumentFile]
    facts: list[FactFile]

    def words(self, country: str, own: Words) -> dict[str, str]:
        """What stands for each word that varies, as a person of this country tells it."""
        return {**self.usual, **self.by_country.get(country, {}), **own}


@cache
def story(name: str) -> StoryFile:
    """The story of this name."""
    path = f"stories/{name}.yaml"
    raw = (files("openrsd.demonstration") / path).read_bytes()
    return read_shape(read_document(raw, path), StoryFile)
