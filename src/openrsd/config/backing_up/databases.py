"""The database of an installation as a stream of bytes, and back, for each kind of database."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import connection

from openrsd.config.backing_up import postgresql
from openrsd.config.places import Places
from openrsd.vault.bundles import PIECE_BYTES
from openrsd.vault.sqlcipher.copying import copy_database, rows_in

SQLCIPHER, POSTGRESQL = "sqlcipher", "postgresql"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database at one moment: how many rows each table had, and its bytes in chunks."""

    rows: dict[str, int]
    chunks: Iterator[bytes]


def kind_of_database() -> str:
    """What this installation keeps its rows in."""
    return SQLCIPHER if connection.vendor == "sqlite" else POSTGRESQL


def snapshot(places: Places) -> AbstractContextManager[Snapshot]:
    """The database as of one moment, while others go on writing."""
    return _of_file(places) if kind_of_database() == SQLCIPHER else _of_server()


@contextmanager
def _of_file(places: Places) -> Iterator[Snapshot]:
    # Encrypted as the original is. Beside it, where there is a disk for a database.
    copy = places.database.with_name(".openrsd.sqlite.copy")
    copy.unlink(missing_ok=True)
    try:
        copy_database(places.database, copy)
        rows = rows_in(copy)
        with copy.open("rb") as file:
            yield Snapshot(rows, chunks_of(file))
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _of_server() -> Iterator[Snapshot]:
    with postgresql.frozen() as (name, rows), postgresql.dumping(name) as dump:
        yield Snapshot(rows, chunks_of(dump))


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """What is in the file, in pieces that fit a bundle."""
    while chunk := file.read(PIECE_BYTES):
        yield chunk


def look_over(path: Path, expected: Iterable[tuple[str, int]]) -> bool:
    """Whether a restored file is whole and has these rows."""
    return sorted(rows_in(path).items()) == sorted(expected)
