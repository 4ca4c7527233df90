"""What a backup says of itself: at its beginning what it is, at its end all that is in it.

The end is signed with the installation's signing key, which is in the key folder and in no backup.
So nobody who merely knows the backup's passphrase or recipient can make one that is restored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from openrsd import __version__
from openrsd.config.backing_up.errors import NewerBackup, OtherInstallation
from openrsd.config.installation import Installation, Kind
from openrsd.vault import Tombstone, opened, signature_holds
from openrsd.vault.bundles import (
    BundleIdentity,
    BundlePassphrase,
    DamagedBundle,
    Piece,
    read_bundle,
)

FORMAT = 1
ABOUT, MANIFEST, SIGNATURE = "about.json", "manifest.json", "manifest.signature"
_PURPOSE = b"openrsd backup manifest 1\n"
Secret = BundlePassphrase | BundleIdentity
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class About:
    """What a backup is. Read first, before anything is done with the rest."""

    id: UUID
    installation: Installation
    database: str
    key_id: str
    version: str
    made_at: datetime

    @classmethod
    def new(cls, installation: Installation, database: str) -> Self:
        """Of a backup made now, with the keys of the open vault."""
        key_id = opened().signing_key.key_id
        return cls(uuid4(), installation, database, key_id, __version__, datetime.now(UTC))

    def to_bytes(self) -> bytes:
        """As it stands in the backup."""
        return _json(
            {
                "format": FORMAT,
                "id": str(self.id),
                "installation": {
                    "id": str(self.installation.id),
                    "kind": self.installation.kind.value,
                    "made_at": self.installation.made_at.isoformat(),
                },
                "database": self.database,
                "key_id": self.key_id,
                "version": self.version,
                "made_at": self.made_at.isoformat(),
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """NewerBackup or DamagedBundle where it cannot be understood."""
        try:
            document = json.loads(content)
            if document["format"] > FORMAT:
                raise NewerBackup
            of = document["installation"]
            return cls(
                UUID(document["id"]),
                Installation(
                    UUID(of["id"]), Kind(of["kind"]), datetime.fromisoformat(of["made_at"])
                ),
                document["database"],
                document["key_id"],
                document["version"],
                datetime.fromisoformat(document["made_at"]),
            )
        except _UNREADABLE:
            raise DamagedBundle from None


@dataclass(frozen=True, slots=True)
class Contents:
    """What was written between beginning and end: how much, and the hash over all of it."""

    pieces: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup. `checkpoint` is the newest of the ledger, None before the first."""

    contents: Contents
    rows: Mapping[str, int]
    migrations: tuple[str, ...]
    erased: tuple[Tombstone, ...]
    checkpoint: Mapping[str, Any] | None

    def pieces(self) -> Iterator[Piece]:
        """The end of a backup: the manifest and its signature."""
        content = self._to_bytes()
        yield MANIFEST, content
        yield SIGNATURE, opened().signing_key.sign(_PURPOSE + content)

    def _to_bytes(self) -> bytes:
        return _json(
            {
                "pieces": self.contents.pieces,
                "size": self.contents.size,
                "sha256": self.contents.sha256,
                "rows": dict(self.rows),
                "migrations": list(self.migrations),
                "erased": [
                    [str(stone.compartment), stone.generation, stone.erased_at.isoformat()]
                    for stone in self.erased
                ],
                "checkpoint": self.checkpoint,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes, signature: bytes, public: bytes) -> Self:
        """DamagedBundle where it cannot be read, OtherInstallation where others signed it."""
        if not signature_holds(public, signature, _PURPOSE + content):
            raise OtherInstallation
        try:
            document = json.loads(content)
            return cls(
                Contents(document["pieces"], document["size"], document["sha256"]),
                document["rows"],
                tuple(document["migrations"]),
                tuple(
                    Tombstone(UUID(compartment), generation, datetime.fromisoformat(at))
                    for compartment, generation, at in document["erased"]
                ),
                document["checkpoint"],
            )
        except _UNREADABLE:
            raise DamagedBundle from None


def read_head(path: Path, secret: Secret) -> About:
    """What a backup is, from its beginning."""
    for name, content in read_bundle(path, secret):
        if name == ABOUT:
            return About.from_bytes(content)
        break
    raise DamagedBundle


class Counted:
    """Passes pieces on and counts them into one hash, in their order."""

    def __init__(self) -> None:
        self._hash = sha256()
        self._pieces = 0
        self._size = 0

    def of(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The same pieces."""
        for name, content in pieces:
            self.add(name, content)
            yield name, content

    def add(self, name: str, content: bytes) -> None:
        """Counts one piece."""
        self._pieces += 1
        self._size += len(content)
        for part in (name.encode(), content):
            self._hash.update(len(part).to_bytes(8, "big") + part)

    @property
    def contents(self) -> Contents:
        """All that was counted so far."""
        return Contents(self._pieces, self._size, self._hash.hexdigest())


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode()
