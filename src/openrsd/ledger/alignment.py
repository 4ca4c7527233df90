"""Lays the entries that stand in the ledger beside those that the seals name.

Works on streams: only what differs is kept. Where the two part, it reads on in both until it
meets an entry known to both.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from openrsd.ledger.chain import ID_LENGTH
from openrsd.ledger.findings import Code, Finding


class Named(NamedTuple):
    """An entry that a seal names, or, with an empty mark, `width` entries that none can name."""

    position: int
    mark: bytes
    width: int = 1


class Standing(NamedTuple):
    """An entry as it stands in the ledger."""

    mark: bytes
    at: datetime


@dataclass
class _Difference:
    """A stretch without an entry known to both sides."""

    position: int
    standing: list[Standing]
    unnameable: int


@dataclass
class Alignment:
    """Give it what the seals name and what stands, each in order; then `finish`."""

    _named: deque[Named] = field(default_factory=deque)
    _standing: deque[Standing] = field(default_factory=deque)
    _differences: list[_Difference] = field(default_factory=list)
    _missing: dict[bytes, Named] = field(default_factory=dict)
    _late: dict[bytes, Named] = field(default_factory=dict)
    _findings: list[Finding] = field(default_factory=list)
    _end: int = 1  # the position after the last one that was named
    # The stretch being read, and where in it each id was met.
    _named_here: dict[bytes, int] = field(default_factory=dict)
    _standing_here: dict[bytes, int] = field(default_factory=dict)
    _stretch: tuple[list[Named], list[Standing]] | None = None

    def name(self, position: int, marks: tuple[bytes, ...]) -> None:
        """The next entries that a seal names."""
        self._named.extend(Named(position + at, mark) for at, mark in enumerate(marks))
        self._end = position + len(marks)
        self._advance()

    def cannot_name(self, position: int, width: int) -> None:
        """The next entries are those of a seal that is gone or can no longer be trusted."""
        self._named.append(Named(position, b"", width))
        self._end = position + width
        self._advance()

    def name_late(self, position: int, marks: tuple[bytes, ...]) -> None:
        """Entries of a seal that stands too far back: their place was passed already."""
        for at, mark in enumerate(marks):
            self._late[mark[:ID_LENGTH]] = Named(position + at, mark)

    def stands(self, mark: bytes, at: datetime) -> None:
        """The next entry that stands in the ledger."""
        self._standing.append(Standing(mark, at))
        self._advance()

    def finish(self) -> tuple[list[Finding], list[Standing]]:
        """What was done to the entries, and those that come after everything that is sealed."""
        self._advance(to_the_end=True)
        tail = list(self._standing)
        if self._stretch:
            named, standing = self._stretch
            unnameable = self._miss([*named, *self._named])
            self._difference(named[0].position, standing[:unnameable], unnameable)
            tail = [*standing[unnameable:], *tail]
        elif self._named:
            self._miss(list(self._named))
        findings = [*self._findings, *self._resolved()]
        unsealed = []
        for standing_entry in tail:
            elsewhere = self._named_elsewhere(standing_entry, stands_at=self._end)
            if elsewhere is None:
                unsealed.append(standing_entry)
            else:
                findings.extend(elsewhere)
        gone = [*self._missing.values(), *self._late.values()]
        findings.extend(_entry_finding(Code.ENTRY_MISSING, missing) for missing in gone)
        return findings, unsealed

    def _advance(self, *, to_the_end: bool = False) -> None:
        while True:
            if self._stretch is None:
                self._match()
                if not (self._named and self._standing):
                    return
                self._stretch = ([], [])
            if not self._read_on(to_the_end=to_the_end):
                return

    def _match(self) -> None:
        named, standing = self._named, self._standing
        while named and standing:
            if named[0].mark != standing[0].mark:
                if named[0].mark[:ID_LENGTH] != standing[0].mark[:ID_LENGTH]:
                    return
                self._findings.append(_entry_finding(Code.ENTRY_CHANGED, named[0]))
            named.popleft()
            standing.popleft()

    def _read_on(self, *, to_the_end: bool) -> bool:
        """Take one more from the side that is behind; False if there is none yet."""
        assert self._stretch is not None
        named, standing = self._stretch
        if self._named and (len(named) <= len(standing) or (to_the_end and not self._standing)):
            taken = self._named.popleft()
            key = taken.mark[:ID_LENGTH]
            if key in self._standing_here:
                self._close(len(named), self._standing_here[key], [taken], [])
            else:
                self._named_here[key] = len(named)
                named.append(taken)
            return True
        if self._standing and (len(standing) < len(named) or (to_the_end and not self._named)):
            found = self._standing.popleft()
            key = found.mark[:ID_LENGTH]
            if key in self._named_here:
                self._close(self._named_here[key], len(standing), [], [found])
            else:
                self._standing_here[key] = len(standing)
                standing.append(found)
            return True
        return False

    def _close(
        self, named_at: int, standing_at: int, named_in_hand: list[Named], in_hand: list[Standing]
    ) -> None:
        """Both sides meet again at these places of the stretch: what lies before differs."""
        assert self._stretch is not None
        named, standing = self._stretch
        start = (named + named_in_hand)[0].position
        unnameable = self._miss(named[:named_at])
        self._difference(start, standing[:standing_at], unnameable)
        self._named.extendleft(reversed(named[named_at:] + named_in_hand))
        self._standing.extendleft(reversed(standing[standing_at:] + in_hand))
        self._stretch = None
        self._named_here.clear()
        self._standing_here.clear()

    def _miss(self, named: list[Named]) -> int:
        unnameable = 0
        for one in named:
            if one.mark:
                self._missing[one.mark[:ID_LENGTH]] = one
            else:
                unnameable += one.width
        return unnameable

    def _difference(self, position: int, standing: list[Standing], unnameable: int) -> None:
        if standing:
            self._differences.append(_Difference(position, standing, unnameable))

    def _resolved(self) -> Iterator[Finding]:
        for difference in self._differences:
            late = sum(one.mark[:ID_LENGTH] in self._late for one in difference.standing)
            unnameable = difference.unnameable - late
            for standing in difference.standing:
                elsewhere = self._named_elsewhere(standing, stands_at=difference.position)
                if elsewhere is not None:
                    yield from elsewhere
                elif unnameable > 0:
                    unnameable -= 1
                else:
                    inserted = UUID(bytes=standing.mark[:ID_LENGTH])
                    yield Finding(Code.ENTRY_INSERTED, difference.position, inserted)

    def _named_elsewhere(self, standing: Standing, *, stands_at: int) -> list[Finding] | None:
        """What is wrong with an entry that a seal names, but not here; None if none names it."""
        key = standing.mark[:ID_LENGTH]
        findings = []
        belongs = self._missing.pop(key, None)
        if belongs:
            findings.append(_entry_finding(Code.ENTRY_MOVED, belongs, stands_at=stands_at))
        else:
            belongs = self._late.pop(key, None)
        if belongs is None:
            return None
        if belongs.mark != standing.mark:
            findings.append(_entry_finding(Code.ENTRY_CHANGED, belongs))
        return findings


def _entry_finding(code: Code, named: Named, **values: object) -> Finding:
    return Finding(code, named.position, UUID(bytes=named.mark[:ID_LENGTH]), values=values)
