"""In which language a text is written: by its script, then by its letters and commonest words.

It knows the languages of the table below and no others; what it cannot tell it calls undetermined,
and a person says it.
"""

import re
from collections import Counter
from functools import cache
from importlib.resources import files

import yaml

from openrsd.coi.scripts import script_of
from openrsd.coi.vocabulary import UNKNOWN_LANGUAGE

# So much is enough to tell, and keeps long documents quick.
_SAMPLE = 6000
_FEWEST_LETTERS = 12
# Of the words of a text, so many must be among the commonest of its language.
_FEWEST_COMMON = 0.06
_OF_SCRIPT = {
    "hangul": "ko", "kana": "ja", "han": "zh", "myanmar": "my", "thai": "th", "lao": "lo",
    "khmer": "km", "greek": "el", "hebrew": "he", "georgian": "ka", "armenian": "hy",
    "devanagari": "hi", "bengali": "bn", "tamil": "ta",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
# Letters that one language of the Arabic script writes and the others do not.
_PASHTO, _URDU, _PERSIAN = set("ټډړږښګڼې"), set("ٹڈڑںے"), set("پچژگکی")


@cache
def common_words() -> dict[str, frozenset[str]]:
    """The commonest words by language (`stop_words.yaml`)."""
    read = yaml.safe_load((files("openrsd.coi") / "stop_words.yaml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in read.items()}


def language_of(text: str) -> str:
    """The code of the language, `und` where it cannot be told."""
    sample = text[:_SAMPLE]
    scripts = Counter(script for letter in sample if (script := script_of(letter)))
    letters = scripts.total()
    if not letters:
        return UNKNOWN_LANGUAGE
    # Japanese is written with Han too, and Korean with Latin names in it.
    if scripts["kana"] > letters * 0.1:
        return "ja"
    script, count = scripts.most_common(1)[0]
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    if count < _FEWEST_LETTERS:
        return UNKNOWN_LANGUAGE
    if script == "arabic":
        return _of_arabic_script(sample)
    return _by_words(sample, script)


def _of_arabic_script(sample: str) -> str:
    letters = Counter(sample)
    for language, own in (("ps", _PASHTO), ("ur", _URDU)):
        if sum(letters[letter] for letter in own) > len(sample) * 0.008:
            return language
    if sum(letters[letter] for letter in _PERSIAN) > len(sample) * 0.01:
        return "fa"
    return "ar"


def _by_words(sample: str, script: str) -> str:
    words = Counter(_WORD.findall(sample.casefold()))
    total = words.total()
    scored = sorted(
        (sum(words[word] for word in common) / total, language)
        for language, common in common_words().items()
        if any(script_of(word[0]) == script for word in common)
    )
    if not scored or scored[-1][0] < _FEWEST_COMMON:
        return UNKNOWN_LANGUAGE
    return scored[-1][1]
