"""The installation's signature (Ed25519): made here, checked anywhere with the public key."""

from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)


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
    def key_id(self) -> str:
        """The name of the key, not secret."""
        return key_id_of(self.public)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def public_pem(self) -> str:
        """The public key as a PEM file, for anyone who checks with other tools."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return self._private.public_key().public_bytes(Encoding.PEM, spki).decode()


@dataclass(frozen=True)
class PublicKey:
    """Checks signatures of one installation. Needs no secret."""

    public: bytes

    @classmethod
    def from_pem(cls, pem: bytes) -> "PublicKey":
        """The key in a PEM file; ValueError where there is none of this kind."""
        key = load_pem_public_key(pem)
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError(type(key).__name__)
        return cls(key.public_bytes_raw())

    @property
    def key_id(self) -> str:
        """The name of the key."""
        return key_id_of(self.public)

    def verify(self, content: bytes, signature: bytes) -> bool:
        """Whether this is the key's signature over these bytes."""
        return signature_holds(self.public, signature, content)


def key_id_of(public: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a public key."""
    return sha256(public).hexdigest()[:16]


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of `public` signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
