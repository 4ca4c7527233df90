"""The master keys of the installation: versions, the newest current, sealed by what unlocks them.

An external key service takes their place by offering the same few methods (`KeyProvider`).
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from openrsd.texts import gettext as _
from openrsd.vault.durable import alone_in, make_folder, read_private, write_whole
from openrsd.vault.errors import (
    CannotOpen,
    NewerStore,
    NoStore,
    OtherMasterVersion,
    StillInUse,
    StoreExists,
    WrongSecret,
)
from openrsd.vault.unlocking import Kept, Unlocking
from openrsd.vault.wrapping import KEY_BYTES, bound, unwrap, wrap

MASTER_FORMAT = 1


class KeyProvider(Protocol):
    """Wraps secrets by version; an external key service offers the same."""

    @property
    def current(self) -> int:
        """The version by which everything new is wrapped; versions count upwards from 1."""

    def wrap(self, version: int, secret: bytes, context: bytes) -> bytes:
        """`secret` wrapped by this version and bound to `context`."""

    def unwrap(self, version: int, wrapped: bytes, context: bytes) -> bytes:
        """The secret again; CannotOpen, or OtherMasterVersion where it holds no such version."""

    def drop(self, version: int) -> None:
        """Destroys an old version for good."""

    def look_again(self) -> None:
        """Notices versions that another process added, if what unlocks is still the same."""


class MasterKeys:
    """The versions in one file. Unlocked once, they stay in the memory of the process."""

    def __init__(self, path: Path, root: bytes, kept: Kept, versions: Mapping[int, bytes]) -> None:
        self._path = path
        self._root = root
        self._kept = kept
        self._versions = dict(versions)

    @classmethod
    def create(cls, path: Path, unlocking: Unlocking) -> "MasterKeys":
        """A new file with a first version."""
        root, kept = unlocking.fresh()
        make_folder(path.parent)
        with alone_in(path.parent):
            if path.exists():
                raise StoreExists(path)
            made = cls(path, root, kept, {1: os.urandom(KEY_BYTES)})
            made._write()
        return made

    @classmethod
    def open(cls, path: Path, unlocking: Unlocking) -> "MasterKeys":
        """The versions in the file, unlocked."""
        kept, sealed = _read(path)
        root = unlocking.again(kept)
        return cls(path, root, kept, _unsealed(root, sealed))

    @property
    def current(self) -> int:
        """The newest version."""
        return max(self._versions)

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions held, oldest first."""
        return tuple(sorted(self._versions))

    def wrap(self, version: int, secret: bytes, context: bytes) -> bytes:
        """`secret` wrapped by this version."""
        return wrap(self._version(version), secret, context)

    def unwrap(self, version: int, wrapped: bytes, context: bytes) -> bytes:
        """The secret again."""
        return unwrap(self._version(version), wrapped, context)

    def rotate(self) -> int:
        """Adds a version, which is current from here on. The older ones stay until dropped."""

        def add(versions: dict[int, bytes]) -> None:
            versions[max(versions) + 1] = os.urandom(KEY_BYTES)

        self._change(add)
        return self.current

    def drop(self, version: int) -> None:
        """Destroys an old version. Ask the key store to do it: it knows what is still wrapped."""

        def take_away(versions: dict[int, bytes]) -> None:
            if version == max(versions):
                raise StillInUse(version)
            versions.pop(version, None)

        self._change(take_away)

    def unlock_with(self, unlocking: Unlocking) -> None:
        """From here on another passphrase or key unlocks the same versions."""
        root, kept = unlocking.fresh()
        with alone_in(self._path.parent):
            self._reread()
            self._root, self._kept = root, kept
            self._write()

    def look_again(self) -> None:
        """Notices versions that another process added.

        OtherMasterVersion where what unlocks was changed: then only a new unlocking opens them.
        """
        try:
            self._reread()
        except WrongSecret:
            raise OtherMasterVersion from None

    def _version(self, version: int) -> bytes:
        if version not in self._versions:
            self.look_again()
        try:
            return self._versions[version]
        except KeyError:
            raise OtherMasterVersion from None

    def _change(self, change: Callable[[dict[int, bytes]], None]) -> None:
        with alone_in(self._path.parent):
            self._reread()
            change(self._versions)
            self._write()

    def _reread(self) -> None:
        """Another process may have changed the file since it was unlocked here."""
        kept, sealed = _read(self._path)
        self._versions = _unsealed(self._root, sealed)
        self._kept = kept

    def _write(self) -> None:
        versions = {
            str(version): b64encode(wrap(self._root, key, _context(version))).decode()
            for version, key in sorted(self._versions.items())
        }
        document = {"format": MASTER_FORMAT, "unlocking": self._kept, "versions": versions}
        write_whole(self._path, json.dumps(document, indent=2).encode() + b"\n")


def what_unlocks(path: Path) -> str:
    """Whether a "passphrase" or a "key" unlocks the master keys in this file."""
    kept, _sealed = _read(path)
    return str(kept["kind"])


def _context(version: int) -> bytes:
    return bound("master key", version.to_bytes(4, "big"))


def _read(path: Path) -> tuple[Kept, dict[int, bytes]]:
    try:
        document = json.loads(read_private(path))
        if document["format"] > MASTER_FORMAT:
            raise NewerStore(path)
        sealed = {int(number): b64decode(text) for number, text in document["versions"].items()}
        if not sealed or document["unlocking"]["kind"] not in ("passphrase", "key"):
            raise ValueError(path)
    except OSError as problem:
        raise NoStore(
            _("The master keys in {path} cannot be read: {reason}.").format(
                path=path, reason=problem.strerror
            )
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoStore(
            _("{path} is no file of master keys, or it is damaged.").format(path=path)
        ) from None
    return document["unlocking"], sealed


def _unsealed(root: bytes, sealed: Mapping[int, bytes]) -> dict[int, bytes]:
    try:
        return {number: unwrap(root, key, _context(number)) for number, key in sealed.items()}
    except CannotOpen:
        raise WrongSecret from None
