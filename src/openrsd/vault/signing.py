"""The installation's signature (Ed25519): made here, checked anywhere with the public key."""

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass(frozen=True)
class SigningKey:
    """Signs in the name of the installation."""

    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_secret(cls, secret: bytes) -> "SigningKey":
        """The signing key of a 32-byte secret, which the key store keeps wrapped."""
        return cls(Ed25519PrivateKey.from_private_bytes(secret))

    def sign(self, message: bytes) -> bytes:
        """64 bytes that only this installation can make for this message."""
        return self._private.sign(message)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def public_pem(self) -> str:
        """The public key as a PEM file, for anyone who checks with other tools."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return self._private.public_key().public_bytes(Encoding.PEM, spki).decode()


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of `public` signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
