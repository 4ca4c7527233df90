"""A person's own key: what is wrapped for its public half opens only with the other half.

Wrapping is HPKE (RFC 9180, base mode) with X25519, HKDF-SHA-256 and AES-256-GCM.
"""

from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from openrsd.texts import gettext as _
from openrsd.vault.errors import CannotOpen, MalformedSecret, UnknownFormat

PERSON_FORMAT = b"\x02"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class PersonKey:
    """The private half, which stays with the person."""

    _private: X25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A new key."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_secret(cls, secret: bytes) -> Self:
        """The key of a 32-byte secret."""
        return cls(X25519PrivateKey.from_private_bytes(secret))

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """The secret that was wrapped for this key in this context."""
        if wrapped[:1] != PERSON_FORMAT:
            raise UnknownFormat
        try:
            return _SUITE.decrypt(wrapped[1:], self._private, PERSON_FORMAT + context)
        except (InvalidTag, ValueError):
            raise CannotOpen from None


def wrap_for_person(public: bytes, secret: bytes, context: bytes) -> bytes:
    """`secret` sealed so that only the holder of the other half opens it."""
    try:
        person = X25519PublicKey.from_public_bytes(public)
        return PERSON_FORMAT + _SUITE.encrypt(secret, person, PERSON_FORMAT + context)
    except ValueError:
        raise MalformedSecret(_("This is no public key for wrapping (X25519, 32 bytes).")) from None
