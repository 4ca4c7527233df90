"""What unlocks the master keys: a passphrase, an environment variable or a key file."""

import os
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from openrsd.texts import gettext as _
from openrsd.vault.durable import new_file, read_private, sync_folder, writing_in
from openrsd.vault.errors import MalformedSecret, MissingSecret, StoreExists, WrongSecret
from openrsd.vault.wrapping import KEY_BYTES

SALT_BYTES = 16
SHORTEST_PASSPHRASE = 12
MOST_MEMORY_KIB = 4 * 1024 * 1024
MOST_PASSES = 64
MOST_LANES = 64
_COST = ("memory_kib", "passes", "lanes")

Kept = Mapping[str, str | int]


class Unlocking(Protocol):
    """Gives the key that seals the master keys."""

    def fresh(self) -> tuple[bytes, Kept]:
        """A key for a new file, and what must be kept beside it to find the key again."""

    def again(self, kept: Kept) -> bytes:
        """The key again, from what was kept."""


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """The cost of one guess at a passphrase. Smaller ones are for tests only."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that a person types; Argon2id makes each guess dear."""

    words: str = field(repr=False)
    parameters: Argon2Parameters = Argon2Parameters()

    def fresh(self) -> tuple[bytes, Kept]:
        """A key under a new salt."""
        if len(self.words) < SHORTEST_PASSPHRASE:
            raise MalformedSecret(
                _("A passphrase needs at least {count} characters.").format(
                    count=SHORTEST_PASSPHRASE
                )
            )
        cost = self.parameters
        kept: Kept = {
            "kind": "passphrase",
            "salt": b64encode(os.urandom(SALT_BYTES)).decode(),
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
        }
        return self.again(kept), kept

    def again(self, kept: Kept) -> bytes:
        """The key of these words under the kept salt and cost."""
        if kept["kind"] != "passphrase":
            raise WrongSecret
        try:
            salt = b64decode(str(kept["salt"]))
            memory, passes, lanes = (int(kept[name]) for name in _COST)
        except (KeyError, ValueError):
            raise WrongSecret from None
        if not (
            len(salt) == SALT_BYTES
            and 1 <= passes <= MOST_PASSES
            and 1 <= lanes <= MOST_LANES
            and 8 * lanes <= memory <= MOST_MEMORY_KIB
        ):
            raise WrongSecret
        words = unicodedata.normalize("NFC", self.words).encode()
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory
        ).derive(words)


@dataclass(frozen=True, slots=True)
class EnvironmentKey:
    """32 random bytes in base64 in an environment variable."""

    variable: str

    def fresh(self) -> tuple[bytes, Kept]:
        """The key as it stands."""
        return self._key(), {"kind": "key"}

    def again(self, kept: Kept) -> bytes:
        """The key as it stands."""
        return _raw_key(kept, self._key())

    def _key(self) -> bytes:
        text = os.environ.get(self.variable)
        if not text:
            raise MissingSecret(
                _("The environment variable {name} with the unlocking key is not set.").format(
                    name=self.variable
                )
            )
        return _key_in(text, self.variable)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """32 random bytes in base64 in a file that only its owner can read."""

    path: Path

    def fresh(self) -> tuple[bytes, Kept]:
        """The key as it stands."""
        return self._key(), {"kind": "key"}

    def again(self, kept: Kept) -> bytes:
        """The key as it stands."""
        return _raw_key(kept, self._key())

    def _key(self) -> bytes:
        try:
            content = read_private(self.path)
        except OSError as problem:
            raise MissingSecret(
                _("The key file {path} cannot be read: {reason}.").format(
                    path=self.path, reason=problem.strerror
                )
            ) from None
        return _key_in(content.decode("ascii", "replace"), self.path)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key that was read already, to be handed to another process of the installation."""

    key: bytes = field(repr=False)

    @classmethod
    def read(cls, source: EnvironmentKey | KeyFile) -> "HeldKey":
        """The key as it stands in the variable or the file."""
        return cls(source.fresh()[0])

    def fresh(self) -> tuple[bytes, Kept]:
        """The key as it was read."""
        return self.key, {"kind": "key"}

    def again(self, kept: Kept) -> bytes:
        """The key as it was read."""
        return _raw_key(kept, self.key)


def make_key_file(path: Path) -> KeyFile:
    """A new file with a random key. Nothing that exists is overwritten."""
    with writing_in(path.parent):
        try:
            descriptor = new_file(path)
        except FileExistsError:
            raise StoreExists(path) from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    return KeyFile(path)


def _raw_key(kept: Kept, key: bytes) -> bytes:
    if kept["kind"] != "key":
        raise WrongSecret
    return key


def _key_in(text: str, place: object) -> bytes:
    try:
        key = b64decode(text.strip(), validate=True)
    except (NotBase64, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise MalformedSecret(
            _("{place} must hold 32 random bytes in base64, and nothing else.").format(place=place)
        )
    return key
