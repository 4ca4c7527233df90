"""Certificates for tests, signed by a key that nobody else holds."""

import random
from datetime import date

from openrsd.protection.certificates import credential, writing
from openrsd.protection.certificates.credential import Credential
from openrsd.protection.certificates.verifying import Trust
from openrsd.vault import SigningKey

KEY = SigningKey.from_secret(bytes(range(32)))
OTHER = SigningKey.from_secret(bytes(range(1, 33)))
TODAY, LAST_DAY = date(2026, 11, 23), date(2027, 11, 30)
PAGE = "https://protected.example.org/protected/"


def trust(*keys: SigningKey, revoked: frozenset[bytes] = frozenset()) -> Trust:
    return Trust({bytes.fromhex(key.key_id): key.public for key in keys or (KEY,)}, revoked)


def said(issuer: str = "Refugee Status Office", unique: bytes = b"\x5a" * 16) -> Credential:
    return Credential(unique, issuer, LAST_DAY)


def raw(key: SigningKey = KEY, **of: object) -> bytes:
    return credential.signed(said(**of), key)  # type: ignore[arg-type]


def code(key: SigningKey = KEY, **of: object) -> str:
    """What stands in the code of a certificate."""
    return "".join(writing.bare(raw(key, **of)))


def corruptions(count: int, seed: int) -> list[str]:
    """A valid certificate with something changed in its bytes or its letters, each another way."""
    chance, letters = random.Random(seed), code()  # noqa: S311
    found: list[str] = []
    while len(found) < count:
        changed = _changed_letters(letters, chance) if chance.random() < 0.5 else _in_bytes(chance)
        if changed != letters and changed not in found:
            found.append(changed)
    return found


def _in_bytes(chance: random.Random) -> str:
    content = bytearray(raw())
    for _change in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at] = chance.randrange(256)
            case 2:
                del content[at]
            case _:
                content.insert(at, chance.randrange(256))
    return "".join(writing.bare(bytes(content)))


def _changed_letters(letters: str, chance: random.Random) -> str:
    at = chance.randrange(len(letters))
    match chance.randrange(4):
        case 0:
            return letters[:at] + chance.choice("0Aa$ é%漢#") + letters[at + 1 :]
        case 1:
            return letters[:at]
        case 2:
            other = chance.randrange(len(letters))
            return letters[:at] + letters[other : other + 5] + letters[at:]
        case _:
            return letters[:at] + letters[at + 1 :]
