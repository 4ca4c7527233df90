"""Says whether the ledger is whole, and if not, what was done to it and where.

Entries and seals come in streams, in the order in which they stand; nothing but what differs is
kept. Checkpoints come first: those of the ledger itself, and anchors that someone outside holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from openrsd.ledger.alignment import Alignment
from openrsd.ledger.chain import BEGINNING, DIGEST_LENGTH, ID_LENGTH, Seal, mark_of
from openrsd.ledger.checkpoints import Checkpoint, Statement, TrustedKeys
from openrsd.ledger.entries import Entry, moment_text
from openrsd.ledger.findings import Code, Finding

# Writers wait for each other, so entries reach the ledger a little out of the order of time.
CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read and what was found. Signatures reach up to position `signed_to`."""

    entries: int
    seals: int
    signed_to: int
    unsealed: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether no break was found."""
        return not any(finding.is_break for finding in self.findings)


@dataclass
class _Gap:
    """Numbers of seals that were passed over, and those of them that came later."""

    first: int
    last: int
    position: int
    came_late: set[int]

    def findings(self) -> Iterator[Finding]:
        start = self.first
        for number in [*sorted(self.came_late), self.last + 1]:
            if start < number:
                last = {"last": number - 1}
                yield Finding(Code.SEAL_MISSING, self.position, seal=start, values=last)
            start = number + 1


class Verification:
    """One verification. Feed it in the order in which things stand, then `finish`."""

    def __init__(
        self, installation: UUID, checkpoints: Iterable[Checkpoint], keys: TrustedKeys
    ) -> None:
        self._findings: list[Finding] = []
        self._alignment = Alignment()
        self._entries = self._seals = 0
        self._entry_at: datetime | None = None
        self._seal_at: datetime | None = None
        # Where the chain of seals has got to. `_link` is None behind a seal that proves nothing.
        self._number = 0
        self._position = 1
        self._link: bytes | None = BEGINNING
        self._early: dict[int, Seal] = {}
        self._gaps: list[_Gap] = []
        self._signed: defaultdict[int, list[Statement]] = defaultdict(list)
        self._signed_to = 0
        for checkpoint in dict.fromkeys(checkpoints):
            problem = _problem_with(checkpoint, installation, keys)
            if problem:
                self._findings.append(problem)
            else:
                self._signed[checkpoint.statement.seal].append(checkpoint.statement)

    def entry(self, entry: Entry) -> None:
        """The next entry that stands in the ledger."""
        self.stands(mark_of(entry), entry.at)

    def stands(self, mark: bytes, at: datetime) -> None:
        """The next entry that stands in the ledger, by its mark and its time."""
        self._entries += 1
        if self._entry_at and at < self._entry_at - CLOCK_TOLERANCE:
            times = _times(self._entry_at, at)
            entry = UUID(bytes=mark[:ID_LENGTH])
            self._find(Code.ENTRY_CLOCK_WENT_BACK, self._entries, entry=entry, values=times)
        self._entry_at = at
        self._alignment.stands(mark, at)

    def unreadable_entry(self, entry: UUID, at: datetime) -> None:
        """What stands next under this id is no entry: it counts as changed."""
        self._entries += 1
        self._alignment.stands(entry.bytes + bytes(DIGEST_LENGTH), at)

    def found(self, finding: Finding) -> None:
        """Something that shows only where the ledger is stored."""
        self._findings.append(finding)

    def seal(self, seal: Seal) -> None:
        """The next seal that stands in the ledger."""
        self._seals += 1
        number = seal.head.number
        # Two that follow on each other are believed: what should stand before them is missing.
        if number - 1 in self._early:
            self._take(self._early.pop(number - 1))
        if seal.hash != seal.head.digest():
            self._follow_changed(seal)
        elif number == self._number + 1:
            self._follow(seal)
        elif number > self._number and number not in self._early:
            self._early[number] = seal
        else:
            self._behind(seal)
        while self._number + 1 in self._early:
            self._find(Code.SEAL_MOVED, seal=self._number + 1)
            self._follow(self._early.pop(self._number + 1))

    def finish(self) -> Verified:
        """Everything has been read: what was found, breaks and remarks in order."""
        for number in sorted(self._early):
            self._take(self._early[number])
        for gap in self._gaps:
            self._findings.extend(gap.findings())
        for number, statements in self._signed.items():
            if number > self._number:
                for stated in statements:
                    reach = {"entries": stated.entries, "last": self._number}
                    values = {"at": moment_text(stated.at), **reach}
                    self._find(Code.CUT_BACK, seal=number, values=values)
        findings, unsealed = self._alignment.finish()
        self._findings.extend(findings)
        sealed = self._position - 1
        if sealed > self._signed_to:
            count = sealed - self._signed_to
            self._find(Code.NOT_YET_SIGNED, self._signed_to + 1, values={"count": count})
        if unsealed:
            since = moment_text(min(standing.at for standing in unsealed))
            tail = {"count": len(unsealed), "since": since}
            self._find(Code.NOT_YET_SEALED, self._position, values=tail)
        return Verified(
            entries=self._entries,
            seals=self._seals,
            signed_to=self._signed_to,
            unsealed=len(unsealed),
            findings=tuple(sorted(self._findings, key=_in_order)),
        )

    def _take(self, seal: Seal) -> None:
        if seal.head.number > self._number:
            self._follow(seal)
        else:
            self._behind(seal)

    def _follow(self, seal: Seal) -> None:
        """Take this seal, whose head is as it was hashed, as the next of the chain."""
        head = seal.head
        expected = self._number + 1
        if head.number > expected:
            self._gaps.append(_Gap(expected, head.number - 1, self._position, set()))
            self._link = None
        if self._link is None:
            if head.first > self._position:
                self._alignment.cannot_name(self._position, head.first - self._position)
            self._position = head.first
        if head.first != self._position or not seal.marks_agree:
            self._follow_changed(seal)
            return
        if self._link is not None and head.previous != self._link:
            self._find(Code.SEAL_UNLINKED, self._position, seal=head.number)
        if self._seal_at and head.at < self._seal_at - CLOCK_TOLERANCE:
            times = _times(self._seal_at, head.at)
            self._find(Code.SEAL_CLOCK_WENT_BACK, seal=head.number, values=times)
        self._alignment.name(head.first, seal.marks)
        self._number, self._position = head.number, head.last + 1
        self._link, self._seal_at = seal.hash, head.at
        self._compare_with_signed(seal)

    def _follow_changed(self, seal: Seal) -> None:
        """Take this seal as the next although it was touched: what it still proves counts."""
        head = seal.head
        hashed = seal.hash == head.digest()
        self._number = max(self._number + 1, head.number if hashed else 0)
        self._find(Code.SEAL_CHANGED, self._position, seal=self._number)
        width = max(head.count, 0) if hashed else len(seal.marks)
        if seal.proves_its_marks:
            width = len(seal.marks)
            self._alignment.name(self._position, seal.marks)
        else:
            self._alignment.cannot_name(self._position, width)
        self._link = seal.hash if hashed and head.first == self._position else None
        self._position += width
        self._compare_with_signed(seal)

    def _behind(self, seal: Seal) -> None:
        """A seal whose place was passed already: it comes late, or is one too many."""
        head = seal.head
        for gap in self._gaps:
            if gap.first <= head.number <= gap.last and head.number not in gap.came_late:
                gap.came_late.add(head.number)
                self._find(Code.SEAL_MOVED, seal=head.number)
                if seal.marks_agree:
                    self._alignment.name_late(head.first, seal.marks)
                return
        self._find(Code.SEAL_INSERTED, seal=head.number)

    def _compare_with_signed(self, seal: Seal) -> None:
        digest = seal.head.digest()
        for stated in self._signed.pop(self._number, []):
            if stated.seal_hash == digest:
                self._signed_to = max(self._signed_to, seal.head.last)
            elif stated.seal_hash != seal.hash:
                at = {"at": moment_text(stated.at)}
                self._find(Code.SIGNED_OTHERWISE, seal=self._number, values=at)

    def _find(
        self,
        code: Code,
        position: int | None = None,
        *,
        entry: UUID | None = None,
        seal: int | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        self._findings.append(Finding(code, position, entry, seal, values or {}))


def verify(entries: Iterable[Entry], seals: Iterable[Seal], verification: Verification) -> Verified:
    """Verify two streams, each in its order, reading no more of one than the other needs."""
    standing = iter(entries)
    for seal in seals:
        verification.seal(seal)
        for entry in islice(standing, len(seal.marks)):
            verification.entry(entry)
    for entry in standing:
        verification.entry(entry)
    return verification.finish()


def _problem_with(checkpoint: Checkpoint, installation: UUID, keys: TrustedKeys) -> Finding | None:
    stated = checkpoint.statement
    at = moment_text(stated.at)
    if stated.key_id not in keys:
        values: dict[str, object] = {"at": at, "key": stated.key_id}
        return Finding(Code.UNKNOWN_KEY, seal=stated.seal, values=values)
    if not keys[stated.key_id].verify(stated.canonical(), checkpoint.signature):
        return Finding(Code.WRONG_SIGNATURE, seal=stated.seal, values={"at": at})
    if stated.installation != installation:
        values = {"at": at, "installation": stated.installation}
        return Finding(Code.OTHER_INSTALLATION, seal=stated.seal, values=values)
    return None


def _times(before: datetime, after: datetime) -> dict[str, str]:
    return {"before": moment_text(before), "after": moment_text(after)}


def _in_order(finding: Finding) -> tuple[bool, int, int, str]:
    return (not finding.is_break, finding.position or 0, finding.seal or 0, finding.code)
