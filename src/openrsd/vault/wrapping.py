"""Short secrets wrapped: by a 32-byte key (AES-256-GCM), or for a person's X25519 key (HPKE).

Every wrapped secret is bound to a context, without which it does not unwrap.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from openrsd.vault.errors import CannotOpen, UnknownFormat

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_FORMAT = b"\x01"
PERSON_FORMAT = b"\x02"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def bound(purpose: str, *parts: bytes) -> bytes:
    """One string of bytes for several parts, such that no two lists of parts give the same."""
    return b"".join(
        len(part).to_bytes(4, "big") + part for part in (b"openrsd", purpose.encode(), *parts)
    )


def wrap(key: bytes, secret: bytes, context: bytes) -> bytes:
    """`secret` sealed with `key`: format, nonce, ciphertext and tag."""
    nonce = os.urandom(NONCE_BYTES)
    return WRAPPED_FORMAT + nonce + AESGCM(key).encrypt(nonce, secret, WRAPPED_FORMAT + context)


def unwrap(key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """The secret again, if `key` and `context` are those it was wrapped with."""
    if wrapped[:1] != WRAPPED_FORMAT:
        raise UnknownFormat
    nonce, sealed = wrapped[1 : 1 + NONCE_BYTES], wrapped[1 + NONCE_BYTES :]
    if len(sealed) < TAG_BYTES:
        raise CannotOpen
    try:
        return AESGCM(key).decrypt(nonce, sealed, WRAPPED_FORMAT + context)
    except InvalidTag:
        raise CannotOpen from None


def wrap_for_person(person: X25519PublicKey, secret: bytes, context: bytes) -> bytes:
    """`secret` sealed so that only the holder of the private key opens it (RFC 9180, base mode)."""
    return PERSON_FORMAT + _SUITE.encrypt(secret, person, PERSON_FORMAT + context)


def unwrap_as_person(person: X25519PrivateKey, wrapped: bytes, context: bytes) -> bytes:
    """The secret again, with the private key it was wrapped for."""
    if wrapped[:1] != PERSON_FORMAT:
        raise UnknownFormat
    try:
        return _SUITE.decrypt(wrapped[1:], person, PERSON_FORMAT + context)
    except (InvalidTag, ValueError):
        raise CannotOpen from None
