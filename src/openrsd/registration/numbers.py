"""Numbers of persons, households and cases: random, readable over a bad line, and silent.

A number tells no year, office, order or origin: `C7F4-92KX-3M8` is a letter for what it numbers,
eight random characters and two check characters. Letters that sound or look like another letter
or a digit are left out, and vowels, so that no number spells a word. One wrong character, or two
neighbours in the wrong order, never makes another valid number.

Cards that were printed before had no check characters (`P-7KF4-92QX`): their numbers still count.
"""

import secrets
from collections.abc import Mapping
from enum import StrEnum

from openrsd.accounts.errors import Refusal
from openrsd.texts import gettext as _
from openrsd.texts import shown

# 23 characters, a prime, so that the check below sees every single and every swapped character.
ALPHABET = "0123456789CDFHJKMPRTWXY"
RANDOM_CHARACTERS = 8
_BASE = len(ALPHABET)
_READ_AS = str.maketrans(
    {"I": "1", "L": "1", "O": "0", "S": "5", "Z": "2", "B": "8", "N": "M", "V": "W"}
)
_IGNORED = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014.\u00a0\t\u200e\u200f\u202f")
# Those of cards without check characters.
_SIGNS_BEFORE = frozenset("23456789ABCDEFGHJKMNPQRSTVWXYZ")
_LENGTH_BEFORE = 9


class Numbered(StrEnum):
    """What a number belongs to, by its first letter."""

    CASE = "C"
    PERSON = "P"
    HOUSEHOLD = "H"


_OTHERS: Mapping[str, str] = shown(
    {
        Numbered.CASE: "This is the number of a case. The number asked for begins with {letter}.",
        Numbered.PERSON: "This is the number of a person. The number asked for begins with"
        " {letter}.",
        Numbered.HOUSEHOLD: "This is the number of a household. The number asked for begins with"
        " {letter}.",
    }
)


class NotANumber(Refusal):
    """What was typed is no number of what is asked for."""

    code = "not-a-number"
    sentence = shown("This is no complete number.")


class WrongNumber(Refusal):
    """A number was misheard or mistyped: its check characters do not fit."""

    code = "wrong-number"
    sentence = shown("A character of this number is wrong. Please ask for it again, slowly.")


def new_number(kind: Numbered) -> str:
    """A new random number, as it is shown: 78 thousand million are possible of each kind."""
    body = kind + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _shown(body + _check(body))


def read_number(typed: str, kind: Numbered) -> str:
    """The number as it is kept, however it was typed.

    Raises NotANumber for something else, WrongNumber where the check characters do not fit.
    """
    typed = typed[:64].upper().translate(_IGNORED)
    if typed[:1] == kind and len(typed) == _LENGTH_BEFORE and set(typed[1:]) <= _SIGNS_BEFORE:
        return f"{typed[:1]}-{typed[1:5]}-{typed[5:]}"
    plain = typed.translate(_READ_AS)
    fits = len(plain) == len(kind) + RANDOM_CHARACTERS + 2 and plain[0] in _OTHERS
    if not fits or set(plain) - set(ALPHABET):
        raise NotANumber(
            _("This is no complete number. A number looks like {example}.").format(
                example=example_of(kind)
            )
        )
    if plain[:-2] + _check(plain[:-2]) != plain:
        raise WrongNumber
    if plain[0] != kind:
        raise NotANumber(_(_OTHERS[plain[0]]).format(letter=kind.value))
    return _shown(plain)


def example_of(kind: Numbered) -> str:
    """What such a number looks like."""
    return _shown(f"{kind}7F492KX3" + _check(f"{kind}7F492KX3"))


def _check(body: str) -> str:
    """Two characters: a plain sum and one weighted by place, both modulo a prime."""
    values = [ALPHABET.index(character) for character in body]
    plain = sum(values) % _BASE
    weighted = sum(place * value for place, value in enumerate(values, 1)) % _BASE
    return ALPHABET[plain] + ALPHABET[weighted]


def _shown(plain: str) -> str:
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
