"""A name as it comes from a keyboard or a clipboard, without what nobody can see.

What can be seen is kept as it was typed. What cannot be seen is taken away and told, so that two
names that look the same are the same, and no text turns the direction of the page around it.
"""

import unicodedata
from dataclasses import dataclass

from openrsd.errors import OpenRSDError
from openrsd.names.scripts import script_of_letter
from openrsd.texts import gettext as _
from openrsd.texts import shown

LETTERS_OF_A_NAME = 300
# Longer than any spelling of a name that could be kept: not worth a look.
_RAW_LETTERS = 10 * LETTERS_OF_A_NAME
# Tibetan and Burmese letters carry the most: fewer than this.
_MARKS_ON_A_LETTER = 10

DIRECTION = shown("signs that turn the direction of writing")
INVISIBLE = shown("signs that cannot be seen")
STACKED = shown("more marks on one letter than any script has")

_DIRECTION_SIGNS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_JOINERS = frozenset("\u200c\u200d")
# Scripts that are spelled with joiners: Persian, and those of India and its neighbours.
_JOINING = frozenset(
    [
        "Arab",
        "Beng",
        "Deva",
        "Gujr",
        "Guru",
        "Khmr",
        "Knda",
        "Mlym",
        "Mong",
        "Mymr",
        "Nkoo",
        "Orya",
        "Sinh",
        "Syrc",
        "Taml",
        "Telu",
    ]
)
_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_VARIANTS = (0xFE00, 0xFE0F)
_VARIANTS_OF_HAN = (0xE0100, 0xE01EF)


class NotAName(OpenRSDError):
    """A text that cannot be kept as a name."""

    code = "not-a-name"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text to keep, and in words what was taken away from it."""

    text: str
    removed: tuple[str, ...] = ()


def cleaned(text: str, *, limit: int = LETTERS_OF_A_NAME) -> Cleaned:
    """The text in one form of Unicode (NFC), with single spaces, without invisible signs.

    NotAName for line breaks, NUL and other control characters, halves of letters, and what is
    longer than `limit` letters. An empty text is returned empty.
    """
    if len(text) > max(_RAW_LETTERS, limit * 2):
        raise _too_long(limit)
    _refuse_control(text)
    kept: list[str] = []
    removed: dict[str, None] = {}
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace():
            kept.append(" ")
        elif why := _why_not(letter, kept):
            removed[why] = None
        else:
            kept.append(letter)
    # What was hidden between them may have kept letter and mark apart.
    result = " ".join(unicodedata.normalize("NFC", _joined(kept)).split())
    if len(result) > limit:
        raise _too_long(limit)
    return Cleaned(result, tuple(removed))


def _refuse_control(text: str) -> None:
    for letter in text:
        category = unicodedata.category(letter)
        if letter in "\n\r\v\f\x85\u2028\u2029":
            raise NotAName(_("A name is one line. Write it without a line break."))
        if (category == "Cc" and letter != "\t") or category == "Cs" or _is_no_letter(letter):
            raise NotAName(
                _("The name holds a sign that belongs to no script. Type the name again by hand.")
            )


def _is_no_letter(letter: str) -> bool:
    """Numbers that Unicode will never give to a letter."""
    number = ord(letter)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE


def _why_not(letter: str, before: list[str]) -> str:
    number = ord(letter)
    if letter in _DIRECTION_SIGNS:
        return DIRECTION
    if letter in _JOINERS:
        return "" if before and script_of_letter(before[-1]) in _JOINING else INVISIBLE
    if _VARIANTS_OF_HAN[0] <= number <= _VARIANTS_OF_HAN[1]:
        return "" if before and script_of_letter(before[-1]) == "Hani" else INVISIBLE
    category = unicodedata.category(letter)
    if category == "Cf" or letter in _INVISIBLE_LETTERS:
        return INVISIBLE
    if _VARIANTS[0] <= number <= _VARIANTS[1] or "VARIATION SELECTOR" in unicodedata.name(
        letter, ""
    ):
        return INVISIBLE
    if category.startswith("M"):
        last = before[-_MARKS_ON_A_LETTER:]
        if len(last) == _MARKS_ON_A_LETTER and all(map(_is_mark, last)):
            return STACKED
    return ""


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _joined(kept: list[str]) -> str:
    """Joiners join two letters: not one with a space, and not at an end."""
    text = "".join(kept)
    for joiner in _JOINERS:
        while text.endswith(joiner):
            text = text[:-1]
        text = text.replace(joiner + " ", " ")
    return text


def _too_long(limit: int) -> NotAName:
    return NotAName(
        _("This is longer than {limit} letters. Write the name alone.").format(limit=limit)
    )
