"""In which script a name is written, in which direction, and with letters that only look alike.

Scripts are named by ISO 15924: Hang, Hani (simplified or traditional, undecided), Arab, Latn, Cyrl.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# The word with which Unicode begins the name of a script's letters.
_CODES = {
    "ADLAM": "Adlm",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BALINESE": "Bali",
    "BENGALI": "Beng",
    "BOPOMOFO": "Bopo",
    "CANADIAN": "Cans",
    "CHAKMA": "Cakm",
    "CHEROKEE": "Cher",
    "CJK": "Hani",
    "COPTIC": "Copt",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HANIFI": "Rohg",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "LISU": "Lisu",
    "MALAYALAM": "Mlym",
    "MANDAIC": "Mand",
    "MONGOLIAN": "Mong",
    "MYANMAR": "Mymr",
    "NKO": "Nkoo",
    "OL": "Olck",
    "ORIYA": "Orya",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAANA": "Thaa",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
    "TIFINAGH": "Tfng",
    "VAI": "Vaii",
    "YI": "Yiii",
}
UNKNOWN = "Zzzz"
# Letters of these scripts are drawn alike, and one among the others is not seen.
_DRAWN_ALIKE = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Cher"})
_LIKE_LATIN = {
    "Cyrl": frozenset("асеорхуіјѕԁһԛԝАВЕКМНОРСТУХІЈЅ"),
    "Grek": frozenset("οανυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
}
_DIGITS_LIKE_LETTERS = frozenset("01")


@lru_cache(maxsize=8192)
def script_of_letter(letter: str) -> str:
    """Its code; nothing for a sign, digit or mark that belongs to no script."""
    category = unicodedata.category(letter)
    if not category.startswith(("L", "M")):
        return ""
    for form in (letter, unicodedata.normalize("NFKC", letter)[:1]):
        name = unicodedata.name(form, "")
        words = name.split(" ", 1)
        if words[0] in _CODES:
            return _CODES[words[0]]
    return "" if category != "Lo" else UNKNOWN


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of its letters, in order of appearance."""
    return tuple(dict.fromkeys(script for letter in text if (script := script_of_letter(letter))))


def main_script(text: str) -> str:
    """The script of most of its letters; Zzzz where there is no letter."""
    counts: dict[str, int] = {}
    for letter in text:
        if script := script_of_letter(letter):
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script], default=UNKNOWN)


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """The direction of its first letter, as browsers decide it (`dir=auto`)."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A word of which some letters are not what they look like, and these letters."""

    word: str
    letters: tuple[str, ...]


def look_alikes(text: str) -> tuple[LookAlike, ...]:
    """Words that a clerk should look at again: `Ivаn` with a Cyrillic а, `Ig0r` with a zero.

    A word wholly of another script is no mistake by itself (Сара), but is one beside Latin words
    when every letter of it could be Latin.
    """
    words = text.replace("-", " ").split()
    beside_latin = any(scripts_of(word) == ("Latn",) for word in words)
    found = ((word, _foreign_letters(word, beside_latin=beside_latin)) for word in words)
    return tuple(LookAlike(word, letters) for word, letters in found if letters)


def _foreign_letters(word: str, *, beside_latin: bool) -> tuple[str, ...]:
    scripts = [script for script in scripts_of(word) if script in _DRAWN_ALIKE]
    if not scripts:
        return ()
    letters = dict.fromkeys(word)
    if len(scripts) > 1:
        main = main_script(word)
        return tuple(one for one in letters if script_of_letter(one) in _DRAWN_ALIKE - {main})
    like = _LIKE_LATIN.get(scripts[0], frozenset())
    if beside_latin and all(letter in like for letter in word):
        return tuple(letters)
    inside = word.strip("01")
    return tuple(one for one in letters if one in _DIGITS_LIKE_LETTERS and one in inside)
