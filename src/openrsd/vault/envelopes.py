"""A sealed value: bytes that open only with their key, at the place they were sealed for.

Byte by byte: format 1, key generation (4 bytes), random nonce (12), AES-256-GCM ciphertext and
tag. The associated data binds format, generation, compartment, record and field, so that a value
moved to another person, record or field does not open.
"""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openrsd.vault.errors import CannotOpen, UnknownFormat
from openrsd.vault.wrapping import NONCE_BYTES, TAG_BYTES, bound

ENVELOPE_FORMAT = b"\x01"
_GENERATION_BYTES = 4
_HEADER_BYTES = len(ENVELOPE_FORMAT) + _GENERATION_BYTES


@dataclass(frozen=True, slots=True)
class Binding:
    """The place of a value. `field` is a declared, stable id, never the name of a column."""

    compartment: UUID
    record: UUID
    field: str

    def associated(self, header: bytes) -> bytes:
        """What is authenticated beside the value."""
        return bound(
            "value", header, self.compartment.bytes, self.record.bytes, self.field.encode()
        )


def seal(plain: bytes, key: AESGCM, generation: int, binding: Binding) -> bytes:
    """`plain` sealed at its place with the value key of this generation."""
    header = ENVELOPE_FORMAT + generation.to_bytes(_GENERATION_BYTES, "big")
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + key.encrypt(nonce, plain, binding.associated(header))


def generation_of(sealed: bytes) -> int:
    """Which generation of the compartment's key opens this."""
    if sealed[:1] != ENVELOPE_FORMAT:
        raise UnknownFormat
    if len(sealed) < _HEADER_BYTES + NONCE_BYTES + TAG_BYTES:
        raise CannotOpen
    return int.from_bytes(sealed[1:_HEADER_BYTES], "big")


def open_sealed(sealed: bytes, key: AESGCM, binding: Binding) -> bytes:
    """The plain bytes, if key, place and every byte are those that were sealed."""
    generation_of(sealed)
    header, rest = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:]
    try:
        return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], binding.associated(header))
    except InvalidTag:
        raise CannotOpen from None
