"""Words in Latin letters, without what differs between ways to spell one name."""

import re

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


def folded(word: str) -> str:
    """The word, in normal form, without doubled letters and differences of spelling."""
    for written, instead in _SAME:
        word = word.replace(written, instead)
    return _DOUBLED.sub(r"\1", word)
