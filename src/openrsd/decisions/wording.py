"""Words by which a text contradicts what is recorded: a file of the room, to be corrected by a
lawyer. What it finds asks for a second look; it weighs nobody and writes nothing.
"""

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from pydantic import Field

from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import Shape

FILE = "contradictions.yaml"
_WORD = re.compile(r"\w+")
_LONG = 4


class OppositeFile(Shape):
    """What a paragraph may not say where this value is recorded."""

    says: str
    words: list[str] = Field(min_length=1)


class ContradictionsFile(Shape):
    """The words of one language."""

    version: str
    language: str
    opposites: list[OppositeFile] = Field(min_length=1)
    never: list[str] = Field(min_length=1)
    value_words: list[str] = Field(min_length=1)


def opposite_words(says: str, text: str) -> list[str]:
    """Words of the text that say the opposite of this value."""
    plain = _plain(text)
    listed = [word for one in _shipped().opposites if one.says == says for word in one.words]
    return [word for word in listed if _stands(word, plain)]


def words_of_removal(text: str) -> list[str]:
    """Words of the text that say that somebody may be sent away."""
    plain = _plain(text)
    return [word for word in _shipped().never if _stands(word, plain)]


def tells(text: str, recorded: str) -> bool:
    """Whether a text says what was recorded: at least half of its longer words stand there."""
    words = set(_WORD.findall(_plain(recorded)))
    longer = {word for word in words if len(word) >= _LONG} or words
    there = longer & set(_WORD.findall(_plain(text)))
    return 2 * len(there) >= len(longer)


def changes_a_value(was: str, now: str) -> bool:
    """Whether what is decided would read otherwise: a word that carries a value comes or goes."""
    return _value_words(was) != _value_words(now)


def _value_words(text: str) -> Counter[str]:
    plain = _plain(text)
    found = {word: len(_pattern(word).findall(plain)) for word in _shipped().value_words}
    return Counter({word: count for word, count in found.items() if count})


def _stands(word: str, plain: str) -> bool:
    return bool(_pattern(word).search(plain))


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word.casefold())}(?!\w)")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _shipped() -> ContradictionsFile:
    raw = (files("openrsd.decisions") / FILE).read_bytes()
    return read_shape(read_document(raw, FILE), ContradictionsFile)
