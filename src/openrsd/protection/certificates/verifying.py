"""Whether a certificate is valid. Only that one answer says anything, and it forbids removal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from openrsd.protection.certificates import credential, writing
from openrsd.protection.certificates.cose import Unreadable
from openrsd.protection.certificates.credential import Credential
from openrsd.protection.certificates.revoking import hash_of


class Result(StrEnum):
    """What a check can find. Of every one but `valid` the same is said: it says nothing."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN_ISSUER = "unknown-issuer"
    FORGED = "forged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a checker believes: public keys by their id, and what their owners have revoked."""

    keys: Mapping[bytes, bytes]
    revoked: frozenset[bytes] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result, and where the signature holds what was signed."""

    result: Result
    said: Credential | None = None

    @property
    def is_valid(self) -> bool:
        """Whether it may be relied on."""
        return self.result is Result.VALID


def check(text: str, trust: Trust, today: date) -> Checked:
    """What this text from a code is worth on this day. Never raises."""
    try:
        said, message = credential.read(writing.read(text))
    except Unreadable:
        return Checked(Result.UNREADABLE)
    public = trust.keys.get(message.key_id)
    if public is None:
        return Checked(Result.UNKNOWN_ISSUER)
    if not message.is_by(public):
        return Checked(Result.FORGED)
    return Checked(_standing(said, trust, today), said)


def _standing(said: Credential, trust: Trust, today: date) -> Result:
    if hash_of(said.id) in trust.revoked:
        return Result.REVOKED
    if today > said.valid_until:
        return Result.EXPIRED
    return Result.VALID
