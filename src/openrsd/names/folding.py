"""Words in Latin letters, without what differs between ways to spell one name."""

import re
from collections.abc import Iterable
from functools import cache

from openrsd.names.normal_form import normal_form
from openrsd.names.tables import rows

_SAME = (
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("y", "i"),
    ("j", "i"),
)
_DOUBLED = re.compile(r"(.)\1+")
# "Son of" and the article come and go from one paper to the next.
_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "bint"})
_SERVANT = frozenset({"abd", "abdul", "abdel", "abdal", "abdol"})
_SERVANT_JOINED = re.compile("abd[aeou]l-?(?=[a-z]{3})")


def folded_words(words: Iterable[str]) -> list[str]:
    """The words, in normal form, folded one by one, in order of the alphabet.

    `Abd al-Aziz` and `Abdulaziz` are one word. A name made of particles alone keeps them.
    """
    given = list(words)
    folded: list[str] = []
    servant = False
    for word in given:
        if word in _SERVANT:
            servant = True
        elif word not in _PARTICLES:
            folded.append(_one_spelling(f"abdul{word}" if servant else word))
            servant = False
    if servant:
        folded.append("abdul")
    return sorted(filter(None, folded or map(_plain, given)))


def _one_spelling(word: str) -> str:
    plain = _plain(_SERVANT_JOINED.sub("abdul", word))
    return _spellings().get(plain, plain)


def _plain(word: str) -> str:
    """Without doubled letters and the commonest differences of spelling."""
    for written, instead in _SAME:
        word = word.replace(written, instead)
    return _DOUBLED.sub(r"\1", word)


@cache
def _spellings() -> dict[str, str]:
    """The first spelling of a name in Arabic script, by each of its spellings."""
    found: dict[str, str] = {}
    for row in rows("arabic_names"):
        ways = [
            _plain(normal_form(way).replace(" ", ""))
            for way in (row["latin"], *row["others"].split())
        ]
        one = next((found[way] for way in ways if way in found), ways[0])
        for way in ways:
            found.setdefault(way, one)
    return found
