"""The plain forms under which a name is found, whoever wrote it and in which letters.

*Keys* unite the ways to write one whole name: 리정혁, Ri Jong Hyok and Lee Jeong-hyeok.
Two names that share a key may be one; they are candidates, which are opened and compared. A key is
read by nobody and kept as a keyed hash; its text may change only with the look-ups that hold it.
"""

import re
import unicodedata

from openrsd.names.folding import folded_words
from openrsd.names.korean_readings import key_of, keys_of_hangul, keys_of_latin
from openrsd.names.normal_form import normal_form, words_of
from openrsd.names.romanising import romanise
from openrsd.names.romanising.chinese import family_spellings, is_pinyin, only_han, parted
from openrsd.names.romanising.hanja import names_in_characters
from openrsd.names.scripts import main_script

_PARTS = re.compile(r"[\s\-‐‑–—·•.,]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´", "'"))
_BREVES = str.maketrans({"ō": "ŏ", "ū": "ŭ", "ǒ": "ŏ", "ǔ": "ŭ"})
_LONGEST = 400
_MOST_WORDS = 12


def search_forms(name: str, origin: str | None = None) -> frozenset[str]:
    """Its words (`word jong`), as written and in Latin letters, and its keys (`name-ko …`)."""
    romanised = romanise(name[:_LONGEST], origin=origin).text
    words = {
        word
        for text in (name[:_LONGEST], romanised)
        for way in (text, _PARTS.sub(" ", text))
        for word in words_of(way)
    }
    return frozenset(f"word {word}" for word in words) | name_keys(name, origin)


def name_keys(name: str, origin: str | None = None) -> frozenset[str]:
    """Keys of the whole name: family and given name, in any order and script.

    A comma parts family and given name. At least one key for a name that has a letter. Folding
    would unite Jong and Yong; names that are read as Korean or Chinese are kept from it.
    """
    text = unicodedata.normalize("NFKC", name[:_LONGEST])
    script = main_script(text)
    keys: set[str] = set()
    if script == "Hang":
        keys |= {f"name-ko {key}" for key in keys_of_hangul(" ".join(_PARTS.split(text)).strip())}
    elif script == "Hani":
        family, given = parted(only_han(text))
        keys.add(_chinese(family, given))
        keys |= {f"name-ko {key_of(korean)}" for korean in names_in_characters(only_han(text))}
    if not keys:
        text = romanise(text, origin=origin).text or text
        keys |= _keys_of_latin(text)
    return frozenset(keys or _general(text))


def _keys_of_latin(text: str) -> set[str]:
    small = text.casefold().translate(_APOSTROPHES).translate(_BREVES)
    family_first = "," in small
    words = [_plain(word) for word in _PARTS.split(small) if _plain(word)]
    if not 2 <= len(words) <= _MOST_WORDS:
        return set()
    korean = keys_of_latin(words, family_first=family_first)
    return {f"name-ko {key}" for key in korean} | _keys_of_pinyin(words, family_first)


def _plain(word: str) -> str:
    """Small letters; of marks only those that tell Korean vowels and aspirates apart."""
    return "".join(letter if letter in "ŏŭü'" else normal_form(letter) for letter in word).strip(
        "'"
    )


def _keys_of_pinyin(words: list[str], family_first: bool) -> set[str]:
    plain = [word.replace("'", "") for word in words]
    if not all(map(is_pinyin, plain)):
        return set()
    ways = [(plain[0], plain[1:])]
    if len(plain) > 2:
        ways.append((plain[0] + plain[1], plain[2:]))
    if not family_first:
        ways.append((plain[-1], plain[:-1]))
    known = family_spellings()
    return {_chinese(family, "".join(given)) for family, given in ways if _one_u(family) in known}


def _chinese(family: str, given: str) -> str:
    return f"name-zh {_one_u(family)} {_one_u(given)}".strip()


def _one_u(spelled: str) -> str:
    """ü, which passports write YU and keyboards v or u, as u."""
    plain = spelled.replace("'", "")
    return re.sub("(?<=[ln])(?:yu|v|ü)", "u", plain)


def _general(text: str) -> set[str]:
    """The words in Latin letters, folded, in order of the alphabet."""
    words = folded_words(words_of(_PARTS.sub(" ", text)))
    return {f"name {' '.join(words)}"} if words else set()
