"""The file of vectors: encrypted, beside the index of words and apart from it.

A vector hangs on the text of a passage alone. So the index of words can be made anew without the
vectors, which take hours for a large library, and what stands in two editions has one vector.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from openrsd.coi.index.store import change, place
from openrsd.vault.durable import make_folder
from openrsd.vault.sqlcipher.beside import Connection, NotOurs, connect_beside

PURPOSE = "vectors of country information"
FORMAT = 1
_TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, scale REAL NOT NULL,
    parts BLOB NOT NULL
);
PRAGMA user_version = {FORMAT};
"""


def vectors_place() -> Path:
    """Where the file is."""
    return place().with_name("coi-meaning.sqlite")


def file_of(connection: Connection) -> str:
    """What names this file among those that lay here before it."""
    found: str = connection.execute("SELECT value FROM about WHERE name = 'file'").fetchone()[0]
    return found


@contextmanager
def opened_vectors(model: str) -> Iterator[Connection]:
    """The file, empty where it was lost, damaged, or made by another model."""
    connection = _open(model)
    try:
        yield connection
    finally:
        connection.close()


def forget_vectors() -> None:
    """Removes the file: it is made anew."""
    for suffix in ("", "-wal", "-shm"):
        path = vectors_place()
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _open(model: str) -> Connection:
    make_folder(vectors_place().parent)
    try:
        connection = connect_beside(vectors_place(), PURPOSE)
    except NotOurs:
        forget_vectors()
        connection = connect_beside(vectors_place(), PURPOSE)
    if _is_of(connection, model):
        return connection
    if connection.execute("PRAGMA user_version").fetchone()[0]:
        connection.close()
        forget_vectors()
        connection = connect_beside(vectors_place(), PURPOSE)
    _make_tables(connection, model)
    return connection


def _is_of(connection: Connection, model: str) -> bool:
    if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        return False
    row = connection.execute("SELECT value FROM about WHERE name = 'model'").fetchone()
    return bool(row and row[0] == model)


def _make_tables(connection: Connection, model: str) -> None:
    with change(connection):
        # Another process may have made them in the meantime.
        if connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)", [("model", model), ("file", uuid4().hex)]
        )
