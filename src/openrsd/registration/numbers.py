"""Numbers on cards and papers: random, short enough to be read over a bad line."""

import secrets

# No letter that is taken for a digit or for another letter.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


def new_number(letter: str) -> str:
    """`P-7KF4-92QX`: the letter says what is numbered, the rest is random."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return f"{letter}-{signs[:4]}-{signs[4:]}"


def as_written(typed: str) -> str:
    """A number as it is kept, however it was typed: in small letters, with or without dashes."""
    plain = "".join(sign for sign in typed[:64].upper() if sign.isalnum())
    return f"{plain[:1]}-{plain[1:5]}-{plain[5:]}"
