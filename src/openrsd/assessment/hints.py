"""Hints on reasons: words that often stand for a known error of assessment. They stop nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field

from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Shape
from openrsd.texts import gettext as _

FILE = "hints.yaml"


class HintFile(Shape):
    """One known error, and the words by which it may be recognised."""

    id: str
    words: list[str] = Field(min_length=1)
    says: str
    source: str


class HintsFile(Shape):
    """The hints of one language."""

    version: str
    language: str
    hints: list[HintFile] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again: the words that were found, why, and where it is written."""

    id: str
    found: tuple[str, ...]
    says: str
    source: str


def for_reasons(reasons: str) -> list[Hint]:
    """What to look at again in these reasons."""
    text = " ".join(reasons.casefold().split())
    return [
        Hint(one.id, found, _(one.says), one.source)
        for one in _shipped().hints
        if (found := tuple(_in(text, one.words)))
    ]


def _in(text: str, words: Iterable[str]) -> list[str]:
    return [one for one in words if one.casefold() in text]


@cache
def _shipped() -> HintsFile:
    raw = (files("openrsd.assessment") / FILE).read_bytes()
    return read_shape(read_document(raw, FILE), HintsFile)
