"""The whole ledger as one file that anyone can verify who has the public key.

One JSON object a line: a header, the checkpoints, then each seal before the entries it covers,
the entries not sealed yet, and an end that counts them. Written and read as a stream.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from typing import NoReturn, Protocol
from uuid import UUID

from openrsd.errors import InvalidDocument, OpenRSDError, Problem
from openrsd.ledger.chain import Seal
from openrsd.ledger.checkpoints import Checkpoint, TrustedKeys
from openrsd.ledger.entries import Entry
from openrsd.ledger.export_lines import (
    Fields,
    NotAsWritten,
    checkpoint_fields,
    checkpoint_of,
    entry_fields,
    entry_of,
    header_of,
    read_line,
    seal_fields,
    seal_of,
    written_line,
)
from openrsd.ledger.verification import Verification, Verified
from openrsd.texts import gettext as _

HEADER = "openrsd-ledger-export"
LONGEST_LINE = 64 * 2**20
_GZIP = b"\x1f\x8b"


class Writable(Protocol):
    """A file open for writing, packed or not."""

    def write(self, content: bytes, /) -> object:
        """Append these bytes."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export being read. `records` are the seals and entries, in the order of the file."""

    installation: UUID
    key_id: str | None
    checkpoints: tuple[Checkpoint, ...]
    records: Iterator[Seal | Entry]


def write_export(
    to: Writable,
    installation: UUID,
    checkpoints: Iterable[Checkpoint],
    seals: Iterable[Seal],
    entries: Iterable[Entry],
) -> None:
    """Write the ledger to a file, in the order in which everything stands."""
    standing = iter(entries)

    def records() -> Iterator[Seal | Entry]:
        for seal in seals:
            yield seal
            yield from islice(standing, len(seal.marks))
        yield from standing

    write_records(to, installation, checkpoints, records())


def write_records(
    to: Writable,
    installation: UUID,
    checkpoints: Iterable[Checkpoint],
    records: Iterable[Seal | Entry],
) -> None:
    """Write the ledger to a file: each seal, then the entries that it covers."""
    known = sorted(checkpoints, key=lambda checkpoint: checkpoint.statement.seal)
    key = known[-1].statement.key_id if known else None
    to.write(written_line(HEADER, {"version": 1, "installation": str(installation), "key": key}))
    for checkpoint in known:
        to.write(written_line("checkpoint", checkpoint_fields(checkpoint)))
    counted = {"checkpoints": len(known), "seals": 0, "entries": 0}
    for record in records:
        if isinstance(record, Entry):
            counted["entries"] += 1
            to.write(written_line("entry", entry_fields(record)))
        else:
            counted["seals"] += 1
            to.write(written_line("seal", seal_fields(record)))
    to.write(written_line("end", counted))


def verify_export(
    file: BufferedReader, name: str, keys: TrustedKeys, anchors: Iterable[Checkpoint] = ()
) -> Verified:
    """Verify an export with nothing else at hand than the public keys, and anchors if any."""
    export = read_export(file, name)
    verification = Verification(export.installation, [*export.checkpoints, *anchors], keys)
    for record in export.records:
        if isinstance(record, Entry):
            verification.entry(record)
        else:
            verification.seal(record)
    return verification.finish()


def read_export(file: BufferedReader, name: str) -> Export:
    """Read an export, packed with gzip or not. `name` is how it is called in messages."""
    return _Reading(file, name).export()


class _Reading:
    def __init__(self, file: BufferedReader, name: str) -> None:
        self._name = name
        self._line = 0
        self._counted = {"checkpoints": 0, "seals": 0, "entries": 0}
        packed = file.peek(len(_GZIP)).startswith(_GZIP)
        self._file = gzip.GzipFile(fileobj=file) if packed else file

    def export(self) -> Export:
        with self._as_written():
            kind, fields = self._next()
            if kind != HEADER:
                self._refuse(_("This is no export of a ledger"), HEADER)
            installation, key_id = header_of(fields)
            checkpoints = []
            kind, fields = self._next()
            while kind == "checkpoint":
                checkpoints.append(checkpoint_of(fields))
                self._counted["checkpoints"] += 1
                kind, fields = self._next()
        return Export(installation, key_id, tuple(checkpoints), self._records(kind, fields))

    def _records(self, kind: str, fields: Fields) -> Iterator[Seal | Entry]:
        with self._as_written():
            while kind != "end":
                if kind == "entry":
                    self._counted["entries"] += 1
                    yield entry_of(fields)
                elif kind == "seal":
                    self._counted["seals"] += 1
                    yield seal_of(fields)
                else:
                    raise NotAsWritten("entry, seal, end")
                kind, fields = self._next()
            if fields != self._counted:
                self._refuse(_("The end counts other lines than there are"), str(self._counted))
            if self._file.readline(1):
                self._refuse(_("Something follows after the end"), "")

    def _next(self) -> tuple[str, Fields]:
        self._line += 1
        line = self._file.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            self._refuse(_("The file is cut off here"), _("a line for the end"))
        return read_line(line)

    @contextmanager
    def _as_written(self) -> Iterator[None]:
        """Whatever cannot be read as an export is told with its line."""
        try:
            yield
        except InvalidDocument:
            raise
        except NotAsWritten as wrong:
            self._refuse(_("This line is not as an export is written"), str(wrong))
        except OpenRSDError as wrong:
            self._refuse(str(wrong).rstrip("."), "")
        except (ValueError, RecursionError):
            self._refuse(_("This line cannot be read"), "")
        except (EOFError, OSError, zlib.error):
            self._refuse(_("The file cannot be unpacked from here on"), "")

    def _refuse(self, message: str, expected: str) -> NoReturn:
        problem = Problem(self._name, self._line, 1, "ledger-export", message, expected)
        # The cause may quote the line, which may hold what does not belong in a ledger.
        raise InvalidDocument([problem]) from None
