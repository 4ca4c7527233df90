"""Copies of the key folder: made as of one moment, remembered, and reached by every erasure.

A register in the key folder says where copies are and up to which erasure each was reached. A copy
made by other means is unknown here: whoever made it must destroy it or replay the erasures.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from openrsd.texts import gettext as _
from openrsd.vault.durable import (
    alone_in,
    make_folder,
    put_in_place,
    read_private,
    reading_in,
    unfinished_name,
    write_whole,
    writing_in,
)
from openrsd.vault.errors import NoStore, StoreExists, VaultError
from openrsd.vault.keydatabase import STORE_NAME
from openrsd.vault.keystore import KeyStore

MASTER_NAME = "master.keys"
REGISTER_NAME = "copies.json"


class UnknownCopy(VaultError):
    """A folder that is no copy of this key folder, or that is not there."""

    code = "unknown-copy"


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """A copy of the key folder. `reached` is the newest generation of which it knows erasures."""

    folder: Path
    made_at: datetime
    reached: int


@dataclass(frozen=True, slots=True)
class CopyStatus:
    """Whether a copy can be reached now, and how many erased compartments it can still open."""

    copy: KeyCopy
    is_there: bool
    not_erased: int


class KeyCopies:
    """The copies of one key folder."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._register = store.folder / REGISTER_NAME

    def make(self, folder: Path, *, at: datetime) -> KeyCopy:
        """A new copy in a folder that holds no keys yet."""
        for name in (STORE_NAME, MASTER_NAME):
            if (folder / name).exists():
                raise StoreExists(folder / name)
        return self._write(folder.absolute(), at)

    def refresh(self, folder: Path, *, at: datetime) -> KeyCopy:
        """The copy in this folder made anew, with what was added and without what was erased."""
        if not self._is_ours(folder):
            raise UnknownCopy(
                _("{folder} holds no copy of this key folder that can be read.").format(
                    folder=folder
                )
            )
        return self._write(folder.absolute(), at)

    def forget(self, folder: Path) -> None:
        """Strikes a copy from the register, because its medium was destroyed."""
        with alone_in(self._store.folder):
            known = self._read()
            kept = [copy for copy in known if copy.folder != folder.absolute()]
            if len(kept) == len(known):
                raise UnknownCopy(
                    _("No copy of the keys is known in {folder}.").format(folder=folder)
                )
            self._keep(kept)

    def reach(self) -> tuple[Path, ...]:
        """Erases in every copy what is erased in the store. Returns those it could not reach."""
        with alone_in(self._store.folder):
            known = self._read()
            reached = [self._reached(copy) for copy in known]
            self._keep(after or before for before, after in zip(known, reached, strict=True))
        pairs = zip(known, reached, strict=True)
        return tuple(before.folder for before, after in pairs if after is None)

    def behind(self, generation: int) -> tuple[Path, ...]:
        """Where copies are that do not know what was erased in this generation."""
        return tuple(copy.folder for copy in self._read() if copy.reached < generation)

    def status(self) -> list[CopyStatus]:
        """Every known copy."""
        erased = [stone.generation for stone in self._store.tombstones()]
        return [
            CopyStatus(
                copy,
                self._is_ours(copy.folder),
                sum(generation > copy.reached for generation in erased),
            )
            for copy in self._read()
        ]

    def _write(self, folder: Path, at: datetime) -> KeyCopy:
        make_folder(folder)
        target = folder / STORE_NAME
        with alone_in(self._store.folder), writing_in(folder):
            unfinished = unfinished_name(target)
            self._store.copy_to(unfinished)
            with reading_in(self._store.folder):
                master = read_private(self._store.folder / MASTER_NAME)
            # First, because the newer one opens both stores unless a version was dropped.
            write_whole(folder / MASTER_NAME, master)
            put_in_place(unfinished, target)
            copy = KeyCopy(folder, at, self._store.generation)
            others = [other for other in self._read() if other.folder != folder]
            self._keep([*others, copy])
        return copy

    def _reached(self, copy: KeyCopy) -> KeyCopy | None:
        if not self._is_ours(copy.folder):
            return None
        try:
            with self._store.another(copy.folder) as older:
                self._store.replay_erasures(older)
        except VaultError:
            return None
        return replace(copy, reached=self._store.generation)

    def _is_ours(self, folder: Path) -> bool:
        try:
            with self._store.another(folder) as other:
                return other.identity == self._store.identity
        except VaultError:
            return False

    def _read(self) -> list[KeyCopy]:
        if not self._register.exists():
            return []
        try:
            return [
                KeyCopy(
                    Path(entry["folder"]),
                    datetime.fromisoformat(entry["made_at"]),
                    int(entry["reached"]),
                )
                for entry in json.loads(read_private(self._register))["copies"]
            ]
        except (OSError, ValueError, KeyError, TypeError):
            raise NoStore(
                _("{path}, the register of key copies, is damaged or cannot be read.").format(
                    path=self._register
                )
            ) from None

    def _keep(self, copies: Iterable[KeyCopy]) -> None:
        document = {
            "format": 1,
            "copies": [
                {
                    "folder": str(copy.folder),
                    "made_at": copy.made_at.isoformat(),
                    "reached": copy.reached,
                }
                for copy in copies
            ],
        }
        write_whole(self._register, json.dumps(document, indent=2).encode() + b"\n")
