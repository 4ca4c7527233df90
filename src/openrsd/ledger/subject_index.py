"""Whether entries can be found under everything that they are about, and under nothing else.

Each side is added up in sums of keyed hashes, one for each of many groups of entries. Only the
groups whose sums differ are then read again and compared row by row.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from openrsd.ledger.chain import ID_LENGTH
from openrsd.ledger.findings import Code, Finding
from openrsd.ledger.rows import Row, moment_column, read_id

_GROUPS = 65_536
_CHUNK = 10_000


class SubjectIndex:
    """Give it every row of the table of entries; then `findings`, within the same snapshot."""

    def __init__(self) -> None:
        # Python's own hash is quick. Nobody can aim at its sums who does not know this text.
        self._key = secrets.token_hex(16)
        self._sums = [0] * _GROUPS
        # An entry that cannot be read is told as such; what it was about is not known.
        self._unreadable: set[str] = set()

    def stands(self, row: Row) -> None:
        """The next entry, by its columns (`entry_columns`)."""
        key, sums = self._key, self._sums
        name = _hex(row[0])
        group = int(name[-4:], 16)
        for place in _places(name, row[1], bytes(row[7])):
            sums[group] += hash(key + place)

    def unreadable(self, row: Row) -> None:
        """The next row makes no entry."""
        self._unreadable.add(_hex(row[0]))

    def findings(self) -> Iterator[Finding]:
        """What the index hides, and what it lists wrongly: one finding an entry."""
        key, sums = self._key, [0] * _GROUPS
        for place in _indexed():
            sums[_group(place)] += hash(key + place)
        differ = {
            group
            for group, (entries, index) in enumerate(zip(self._sums, sums, strict=True))
            if entries != index
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
                        places.update(_places(name, moment, bytes(subjects)))
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


def _places(name: str, moment: str, subjects: bytes) -> list[str]:
    """Where the index should list this entry: subject, entry and moment in one text."""
    tail, listed, width = name + moment, subjects.hex(), 2 * ID_LENGTH
    if len(listed) == width:
        return [listed + tail]
    each = dict.fromkeys([listed[at : at + width] for at in range(0, len(listed), width)])
    return [subject + tail for subject in each]


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
