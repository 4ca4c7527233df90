"""Korean syllables taken apart into letters, put together, and written as one says them first.

The South writes ㄹ at the beginning of a word as it is spoken there (리 is 이, 룡 is 용), the North
as it is spelled. Both are one name.
"""

from dataclasses import dataclass

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST = 0xAC00
_LAST = 0xD7A3
_LIKE_Y = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")


@dataclass(frozen=True, slots=True)
class Syllable:
    """Its letters; `final` may be empty."""

    initial: str
    vowel: str
    final: str

    def __str__(self) -> str:
        number = INITIALS.index(self.initial) * len(VOWELS) + VOWELS.index(self.vowel)
        return chr(_FIRST + number * len(FINALS) + FINALS.index(self.final))


def is_syllable(letter: str) -> bool:
    """Whether it is a whole syllable, and no letter alone."""
    return _FIRST <= ord(letter) <= _LAST


def apart(syllable: str) -> Syllable:
    """The letters of a syllable."""
    number, final = divmod(ord(syllable) - _FIRST, len(FINALS))
    initial, vowel = divmod(number, len(VOWELS))
    return Syllable(INITIALS[initial], VOWELS[vowel], FINALS[final])


def southern_start(syllable: str) -> str:
    """The syllable as the South writes it at the beginning of a word."""
    letters = apart(syllable)
    if letters.initial not in "ㄹㄴ":
        return syllable
    if letters.vowel in _LIKE_Y:
        return str(Syllable("ㅇ", letters.vowel, letters.final))
    return str(Syllable("ㄴ", letters.vowel, letters.final))
