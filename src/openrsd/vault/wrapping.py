"""Short secrets wrapped by a 32-byte key (AES-256-GCM).

Every wrapped secret is bound to a context, without which it does not unwrap.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openrsd.vault.errors import CannotOpen, UnknownFormat

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_FORMAT = b"\x01"


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
