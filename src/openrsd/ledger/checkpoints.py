"""Checkpoints: a signed statement of how far the ledger reached, for others to keep.

The signing key is handed in. Whoever holds a checkpoint can later show that the ledger was cut
back or rewritten.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from openrsd.errors import OpenRSDError
from openrsd.ledger.chain import DIGEST_LENGTH, Seal
from openrsd.ledger.entries import moment_bytes
from openrsd.texts import gettext as _

CHECKPOINT_FORMAT = b"C\x01"
_KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class InvalidCheckpoint(OpenRSDError):
    """A statement that no checkpoint can make."""

    code = "invalid-checkpoint"


class Signer(Protocol):
    """Signs for the installation. The ledger knows no key."""

    @property
    def key_id(self) -> str:
        """The name of the key, not secret."""

    def sign(self, content: bytes) -> bytes:
        """The signature over these bytes."""


class Verifier(Protocol):
    """Knows one public key."""

    def verify(self, content: bytes, signature: bytes) -> bool:
        """Whether this is the key's signature over these bytes."""


# The public keys an auditor trusts, by key id.
TrustedKeys = Mapping[str, Verifier]


@dataclass(frozen=True, slots=True)
class Statement:
    """How far the ledger of an installation reached: its newest seal and its sealed entries."""

    installation: UUID
    seal: int
    seal_hash: bytes
    entries: int
    at: datetime
    key_id: str

    def __post_init__(self) -> None:
        if not (0 < self.seal < 2**63 and 0 < self.entries < 2**63):
            raise InvalidCheckpoint(_("A checkpoint names a seal and entries, counted from 1."))
        if len(self.seal_hash) != DIGEST_LENGTH or not _KEY_ID.fullmatch(self.key_id):
            raise InvalidCheckpoint(_("A checkpoint names the hash of a seal and the id of a key."))

    def canonical(self) -> bytes:
        """The bytes that are signed."""
        key = self.key_id.encode("ascii")
        return b"".join(
            (
                CHECKPOINT_FORMAT,
                self.installation.bytes,
                self.seal.to_bytes(8, "big"),
                self.seal_hash,
                self.entries.to_bytes(8, "big"),
                moment_bytes(self.at),
                len(key).to_bytes(1, "big"),
                key,
            )
        )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A statement and its signature."""

    statement: Statement
    signature: bytes


def sign_checkpoint(installation: UUID, seal: Seal, at: datetime, signer: Signer) -> Checkpoint:
    """State and sign that the ledger reached this seal."""
    statement = Statement(
        installation=installation,
        seal=seal.head.number,
        seal_hash=seal.hash,
        entries=seal.head.last,
        at=at,
        key_id=signer.key_id,
    )
    return Checkpoint(statement, signer.sign(statement.canonical()))
