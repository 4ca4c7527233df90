"""How a credential is written in a code: as the end of an address, or bare.

An address is opened by the camera of any telephone. The credential stands behind the `#`, which a
browser never sends anywhere. Where an installation has no public address the code is bare. Both use
the 41 letters that the densest kind of code takes and an address may end with: two bytes in three.
"""

from openrsd.protection.certificates.cose import Unreadable

MARK = "ORSD1:"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_BASE = len(_LETTERS)
_BYTE, _TWO_BYTES = 1 << 8, 1 << 16
MOST_LETTERS = 2000


def bare(credential: bytes) -> tuple[str, str]:
    """`ORSD1:` and the credential in letters."""
    return MARK, in_letters(credential)


def address(page: str, credential: bytes) -> tuple[str, str]:
    """The address of the page that checks certificates with its `#`, and the credential."""
    return f"{page}#", in_letters(credential)


def read(text: str) -> bytes:
    """The credential in what was scanned or pasted, written either way. Unreadable if none is.

    An address is never visited, and whose it is does not matter: only the signature does.
    """
    # Where text is copied, lines are broken and spaces added.
    line = "".join(text[:MOST_LETTERS].split())
    if line.startswith(MARK):
        return _from_letters(line[len(MARK) :])
    _page, mark, tail = line.partition("#")
    if mark:
        return _from_letters(tail)
    raise Unreadable


def in_letters(raw: bytes) -> str:
    """Two bytes in three letters, a last byte in two."""
    letters = []
    for at in range(0, len(raw), 2):
        pair = raw[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _place in range(len(pair) + 1):
            value, letter = divmod(value, _BASE)
            letters.append(_LETTERS[letter])
    return "".join(letters)


def _from_letters(text: str) -> bytes:
    raw = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or any(letter not in _VALUES for letter in group):
            raise Unreadable
        value = sum(_VALUES[letter] * _BASE**place for place, letter in enumerate(group))
        if value >= (_TWO_BYTES if len(group) == 3 else _BYTE):
            raise Unreadable
        raw += value.to_bytes(len(group) - 1, "big")
    return bytes(raw)
