"""Korean names in the three systems in use: the North's, the South's, and McCune and Reischauer's.

In the North each syllable stands apart (Ri Jong Hyok), in the South a hyphen joins the given name
and a family name is written as most of its bearers write it (Lee Jeong-hyeok).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from openrsd.names.romanising.hangul import apart, is_syllable, southern_start
from openrsd.names.tables import rows

_VOICED_AFTER = frozenset(("", "ㄴ", "ㄹ", "ㅁ", "ㅇ"))
# A final of two letters sounds as one of them.
_SOUNDS_AS = dict(zip("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", "ㄱㄴㄴㄱㅁㄹㄹㄹㅂㄹㅂ", strict=True))

MARKS = str.maketrans({"ŏ": "o", "ŭ": "u", "'": None})
# Family names that Southern spelling hides, and that have one form in the North.
_NORTHERN_FAMILIES = {"이": "리", "노": "로", "나": "라"}


class System(StrEnum):
    """A system of romanisation; its value is its column in the table of letters."""

    NORTHERN = "northern"
    REVISED = "revised"
    MCCUNE = "mccune"


@dataclass(frozen=True, slots=True)
class KoreanName:
    """Family and given name in Hangul; either may be empty."""

    family: str
    given: str


@cache
def spellings() -> dict[tuple[str, str], dict[str, str]]:
    """The table of letters, by place and letter."""
    return {(row["place"], row["letter"]): row for row in rows("korean_letters")}


@cache
def family_names() -> dict[str, dict[str, str]]:
    """The table of family names, by Hangul."""
    return {row["hangul"]: row for row in rows("korean_surnames")}


def names_in(hangul: str) -> tuple[KoreanName, ...]:
    """The ways to part a whole name, the likeliest first; none where it is no Korean name.

    A space parts it; without one, a family name of one or two syllables does.
    """
    words = hangul.split()
    if not words or not all(is_syllable(letter) for word in words for letter in word):
        return ()
    if len(words) > 1:
        found = [KoreanName(words[0], "".join(words[1:]))]
    else:
        whole = words[0]
        lengths = (2, 1) if len(whole) > 3 else (1, 2)
        found = [KoreanName(whole[:at], whole[at:]) for at in lengths if len(whole) > at]
    return tuple(
        name for name in found if name.family in family_names() and 1 <= len(name.given) <= 4
    )


def written(syllables: str, system: System, *, within: str = "") -> list[str]:
    """Each syllable in this system; `within` is the syllable before the first, in one word."""
    parts: list[str] = []
    before = within
    for syllable in syllables:
        parts.append(_one(syllable, before, system))
        before = syllable
    return parts


def _one(syllable: str, before: str, system: System) -> str:
    letters, table = apart(syllable), spellings()
    final = _SOUNDS_AS.get(letters.final, letters.final)
    voiced = bool(before) and _final_sound(before) in _VOICED_AFTER
    place = "voiced" if voiced and ("voiced", letters.initial) in table else "initial"
    initial = table[place, letters.initial][system]
    if system is System.MCCUNE and letters.initial == "ㅅ" and letters.vowel == "ㅟ":
        initial = "sh"
    return (
        initial + table["vowel", letters.vowel][system] + (final and table["final", final][system])
    )


def _final_sound(syllable: str) -> str:
    final = apart(syllable).final
    return _SOUNDS_AS.get(final, final)


def family_written(family: str, system: System) -> str:
    """A family name; in the South as most of its bearers write it."""
    if system is System.NORTHERN:
        return _word(_NORTHERN_FAMILIES.get(family, family), system)
    southern = southern_start(family[:1]) + family[1:]
    if system is System.MCCUNE:
        return "Yi" if southern == "이" else _word(southern, system)
    known = family_names()
    return known[southern]["customary"] if southern in known else _word(southern, system)


def _word(syllables: str, system: System) -> str:
    return "".join(written(syllables, system)).capitalize()


def given_written(given: str, system: System) -> str:
    """A given name: `Jong Hyok` in the North, `Jeong-hyeok` elsewhere."""
    parts = written(given, system)
    if system is System.NORTHERN:
        return " ".join(part.capitalize() for part in parts)
    return "-".join(parts).capitalize()


def all_spellings(syllable: str) -> frozenset[str]:
    """Every way in which the syllable is spelled, by system or by custom, in small letters.

    Marks (ŏ, ŭ, ') stand only in the spellings of McCune and Reischauer.
    """
    letters = apart(syllable)
    initials = _ways("initial", letters.initial) | _ways("voiced", letters.initial)
    vowels = _ways("vowel", letters.vowel)
    final = _SOUNDS_AS.get(letters.final, letters.final)
    finals = _ways("final", final) if final else frozenset(("",))
    loose = {
        _unmarked(initial + vowel + end)
        for initial in initials
        for vowel in vowels
        for end in finals
    }
    strict = {_one(syllable, before, System.MCCUNE) for before in ("", "가")}
    return frozenset(loose | strict) | _ways("syllable", syllable)


def _unmarked(spelling: str) -> str:
    return spelling.translate(MARKS)


def _ways(place: str, letter: str) -> frozenset[str]:
    row = spellings().get((place, letter))
    if row is None:
        return frozenset()
    loose = row["loose"].split()
    if place == "syllable":
        return frozenset(loose)
    return frozenset((row["northern"], row["revised"], row["mccune"], *loose))
