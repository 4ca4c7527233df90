"""Seals: each covers a run of entries in order and the seal before it.

The entries of a run are the leaves of a hash tree (as in RFC 9162), so that one of them can be
proven to anyone who knows the seal, without showing the others.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from openrsd.errors import OpenRSDError
from openrsd.ledger.entries import Entry, moment_bytes
from openrsd.texts import gettext as _

SEAL_FORMAT = b"S\x01"
DIGEST_LENGTH = 32
ID_LENGTH = 16
MARK_LENGTH = ID_LENGTH + DIGEST_LENGTH
# A longer run is sealed in several steps, so that a seal stays a line that can be read.
LONGEST_RUN = 100_000
# What the first seal of all follows on.
BEGINNING = bytes(DIGEST_LENGTH)


class CannotSeal(OpenRSDError):
    """Entries that cannot be sealed as they were given."""

    code = "cannot-seal"


@dataclass(frozen=True, slots=True)
class SealHead:
    """What a seal states. Positions and numbers count from 1."""

    number: int
    first: int
    last: int
    root: bytes
    previous: bytes
    at: datetime

    @property
    def count(self) -> int:
        """How many entries the seal covers."""
        return self.last - self.first + 1

    def canonical(self) -> bytes:
        """The bytes that the hash of the seal covers."""
        numbers = struct.pack(">qqq", self.number, self.first, self.last)
        return SEAL_FORMAT + numbers + self.root + self.previous + moment_bytes(self.at)

    def digest(self) -> bytes:
        """The hash of the seal, which the next seal and a checkpoint name."""
        return sha256(self.canonical()).digest()


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it is stored: its head, the hash it was given, the marks of its entries in order.

    The marks are what allows a verification to say which entry was touched.
    """

    head: SealHead
    hash: bytes
    marks: tuple[bytes, ...]

    @property
    def proves_its_marks(self) -> bool:
        """Whether the marks are those over which the root was made."""
        if not self.marks or any(len(mark) != MARK_LENGTH for mark in self.marks):
            return False
        return tree_root(self.marks) == self.head.root

    @property
    def marks_agree(self) -> bool:
        """Whether the marks are those that the head states, and as many."""
        return len(self.marks) == self.head.count and self.proves_its_marks


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands at a place of a seal: the head of the seal and the way up the tree."""

    head: SealHead
    position: int
    path: tuple[bytes, ...]


def mark_of(entry: Entry) -> bytes:
    """The id of an entry and the digest of its bytes: what a seal keeps of it."""
    return entry.id.bytes + sha256(entry.canonical()).digest()


def seal_next(previous: Seal | None, entries: Sequence[Entry], at: datetime) -> Seal:
    """Seal these entries, in this order, after `previous` (None for the very first)."""
    return seal_marks(previous, [mark_of(entry) for entry in entries], at)


def seal_marks(
    previous: Seal | None, marks: Sequence[bytes], at: datetime, *, beyond: int = 0
) -> Seal:
    """Seal the entries of these marks; of `previous` only the head and the hash are needed.

    Positions up to `beyond` are left free: they belonged to seals that someone removed.
    """
    if not marks:
        raise CannotSeal(_("There is nothing to seal."))
    if len(marks) > LONGEST_RUN:
        raise CannotSeal(_("A seal covers at most {count} entries.").format(count=LONGEST_RUN))
    if len({mark[:ID_LENGTH] for mark in marks}) != len(marks):
        raise CannotSeal(_("Two entries to be sealed have the same id."))
    first = max(previous.head.last if previous else 0, beyond) + 1
    head = SealHead(
        number=previous.head.number + 1 if previous else 1,
        first=first,
        last=first + len(marks) - 1,
        root=tree_root(marks),
        previous=previous.hash if previous else BEGINNING,
        at=at,
    )
    return Seal(head, head.digest(), tuple(marks))


def prove(seal: Seal, position: int) -> Proof:
    """The proof for the entry at `position`, which must be one that the seal covers."""
    if not seal.head.first <= position <= seal.head.last:
        raise CannotSeal(
            _("Seal {seal} does not cover position {position}.").format(
                seal=seal.head.number, position=position
            )
        )
    index = position - seal.head.first
    path = []
    level = [_leaf(mark) for mark in seal.marks]
    while len(level) > 1:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        level = _level_above(level)
        index >>= 1
    return Proof(seal.head, position, tuple(path))


def proof_holds(proof: Proof, entry: Entry, seal_hash: bytes) -> bool:
    """Whether `entry` stands where the proof says, in the seal that has this hash."""
    head = proof.head
    if head.digest() != seal_hash or not head.first <= proof.position <= head.last:
        return False
    node, index, width = _leaf(mark_of(entry)), proof.position - head.first, head.count
    siblings = iter(proof.path)
    while width > 1:
        if index ^ 1 < width:
            sibling = next(siblings, b"")
            node = _node(sibling, node) if index & 1 else _node(node, sibling)
        index >>= 1
        width = (width + 1) >> 1
    return node == head.root and next(siblings, None) is None


def hash_reached(seal_hash: bytes, following: Iterable[SealHead]) -> bytes | None:
    """The hash of the last of these seals, if each was made after the one before; else None.

    It leads from the seal of a proof to one that a checkpoint names, without the entries between.
    """
    for head in following:
        if head.previous != seal_hash:
            return None
        seal_hash = head.digest()
    return seal_hash


def tree_root(marks: Sequence[bytes]) -> bytes:
    """The root of the hash tree over these marks."""
    level = [_leaf(mark) for mark in marks]
    while len(level) > 1:
        level = _level_above(level)
    return level[0]


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    above = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    if len(level) % 2:
        above.append(level[-1])
    return above


def _leaf(mark: bytes) -> bytes:
    return sha256(b"\x00" + mark).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
