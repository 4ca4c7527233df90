"""A ledger in the database of the tests, and an attacker who may do everything to its tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from openrsd.ledger import sealing, triggers
from openrsd.ledger.checkpoints import Checkpoint
from openrsd.ledger.entries import Entry
from openrsd.ledger.findings import Code, Finding
from openrsd.ledger.recording import record
from openrsd.ledger.rows import stored_id
from openrsd.ledger.stored_verification import verify_stored
from openrsd.ledger.verification import Verified
from tests.ledger.ledgers import INSTALLATION, KEY, TRUSTED, entry

# A string or number, or an id to be given as this database takes it.
Value = Any


def recorded(first: int, last: int) -> list[Entry]:
    """Record entries first to last of the officer's day."""
    made = [entry(number) for number in range(first, last + 1)]
    for one in made:
        record(one)
    return made


def sealed_day(runs: tuple[int, ...] = (10, 10, 10, 8), tail: int = 2) -> list[Entry]:
    """Forty entries, thirty-eight of them in four seals."""
    made: list[Entry] = []
    for run in (*runs, tail):
        if made and len(made) == sum(runs):
            made += recorded(len(made) + 1, len(made) + run)
            break
        made += recorded(len(made) + 1, len(made) + run)
        assert sealing.seal_run() == run
    return made


def signed() -> Checkpoint:
    """A checkpoint of the newest seal, kept in the database too."""
    checkpoint = sealing.sign(INSTALLATION, KEY)
    assert checkpoint is not None
    return checkpoint


def verified(*anchors: Checkpoint) -> Verified:
    return verify_stored(INSTALLATION, TRUSTED, anchors)


def breaks(*anchors: Checkpoint) -> list[Finding]:
    return [finding for finding in verified(*anchors).findings if finding.is_break]


def told(*anchors: Checkpoint) -> list[tuple[Code, int | None, int | None]]:
    """Each break: what, at which entry, at which seal."""
    return [(one.code, one.position, one.seal) for one in breaks(*anchors)]


@contextmanager
def attacker() -> Iterator[Callable[..., int]]:
    """Someone who may alter tables takes the triggers away and changes what he likes."""

    def change(statement: str, *values: Value) -> int:
        """Runs one statement; how many rows it reached."""
        with connection.cursor() as cursor:
            given = [stored_id(value) if isinstance(value, UUID) else value for value in values]
            cursor.execute(statement, given)
            return int(cursor.rowcount)

    with triggers.lifted():
        yield change
