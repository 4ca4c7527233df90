"""An encrypted file of its own beside the database, for what can be made again from it.

Its key is derived from the database's. After a rotation of that key, or when it is damaged, it does
not open, and whoever keeps it makes it anew.
"""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from openrsd.texts import gettext as _
from openrsd.vault.compartments import derive
from openrsd.vault.errors import VaultError
from openrsd.vault.opened import opened

_PATIENCE_SECONDS = 20
# What the driver raises where the file is not ours, is damaged, or is busy for too long.
BesideError = driver.DatabaseError
Connection = Any


class NotOurs(VaultError):
    """The file does not open under today's key, or is damaged."""

    code = "not-our-file"


def connect_beside(path: Path, purpose: str) -> Connection:
    """The file, made where there is none; NotOurs where it does not open.

    Used by one thread. Transactions are begun and ended by hand.
    """
    connection = driver.connect(
        str(path), timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    key = derive(opened().database_key, purpose)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
    except driver.DatabaseError as problem:
        connection.close()
        if "locked" in str(problem):
            raise
        raise NotOurs(
            _("{path} does not open under today's key; it can be made anew.").format(path=path)
        ) from None
    return connection
