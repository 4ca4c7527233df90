"""Text as the search sees it: the same for a passage and for a question.

Latin, Cyrillic and the like go by words, without case and accents; Arabic and Persian by words with
their variant letters made one; Korean, Chinese, Japanese, Thai, Lao and Khmer by pairs of
characters, because words are not set apart there or carry particles; Burmese by syllables. Each
token knows where it stands in the text, so that it can be shown.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from openrsd.coi.scripts import script_of

PAIRED = frozenset({"han", "hangul", "kana", "thai", "lao", "khmer"})
SYLLABLES = "myanmar"
ARABIC = "arabic"

# Marks stand on letters and belong to words, which `\w` does not know.
_MARKS = "".join(chr(at) for at in range(0x300, 0x3100) if unicodedata.category(chr(at))[0] == "M")
_RUN = re.compile(rf"(?:[^\W_]|[{_MARKS}\u200c\u200d])+(?:['’](?:[^\W_]|[{_MARKS}])+)*")
_APOSTROPHE = re.compile(r"['’].*$")
# A consonant or a vowel of its own begins a syllable, unless it is stacked or killed (asat).
_BURMESE_START = re.compile(
    "(?<!\u1039)[\u1000-\u102a\u103f\u104e](?!\u1037?[\u103a\u1039])|[\u1040-\u104f]"
)
_ARABIC_FOLDED = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ك": "ک",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ؤ": "و", "ـ": "", "\u200c": "", "\u200d": "",
    }
)  # fmt: skip
_ARABIC_ARTICLES = ("وال", "بال", "کال", "فال", "لل", "ال")
# Plurals: of Persian, then of Arabic.
_ARABIC_ENDINGS = ("هایی", "های", "ها", "ات", "ون", "ین")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One unit of searching, and where it stands: text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """What was written together in one script, with its tokens in order."""

    script: str
    tokens: tuple[Token, ...]


def runs(text: str) -> Iterator[Run]:
    """The words of a text, each with its tokens."""
    for found in _RUN.finditer(text):
        offset = found.start()
        for script, start, end in _by_script(found.group()):
            written = found.group()[start:end]
            tokens = tuple(_tokens(script, written, offset + start))
            if tokens:
                yield Run(script, tokens)


def tokens_of(text: str) -> list[str]:
    """Every token of a text in its order."""
    return [token.text for run in runs(text) for token in run.tokens]


def _by_script(word: str) -> Iterator[tuple[str, int, int]]:
    """Parts of a word by script: 북한DPRK is two. Marks and digits go with what is before them."""
    scripts: list[str] = []
    for letter in word:
        own = script_of(letter)
        if own == "kana":
            own = "han"
        scripts.append(own or (scripts[-1] if scripts else ""))
    at = 0
    for script, group in groupby(scripts):
        length = len(list(group))
        yield script, at, at + length
        at += length


def _tokens(script: str, word: str, at: int) -> Iterator[Token]:
    if script in PAIRED:
        yield from _pairs(word, at)
    elif script == SYLLABLES:
        yield from _syllables(word, at)
    else:
        folded = _arabic(word) if script == ARABIC else _word(word)
        if folded:
            yield Token(folded, at, at + len(word))


def _pairs(word: str, at: int) -> Iterator[Token]:
    """ABC gives AB, BC, and C: so that C alone is found by the beginning of a token."""
    characters = _with_marks(word)
    for number, (start, end, text) in enumerate(characters):
        if number + 1 < len(characters):
            _start, last, second = characters[number + 1]
            yield Token(text + second, at + start, at + last)
        else:
            yield Token(text, at + start, at + end)


def _with_marks(word: str) -> list[tuple[int, int, str]]:
    """Characters with the marks that stand on them: (start, end, as searched)."""
    starts = [at for at, letter in enumerate(word) if unicodedata.category(letter)[0] != "M"]
    if not starts:
        return []
    ends = [*starts[1:], len(word)]
    return [
        (start, end, unicodedata.normalize("NFKC", word[start:end]).casefold())
        for start, end in zip(starts, ends, strict=True)
    ]


def _syllables(word: str, at: int) -> Iterator[Token]:
    starts = [found.start() for found in _BURMESE_START.finditer(word)]
    if not starts or starts[0] != 0:
        starts = [0, *starts]
    for start, end in zip(starts, [*starts[1:], len(word)], strict=True):
        yield Token(unicodedata.normalize("NFC", word[start:end]), at + start, at + end)


def _arabic(word: str) -> str:
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", word)
        if unicodedata.category(letter) != "Mn"
    ).translate(_ARABIC_FOLDED)
    if bare.startswith("للا"):
        # For the refugees: the first letter of the word is the same as the article's.
        bare = bare[1:]
    for article in _ARABIC_ARTICLES:
        if bare.startswith(article) and len(bare) - len(article) >= _SHORTEST_STEM:
            bare = bare[len(article) :]
            break
    for ending in _ARABIC_ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            return bare[: -len(ending)]
    return bare


def _word(word: str) -> str:
    folded = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", word)).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _singular(unicodedata.normalize("NFKC", bare))


def _singular(word: str) -> str:
    """English plurals only, by Harman's rules: hardly ever wrong, in other languages harmless."""
    if len(word) <= _SHORTEST_STEM or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith(("us", "ss")):
        return word
    return word[:-1]
