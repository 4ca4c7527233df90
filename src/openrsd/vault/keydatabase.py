"""The key store's one SQLite file: what is written is durable, what is deleted is gone.

Synchronous EXTRA, because a rollback journal that came back after a power cut would undo an
erasure; secure_delete, because a deleted key must not stay in a free page.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import randbits
from threading import RLock

from openrsd.texts import gettext as _
from openrsd.vault.durable import (
    OTHERS,
    alone_in,
    make_folder,
    new_file,
    put_in_place,
    unfinished_name,
    writing_in,
)
from openrsd.vault.errors import (
    CannotRead,
    CannotWrite,
    NewerStore,
    NoStore,
    OtherMasterVersion,
    StoreExists,
    TooOpen,
)
from openrsd.vault.keyrows import Rows

STORE_NAME = "keys.sqlite"
STORE_FORMAT = 1
_PATIENCE_SECONDS = 30
_IDENTITY_BITS = 62
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE wrapped_keys (
    compartment BLOB NOT NULL, generation INTEGER NOT NULL, kind INTEGER NOT NULL,
    holder BLOB NOT NULL, wrapped BLOB NOT NULL,
    PRIMARY KEY (compartment, generation, kind, holder)
) WITHOUT ROWID;
CREATE INDEX keys_by_holder ON wrapped_keys (kind, holder);
CREATE TABLE tombstones (
    compartment BLOB PRIMARY KEY, generation INTEGER NOT NULL, erased_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE secrets (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, wrapped BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO about VALUES ('generation', 1);
"""


def build(folder: Path, master_version: int, wrapped_secrets: Mapping[str, bytes]) -> None:
    """A new store with the installation's secrets. It gets its name when it is whole."""
    make_folder(folder)
    path = folder / STORE_NAME
    with writing_in(folder), alone_in(folder):
        if path.exists():
            raise StoreExists(path)
        unfinished = unfinished_name(path)
        os.close(new_file(unfinished))
        try:
            _fill(unfinished, master_version, wrapped_secrets)
        except sqlite3.Error as problem:
            unfinished.unlink()
            raise CannotWrite(folder, str(problem)) from None
        put_in_place(unfinished, path)


def _fill(path: Path, master_version: int, wrapped_secrets: Mapping[str, bytes]) -> None:
    connection = _connect(path)
    connection.executescript(_TABLES)
    rows = Rows(connection)
    rows.set_about("master_version", master_version)
    rows.set_about("identity", randbits(_IDENTITY_BITS))
    for name, wrapped in wrapped_secrets.items():
        rows.put_secret(name, master_version, wrapped)
    connection.execute(f"PRAGMA user_version = {STORE_FORMAT}")
    connection.close()


class KeyDatabase:
    """The open file. One connection, used by one thread at a time; open it after forking."""

    def __init__(self, folder: Path) -> None:
        path = folder / STORE_NAME
        self._folder = folder
        self._lock = RLock()
        try:
            if path.stat().st_mode & OTHERS:
                raise TooOpen(path)
            self._connection = _connect(path)
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        except (OSError, sqlite3.Error):
            raise _no_store(folder) from None
        if found != STORE_FORMAT:
            self.close()
            raise NewerStore(path) if found > STORE_FORMAT else _no_store(folder)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """All that is read within was true at one moment."""
        with self._lock:
            if self._connection.in_transaction:
                yield Rows(self._connection)
                return
            with self._step("BEGIN", CannotRead):
                yield Rows(self._connection)

    @contextmanager
    def destroying(self) -> Iterator[Rows]:
        """For what wraps nothing and so needs no master key: all of it is kept, or nothing."""
        with self._lock, self._step("BEGIN IMMEDIATE", CannotWrite):
            yield Rows(self._connection)

    @contextmanager
    def writing(self, master_version: int) -> Iterator[Rows]:
        """All that is written within is kept, or nothing.

        A process whose master key is no longer the current one writes nothing: what it wrapped
        could be lost when the old version is dropped.
        """
        with self.destroying() as rows:
            current = rows.about("master_version")
            if master_version < current:
                raise OtherMasterVersion
            if master_version > current:
                rows.set_about("master_version", master_version)
            yield rows

    def copy_to(self, path: Path) -> None:
        """A copy as of one moment, in a new file for its owner only, durable."""
        os.close(new_file(path))
        copy = _connect(path)
        try:
            with self._lock:
                self._connection.backup(copy)
        finally:
            copy.close()

    @contextmanager
    def _step(self, begin: str, failure: type[CannotRead | CannotWrite]) -> Iterator[None]:
        try:
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except sqlite3.OperationalError as problem:
            raise failure(self._folder, str(problem)) from None
        except sqlite3.DatabaseError:
            raise _no_store(self._folder) from None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_PATIENCE_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    for setting in (
        "journal_mode = DELETE",
        "synchronous = EXTRA",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _no_store(folder: Path) -> NoStore:
    return NoStore(_("There is no readable key store in {folder}.").format(folder=folder))
