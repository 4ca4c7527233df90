"""What makes a long password still easy to guess. Each refusal says what to do instead."""

import re
from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from openrsd.accounts.models import User
from openrsd.texts import gettext as _

PRODUCT = "openrsd"
# What anyone who knows the work would try. They may stand in a password that is long without them.
WORDS = (
    "administrator", "admin", "asylum", "caseofficer", "hello", "interpreter", "interview",
    "login", "office", "officer", "passphrase", "password", "protection", "refugee", "refugees",
    "reviewer", "rsd", "screening", "secret", "supervisor", "unhcr", "welcome",
)  # fmt: skip
# Rows of keys and of letters, as fingers run over them, in the scripts of common keyboards.
ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
    "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "qweasdzxc",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
)  # fmt: skip
_RUNS = tuple(way for row in ROWS for way in (row, row[::-1]))
_SHORTEST_RUN = 3
_SHORTEST_NAME = 4
# What is left without all that must be worth guessing.
_LEFT = 8
_LIKE_LETTERS = str.maketrans("0134578@$!€", "oieastbasie")
_TWICE = re.compile(r"(.{1,8}?)\1{2,}|(.{3,})\2")


class NotEasilyGuessed:
    """Refuses what holds the names everybody knows, and what only looks long."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """ValidationError for the first thing that is amiss."""
        bare = _bare(password)
        name = _bare(user.username) if isinstance(user, User) else ""
        if len(name) >= _SHORTEST_NAME and name in bare:
            raise ValidationError(
                _("Your sign-in name is in it. Choose a password without it."),
                code="password_has_name",
            )
        if PRODUCT in bare:
            raise ValidationError(
                _("The name of this program is in it. Choose a password without it."),
                code="password_has_product",
            )
        if any(base in self._common for base in _bases(password)):
            raise ValidationError(
                _(
                    "This is a common password with something added, and others would try it. "
                    "Choose four or five unrelated words."
                ),
                code="password_like_common",
            )
        if len(_worth_guessing(bare)) < _LEFT:
            raise ValidationError(
                _(
                    "Too much of this repeats itself, follows a row of keys, or is a word that "
                    "others would try. Choose four or five unrelated words."
                ),
                code="password_too_plain",
            )

    def get_help_text(self) -> str:
        """What to keep in mind."""
        return _("Not your sign-in name, the name of this program, or rows of keys.")


def _bare(text: str) -> str:
    """Its letters and figures alone: signs between them make no difference to a guess."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _bases(password: str) -> Iterator[str]:
    """Common words that this might be: bare, with letters for signs, halved, without an end."""
    lowered = password.casefold().strip()
    for text in (lowered, lowered.translate(_LIKE_LETTERS)):
        for cut in (text, _bare(text), re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)):
            half = len(cut) // 2
            yield cut
            yield cut[:half] if cut[:half] == cut[-half:] else cut
    # Figures at the end are no letters, whatever the signs within stand for.
    yield re.sub(r"[\W\d_]+$", "", lowered).translate(_LIKE_LETTERS)


def _worth_guessing(bare: str) -> str:
    """What is left without words that everyone knows, repetitions and rows of keys."""
    left = bare
    for word in sorted(WORDS, key=len, reverse=True):
        left = left.replace(word, "")
    left = _TWICE.sub(lambda found: found.group(1) or found.group(2), left)
    kept, at = [], 0
    while at < len(left):
        length = _run_at(left, at)
        if length < _SHORTEST_RUN:
            kept.append(left[at])
            length = 1
        at += length
    return "".join(kept)


def _run_at(text: str, at: int) -> int:
    """How far one row of keys reaches from here."""
    length = 0
    while at + length < len(text) and any(text[at : at + length + 1] in run for run in _RUNS):
        length += 1
    return length
