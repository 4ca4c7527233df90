"""Names of other scripts: by tables of names and letters, by names of syllables, or roughly.

Arabic is written without its short vowels: a name that is in no table of names stays rough.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from openrsd.names.normal_form import normal_form
from openrsd.names.tables import rows

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةآپچژگئؤ"
_SPELLED = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a p ch zh g i u"
_ARABIC = dict(zip(_LETTERS, _SPELLED.split(), strict=True))
_ARTICLE = "ال"
_ONE_ALEF = str.maketrans("أإآىیکة", "اااييكه")
_SYLLABLE_OF = re.compile(r"(?:LETTER|SYLLABLE) (?:GLOTTAL |PHARYNGEAL )?([A-Z]+)$")
_PARTS_OF = re.compile("([A-Z]*?)(AA|EE|II|UU|OO|AI|AU|A|E|I|O|U)")
_VOWEL_SIGN = re.compile(r"VOWEL SIGN ([A-Z]+)$")
_ABUGIDAS = frozenset({"Beng", "Deva", "Gujr", "Guru", "Knda", "Orya", "Taml", "Telu"})
_SILENT_AT_END = frozenset({"Beng", "Deva", "Gujr", "Guru"})
_LONG = {"AA": "a", "II": "i", "UU": "u", "EE": "e", "OO": "o", "VOCALIC": "ri"}
_CONSONANTS = {"C": "ch", "CH": "chh", "SS": "sh", "NG": "n", "NY": "n"}
_ETHIOPIC_VOWELS = {"AA": "a", "A": "e", "EE": "e", "E": "", "O": "o", "U": "u", "I": "i"}
_ETHIOPIC_CONSONANTS = {"X": "h", "HH": "h", "SZ": "s", "TZ": "ts", "TH": "t", "PH": "p"}


def by_letter(script: str, text: str, origin: str | None) -> tuple[str, str]:
    """The text in Latin letters, and the code of the scheme: names, table or rough."""
    words = unicodedata.normalize("NFC", text).split()
    match script:
        case "Arab":
            return _arabic(words)
        case "Cyrl":
            column = "ukrainian" if origin == "UKR" else "common"
            return _capitalised("".join(_cyrillic(one, column) for one in word) for word in words)
        case "Ethi":
            return _capitalised(map(_ethiopic, words))
        case _ if script in _ABUGIDAS:
            return _capitalised(_abugida(word, script) for word in words)
        case _:
            return rough(text), "rough"


def rough(text: str) -> str:
    """Letter by letter, without knowledge of the language."""
    # Its tables are read letter by letter, and only for names that need them.
    from anyascii import anyascii

    return " ".join(word[:1].upper() + word[1:] for word in anyascii(text).split())


def _capitalised(words: Iterable[str]) -> tuple[str, str]:
    return " ".join(word[:1].upper() + word[1:] for word in words), "table"


@cache
def _arabic_names() -> dict[str, str]:
    return {row["native"]: row["latin"] for row in rows("arabic_names")}


def _arabic(words: list[str]) -> tuple[str, str]:
    known = [_known_arabic(word) for word in words]
    made = [one or _by_consonants(word) for one, word in zip(known, words, strict=True)]
    return " ".join(made), "names" if all(known) else "rough"


def _known_arabic(word: str) -> str:
    plain, names = normal_form(word).translate(_ONE_ALEF), _arabic_names()
    if plain.startswith(_ARTICLE) and plain not in names and plain[2:] in names:
        return f"al-{names[plain[2:]]}"
    return names.get(plain, "")


def _by_consonants(word: str) -> str:
    plain = normal_form(word).translate(_ONE_ALEF)
    article = len(plain) > 4 and plain.startswith(_ARTICLE)
    plain = plain[2:] if article else plain
    letters = [_ARABIC.get(letter, "") for letter in plain]
    if letters:
        letters[0] = {"u": "w", "i": "y"}.get(letters[0], letters[0])
    return ("al-" if article else "") + "".join(letters).capitalize()


@cache
def _cyrillic_letters() -> dict[str, dict[str, str]]:
    return {row["letter"]: row for row in rows("cyrillic_letters")}


def _cyrillic(letter: str, column: str) -> str:
    row = _cyrillic_letters().get(letter.lower())
    if row is None:
        return rough(letter) if letter.isalpha() else letter
    written = row[column] or row["common"]
    return written.capitalize() if letter.isupper() else written


def _ethiopic(word: str) -> str:
    """By the names of the syllables. The sixth form (SE) is a consonant alone where it can be."""
    made: list[str] = []
    for letter in word:
        found = _SYLLABLE_OF.search(unicodedata.name(letter, ""))
        parts = found and _PARTS_OF.fullmatch(found[1])
        if not parts:
            continue
        consonant = _ETHIOPIC_CONSONANTS.get(parts[1], parts[1].lower())
        vowel = _ETHIOPIC_VOWELS.get(parts[2], "")
        if not consonant:
            vowel = {"A": "a", "E": "e"}.get(parts[2], vowel)
        elif not vowel and (not made or made[-1][-1] not in "aeiou"):
            vowel = "i"
        made.append(consonant + vowel)
    return "".join(made)


def _abugida(word: str, script: str) -> str:
    """A consonant has an a of its own, but before another vowel sign or a virama, or at the end."""
    made: list[str] = []
    own = False
    for letter in word:
        name = unicodedata.name(letter, "")
        if sign := _VOWEL_SIGN.search(name):
            made.append(_LONG.get(sign[1], sign[1].lower()))
            own = False
        elif name.endswith("SIGN VIRAMA"):
            own = False
        elif found := _SYLLABLE_OF.search(name):
            made.append("a" if own else "")
            made.append(_letter_of(found[1]))
            own = found[1].strip("AEIOU") != ""
        elif name.endswith(("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI")):
            made.append("an" if own else "n")
            own = False
    silent = script in _SILENT_AT_END and len(made) > 2
    return "".join(made) + ("a" if own and not silent else "")


def _letter_of(name: str) -> str:
    """`TTHA` is th, `AA` is a: Unicode doubles letters that Latin does not tell apart."""
    if not name.strip("AEIOU"):
        return _LONG.get(name, name.lower())
    consonant = name.removesuffix("A")
    return _CONSONANTS.get(consonant) or re.sub(r"(.)\1+", r"\1", consonant.lower())
