"""Chinese names in pinyin without tones, as passports of the People's Republic write them.

A family name has its own reading: 单 is Shan, 仇 is Qiu, 朴 is Piao.
"""

import re
from functools import cache
from typing import Literal

from openrsd.names.scripts import script_of_letter
from openrsd.names.tables import rows

Part = Literal["family", "given", "whole"]


@cache
def family_readings() -> dict[str, str]:
    """Readings of family names, of one or two characters."""
    return {row["hani"]: row["pinyin"] for row in rows("chinese_surnames")}


@cache
def family_spellings() -> frozenset[str]:
    """Family names as they are spelled, in small letters, ü as u too."""
    spelled = frozenset(family_readings().values())
    return spelled | {name.replace("ü", "u") for name in spelled}


def only_han(text: str) -> str:
    """The characters and the spaces between them, without signs, figures and what is hidden."""
    kept = (letter if script_of_letter(letter) == "Hani" else " " for letter in text)
    return " ".join("".join(kept).split())


def syllables_of(characters: str) -> list[str]:
    """The usual reading of each character."""
    # Its dictionaries take a tenth of a second to read; most commands need none.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(characters, v_to_u=True)


def parted(characters: str) -> tuple[str, str]:
    """The spelled family and given name, in small letters; the given may be empty."""
    words = characters.split()
    whole = "".join(words)
    if len(words) > 1:
        at = len(words[0])
    else:
        at = 2 if len(whole) > 2 and whole[:2] in family_readings() else 1
    family = family_readings().get(whole[:at]) or "".join(syllables_of(whole[:at]))
    return family, joined(syllables_of(whole[at:]))


def joined(syllables: list[str]) -> str:
    """One word; an apostrophe before a, e or o: Zheng'en."""
    first, rest = syllables[:1], syllables[1:]
    return "".join((*first, *("'" + one if one[:1] in "aeo" else one for one in rest)))


def is_pinyin(word: str) -> bool:
    """Whether a word in small letters is made of syllables; ü is written as ü, u, v or yu."""
    return _word().fullmatch(word) is not None


@cache
def _word() -> re.Pattern[str]:
    spelled = [row["pinyin"] for row in rows("pinyin_syllables")]
    ways = {form for one in spelled for form in _with_u(one)}
    return re.compile(f"(?:{'|'.join(sorted(ways))})+")


def _with_u(spelled: str) -> tuple[str, ...]:
    return tuple(spelled.replace("ü", written) for written in ("ü", "u", "v", "yu"))


def pinyin(characters: str, part: Part) -> str:
    """The name in pinyin; names of other peoples, parted by a dot, keep their parts."""
    if "·" in characters or "•" in characters:
        parts = re.split("[·•]", characters)
        return " ".join(joined(syllables_of(only_han(one))).capitalize() for one in parts)
    plain = only_han(characters)
    if part == "given":
        return joined(syllables_of("".join(plain.split()))).capitalize()
    family, given = parted(plain)
    if part == "family":
        return (family + given).capitalize()
    return f"{family.capitalize()} {given.capitalize()}".strip()
