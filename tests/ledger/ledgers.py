"""Ledgers to test with: drawn at random, or told as a story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import strategies as st

from openrsd.ledger.chain import Seal, seal_next
from openrsd.ledger.checkpoints import Checkpoint, TrustedKeys, sign_checkpoint
from openrsd.ledger.entries import DetailValue, Entry, Result, SealedReason
from openrsd.ledger.findings import Finding
from openrsd.ledger.verification import Verification, Verified, verify

INSTALLATION = UUID(int=7)
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Ed25519:
    """A key pair of an installation."""

    private: Ed25519PrivateKey
    key_id: str = "installation-1"

    def sign(self, content: bytes) -> bytes:
        return self.private.sign(content)

    @property
    def public(self) -> "Ed25519Public":
        return Ed25519Public(self.private.public_key())


@dataclass(frozen=True)
class Ed25519Public:
    """What an auditor has of it."""

    key: Ed25519PublicKey

    def verify(self, content: bytes, signature: bytes) -> bool:
        try:
            self.key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


KEY = Ed25519(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
TRUSTED: TrustedKeys = {KEY.key_id: KEY.public}


@dataclass(frozen=True)
class Ledger:
    """Entries and seals as they stand, with the checkpoints that were signed."""

    entries: tuple[Entry, ...]
    seals: tuple[Seal, ...]
    checkpoints: tuple[Checkpoint, ...] = ()

    @property
    def sealed(self) -> int:
        return self.seals[-1].head.last if self.seals else 0

    def verified(self, anchors: Sequence[Checkpoint] = ()) -> Verified:
        verification = Verification(INSTALLATION, [*self.checkpoints, *anchors], TRUSTED)
        return verify(self.entries, self.seals, verification)

    def with_entries(self, entries: Sequence[Entry]) -> "Ledger":
        return replace(self, entries=tuple(entries))

    def with_seals(self, seals: Sequence[Seal]) -> "Ledger":
        return replace(self, seals=tuple(seals))

    def checkpoint(self) -> Checkpoint:
        seal = self.seals[-1]
        return sign_checkpoint(INSTALLATION, seal, seal.head.at + SECOND, KEY)


def breaks(ledger: Ledger, anchors: Sequence[Checkpoint] = ()) -> list[Finding]:
    """What was found wrong, in order."""
    return [finding for finding in ledger.verified(anchors).findings if finding.is_break]


def entry(number: int, **changes: object) -> Entry:
    """The entry of an officer who opens a case, at second `number` of the day."""
    look = Entry(
        id=UUID(int=1000 + number),
        at=START + number * SECOND,
        actor_kind="staff",
        actor=UUID(int=1),
        action="case.look",
        subject_kind="case",
        subjects=(UUID(int=500 + number),),
        purpose="determination",
    )
    return replace(look, **changes)  # type: ignore[arg-type]


def sealed(entries: Sequence[Entry], runs: Sequence[int], before: Sequence[Seal] = ()) -> Ledger:
    """Seal the entries in runs of these lengths, after the seals `before`; the rest stays open."""
    seals = list(before)
    start = seals[-1].head.last if seals else 0
    for length in runs:
        run = entries[start : start + length]
        seals.append(seal_next(seals[-1] if seals else None, run, run[-1].at + SECOND))
        start += length
    return Ledger(tuple(entries), tuple(seals))


codes = st.sampled_from(["case.look", "case.assign", "list.look", "person.search", "x-1"])
ids = st.uuids()
moments = st.integers(-(10**15), 10**16).map(lambda n: START + timedelta(microseconds=n))
values: st.SearchStrategy[DetailValue] = st.one_of(
    ids,
    codes,
    st.sampled_from(["PRK", "CHN"]),
    st.integers(-(2**31) + 1, 2**31 - 1),
    st.dates(min_value=date(1900, 1, 1)),
    moments,
)
reasons = st.builds(
    SealedReason,
    compartment=ids,
    ciphertext=st.binary(max_size=40).map(lambda tail: b"\x01" + tail),
)
entries_drawn = st.builds(
    Entry,
    id=ids,
    at=moments,
    actor_kind=codes,
    actor=ids,
    office=st.none() | ids,
    action=codes,
    subject_kind=codes,
    subjects=st.lists(ids, max_size=3).map(tuple),
    result=st.sampled_from(Result),
    purpose=codes,
    reason=st.none() | reasons,
    detail=st.dictionaries(codes, values, max_size=3),
)


@st.composite
def ledgers(draw: st.DrawFn, least: int = 1) -> Ledger:
    """An honest ledger: at least `least` seals, an unsealed tail, checkpoints somewhere."""
    runs = draw(st.lists(st.integers(1, 6), min_size=least, max_size=6))
    tail = draw(st.integers(0, 3))
    made = sealed([entry(number) for number in range(1, sum(runs) + tail + 1)], runs)
    signed = draw(st.sets(st.integers(1, len(runs))))
    checkpoints = [made.with_seals(made.seals[:number]).checkpoint() for number in sorted(signed)]
    return replace(made, checkpoints=tuple(checkpoints))
