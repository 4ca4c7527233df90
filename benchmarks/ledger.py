"""How fast a ledger is verified, beside plain SHA-256 over the same bytes.

Writes an export of a million entries in a folder of its own, then verifies it in a process of its
own for each way, so that each has its own peak of memory. Seconds are of one core.
Usage: python benchmarks/ledger.py [ENTRIES]
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from uuid import UUID

from openrsd.ledger.chain import Seal, seal_next
from openrsd.ledger.entries import Entry, SealedReason
from openrsd.ledger.export import read_export, verify_export, write_export

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
INSTALLATION = UUID(int=7)
RUN = 100
BUDGET_SECONDS = 60.0


def entry(number: int) -> Entry:
    """Most entries are looks; some are lists of fifty, some have a sealed reason."""
    listed = 50 if number % 20 == 0 else 1
    return Entry(
        id=UUID(int=number * 2**64 + 1),
        at=START + timedelta(milliseconds=number),
        actor_kind="staff",
        actor=UUID(int=number % 40),
        office=UUID(int=number % 3),
        action="list.look" if listed > 1 else "case.look",
        subject_kind="case",
        subjects=tuple(UUID(int=number % 9973 + at) for at in range(listed)),
        purpose="determination",
        reason=SealedReason(UUID(int=5), b"\x01" + bytes(120)) if number % 50 == 0 else None,
        detail={"modality": "regular", "version": number % 7},
    )


def entries(count: int) -> Iterator[Entry]:
    return map(entry, range(1, count + 1))


def seals(count: int) -> Iterator[Seal]:
    before: Seal | None = None
    made = entries(count)
    while run := list(islice(made, RUN)):
        before = seal_next(before, run, run[-1].at)
        yield before


def main() -> None:
    if len(sys.argv) == 3:
        _measure(sys.argv[1], Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "ledger.jsonl"
        start = time.process_time()
        with export.open("wb") as file:
            write_export(file, INSTALLATION, [], seals(count), entries(count))
        size = export.stat().st_size / 2**20
        print(f"{count:,} entries, {RUN} to a seal, {size:,.0f} MiB of export")
        print(f"{'made, sealed and written':34}{time.process_time() - start:8.1f} s")
        for way in ("hash", "read", "verify"):
            subprocess.run([sys.executable, __file__, way, str(export)], check=True)


def _measure(way: str, export: Path) -> None:
    start = time.process_time()
    with export.open("rb") as file:
        if way == "hash":
            name = "plain SHA-256 of the file's lines"
            for line in file:
                sha256(line).digest()
        elif way == "read":
            name = "only read strictly"
            for _ in read_export(file, export.name).records:
                pass
        else:
            name = "verified from the export"
            verified = verify_export(file, export.name, {})
            assert verified.whole
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:34}{seconds:8.1f} s{peak:8.0f} MiB at most")
    if way == "verify":
        verdict = "within" if seconds < BUDGET_SECONDS else "OVER"
        print(f"{verdict} the budget of {BUDGET_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
