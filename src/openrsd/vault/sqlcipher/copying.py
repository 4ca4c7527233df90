"""A whole encrypted database copied while others write in it, and one that is looked over."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from openrsd.texts import gettext as _
from openrsd.vault.durable import new_file, writing_in
from openrsd.vault.errors import VaultError, WrongDatabaseKey
from openrsd.vault.opened import opened


class DamagedDatabase(VaultError):
    """A database file whose pages are not what they were."""

    code = "damaged-database"


def copy_database(source: Path, target: Path) -> None:
    """The database as of one moment, under the same key, in a new file for its owner only."""
    with writing_in(target.parent):
        os.close(new_file(target))
    with connection_to(source) as origin, connection_to(target) as copy:
        try:
            origin.backup(copy)
        except driver.Error as problem:
            raise DamagedDatabase(
                _("The database cannot be copied: {reason}.").format(reason=problem)
            ) from None


def rows_in(path: Path) -> dict[str, int]:
    """How many rows each table has, after every page was found to be as it was written."""
    with connection_to(path) as connection:
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if faults or connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise DamagedDatabase(_("The database is damaged."))
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY name"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
        }


@contextmanager
def connection_to(path: Path) -> Iterator[Any]:
    """A connection of its own to a file, under the key of the open vault."""
    connection = driver.connect(str(path), timeout=20)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{opened().database_key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except driver.DatabaseError as problem:
            if "not a database" in str(problem):
                raise WrongDatabaseKey(path) from None
            raise
        yield connection
    finally:
        connection.close()
