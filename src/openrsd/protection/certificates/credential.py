"""What a certificate says, as a few signed bytes; the claims are those of a CWT (RFC 8392).

1 issuer, 4 the moment from which it is no longer valid, 7 a random id, -65537 what it says. Nothing
else fits in: nothing of the holder, and no day on which she came or was registered.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from openrsd.protection.certificates import cose
from openrsd.protection.certificates.cose import Signed, Unreadable
from openrsd.vault import SigningKey

_ISSUER, _EXPIRES, _ID, _SAYS = 1, 4, 7, -65537
# Protected from removal under international law.
PROTECTED = 1
ID_BYTES = 16
MOST_ISSUER_LETTERS = 40
MOST_BYTES = 400
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Credential:
    """What was signed. It is valid up to and with its last day."""

    id: bytes
    issuer: str
    valid_until: date


def signed(credential: Credential, key: SigningKey) -> bytes:
    """The credential as it stands in the code."""
    claims = {
        _ISSUER: credential.issuer,
        _EXPIRES: _moment(credential.valid_until + _DAY),
        _ID: credential.id,
        _SAYS: PROTECTED,
    }
    return cose.sign(claims, key)


def read(raw: bytes) -> tuple[Credential, Signed]:
    """What these bytes say, and the message whose signature is still to be checked. Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable
    message = cose.read(raw)
    claims = message.claims
    if set(claims) != {_ISSUER, _EXPIRES, _ID, _SAYS} or claims[_SAYS] != PROTECTED:
        raise Unreadable
    name, unique = claims[_ISSUER], claims[_ID]
    if not isinstance(name, str) or not isinstance(unique, bytes) or len(unique) != ID_BYTES:
        raise Unreadable
    if len(name) > MOST_ISSUER_LETTERS or not name.isprintable():
        raise Unreadable
    return Credential(unique, name, _day(claims[_EXPIRES]) - _DAY), message


def _moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _day(moment: Any) -> date:
    if not isinstance(moment, int) or not 0 < moment < 1 << 33:
        raise Unreadable
    at = datetime.fromtimestamp(moment, UTC)
    if _moment(at.date()) != moment:
        raise Unreadable
    return at.date()
