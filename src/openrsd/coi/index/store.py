"""The file of the index: what stands in it, and opening it whatever became of it.

It lies in a folder of its own beside the database, encrypted like it, and is the same whatever
database keeps the library. Words stand in it as tokens only; it gives numbers of passages back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from openrsd.vault.durable import make_folder
from openrsd.vault.sqlcipher.beside import BesideError, Connection, NotOurs, connect_beside

PURPOSE = "index of country information"
# Raised when tokens are made otherwise: an index of another format is made anew.
FORMAT = 4
_TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE editions (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL, is_current INTEGER NOT NULL,
    upto INTEGER NOT NULL, is_whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    heading, body, content='', contentless_delete=1, tokenize='ascii'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, edition TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT NOT NULL, is_current INTEGER NOT NULL,
    digest INTEGER NOT NULL, nature TEXT NOT NULL, events_from TEXT NOT NULL,
    events_until TEXT NOT NULL
);
CREATE INDEX passages_of_editions ON passages (edition);
CREATE INDEX passages_of_texts ON passages (digest);
CREATE TABLE facets (
    name TEXT NOT NULL, value TEXT NOT NULL, passage INTEGER NOT NULL,
    PRIMARY KEY (name, value, passage)
) WITHOUT ROWID;
CREATE INDEX facets_of_passages ON facets (passage);
PRAGMA user_version = {FORMAT};
"""


def place() -> Path:
    """Where the file is."""
    path: Path = settings.COI_INDEX
    return path


@contextmanager
def opened_index() -> Iterator[Connection]:
    """The index, empty where it was lost, damaged, or made in another format."""
    connection = _open()
    try:
        yield connection
    finally:
        connection.close()


def forget() -> None:
    """Removes the file: it is made anew when it is next asked."""
    for suffix in ("", "-wal", "-shm"):
        path = place()
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def change(connection: Connection) -> Iterator[None]:
    """All of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _open() -> Connection:
    make_folder(place().parent)
    try:
        connection = connect_beside(place(), PURPOSE)
    except NotOurs:
        forget()
        connection = connect_beside(place(), PURPOSE)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == FORMAT:
        return connection
    if found:
        connection.close()
        forget()
        connection = connect_beside(place(), PURPOSE)
    _make_tables(connection)
    return connection


def _make_tables(connection: Connection) -> None:
    with change(connection):
        # Another process may have made them in the meantime.
        if connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)


__all__ = ["BesideError", "Connection", "change", "forget", "opened_index", "place"]
