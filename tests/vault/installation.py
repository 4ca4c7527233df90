"""An installation as an operator sets it up, with a passphrase that is cheap to try."""

import os
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from openrsd.vault import Argon2Parameters, FileStore, KeyStore, MasterKeys, Passphrase
from openrsd.vault.compartments import Compartment, DataKey

WORDS = "seven boats left before dawn"
CHEAP = Argon2Parameters(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = Passphrase(WORDS, CHEAP)


class Installation:
    """Master keys, key store and files in folders of their own."""

    def __init__(self, folder: Path, master: MasterKeys, keys: KeyStore) -> None:
        self.folder = folder
        self.master = master
        self.keys = keys
        self.files = FileStore(folder / "files")

    @classmethod
    def set_up(cls, folder: Path) -> Self:
        master = MasterKeys.create(folder / "keys" / "master.keys", PASSPHRASE)
        return cls(folder, master, KeyStore.create(folder / "keys", master))

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The same installation as another process meets it."""
        master = MasterKeys.open(folder / "keys" / "master.keys", PASSPHRASE)
        return cls(folder, master, KeyStore.open(folder / "keys", master))


def loose_compartment(compartment: UUID | None = None, *generations: int) -> Compartment:
    """A compartment that no store keeps, for what concerns sealing alone."""
    numbers = generations or (1,)
    return Compartment(
        compartment or uuid4(), {number: DataKey(number, os.urandom(32)) for number in numbers}
    )
