"""Whether entries can be found under everything that they are about, and under nothing else.

Each side is added up in sums of keyed hashes, one for each of many groups of entries. Only the
groups whose sums differ are then read again and compared row by row.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from uuid import UUID

from django.db import connection

from openrsd.ledger.chain import ID_LENGTH
from openrsd.ledger.findings import Code, Finding
from openrsd.ledger.rows import Row, moment_column, read_id

_GROUPS = 65_536
_LIMIT = 2**64
_CHUNK = 10_000


class SubjectIndex:
    """Give it every row of the table of entries; then `findings`, within the same snapshot."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._sums = [0] * _GROUPS
        # An entry that cannot be read is told as such; what it was about is not known.
        self._unreadable: set[str] = set()

    def stands(self, row: Row, *, readable: bool) -> None:
        """The next entry, by its columns (`entry_columns`)."""
        if not readable:
            self._unreadable.add(_hex(row[0]))
            return
        for place in _places(row[0], row[1], bytes(row[7])):
            self._sums[int(place[60:64], 16)] += self._hashed(place)

    def findings(self) -> Iterator[Finding]:
        """What the index hides, and what it lists wrongly: one finding an entry."""
        sums = [0] * _GROUPS
        for place in _indexed():
            sums[_group(place)] += self._hashed(place)
        differ = {
            group
            for group, (entries, index) in enumerate(zip(self._sums, sums, strict=True))
            if (entries - index) % _LIMIT
        }
        if differ:
            yield from self._compared(differ)

    def _compared(self, groups: set[int]) -> Iterator[Finding]:
        places: Counter[str] = Counter()
        query = f"SELECT id, {moment_column('at')}, subjects FROM ledger_entry"  # noqa: S608
        with connection.chunked_cursor() as cursor:
            cursor.execute(query)
            while rows := cursor.fetchmany(_CHUNK):
                for stored, moment, subjects in rows:
                    name = _hex(stored)
                    if name not in self._unreadable and int(name[-4:], 16) in groups:
                        places.update(_places(stored, moment, bytes(subjects)))
        for place in _indexed():
            if _group(place) in groups and place[32:64] not in self._unreadable:
                places[place] -= 1
        hidden: defaultdict[str, int] = defaultdict(int)
        planted: defaultdict[str, int] = defaultdict(int)
        for place, count in places.items():
            if count:
                (hidden if count > 0 else planted)[place[32:64]] += abs(count)
        for code, found in ((Code.SUBJECT_HIDDEN, hidden), (Code.SUBJECT_PLANTED, planted)):
            for name, count in found.items():
                yield Finding(code, entry=_id(name), values={"count": count})

    def _hashed(self, place: str) -> int:
        digest = blake2b(place.encode(), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "big")


def _places(stored: UUID | str, moment: str, subjects: bytes) -> Iterator[str]:
    """Where the index should list this entry: subject, entry and moment in one text."""
    tail = _hex(stored) + moment
    listed = subjects.hex()
    width = 2 * ID_LENGTH
    for subject in dict.fromkeys(listed[at : at + width] for at in range(0, len(listed), width)):
        yield subject + tail


def _indexed() -> Iterator[str]:
    ids = ("subject", "entry")
    if connection.features.has_native_uuid_field:
        ids = ("replace(subject::text, '-', '')", "replace(entry::text, '-', '')")
    place = " || ".join((*ids, "at"))
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {place} FROM ledger_entry_subject")  # noqa: S608
        while rows := cursor.fetchmany(_CHUNK):
            yield from (str(place) for (place,) in rows)


def _group(place: str) -> int:
    try:
        return int(place[60:64], 16)
    except (ValueError, TypeError):
        return 0


def _hex(stored: UUID | str) -> str:
    return stored if isinstance(stored, str) else stored.hex


def _id(name: str) -> UUID:
    try:
        return read_id(name)
    except ValueError:
        return UUID(int=0)
