"""How fast whole caseloads are screened, and how that compares: with one case at a time, with
OpenFisca, and with only reading and writing the same bytes.

Every step that is measured as a whole runs in a process of its own, on two cores. Figures are of
one run; on a busy machine they are worse.
Usage: python benchmarks/caseload.py [--cases N] [--full]
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.openfisca_peer.compare import against_openfisca

from openrsd.caseload.rows import record_of
from openrsd.determination.circuit import circuit_for
from openrsd.determination.determine import evaluate
from openrsd.determination.outcome import person_outcome, removal_bars
from openrsd.law.loader import shipped_corpus
from openrsd.law.model import Law

DAY = date(2026, 11, 2)
OUT = Path(__file__).parent.parent / "out"
CASES = 1_000_000
MANY = 10_000_000
LIMIT_MIB = 2048
SAMPLE = 1500
CORES = 2


@dataclass(frozen=True)
class Run:
    """A process that ended: its time on the clock, on the processor, and its peak memory."""

    wall: float
    cpu: float
    peak_mib: float

    def __str__(self) -> str:
        return (
            f"{self.wall:7.2f} s on the clock, {self.cpu:7.2f} s of processor, "
            f"peak {self.peak_mib:.0f} MiB"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--full", action="store_true", help="ten million cases too")
    parser.add_argument("--bytes-alone", nargs=3, metavar=("CASES", "RESULT", "OUT"))
    wanted = parser.parse_args()
    if wanted.bytes_alone:
        bytes_alone(*(Path(name) for name in wanted.bytes_alone))
        return
    OUT.mkdir(exist_ok=True)
    law = shipped_corpus().as_of(DAY)
    source, screened = one_file(wanted.cases)
    one_by_one(source, law, screened.wall / wanted.cases)
    against_openfisca(source, law, OUT)
    if wanted.full:
        _, run = one_file(MANY)
        kept = "kept" if run.peak_mib < LIMIT_MIB else "MISSED"
        print(f"  at most {LIMIT_MIB} MiB: {kept}")


def one_file(cases: int) -> tuple[Path, Run]:
    """Generate and screen a caseload, from Parquet to Parquet."""
    source, result = OUT / f"bench-{cases}.parquet", OUT / f"bench-{cases}-result.parquet"
    again = OUT / "bench-bytes.parquet"
    day = ["--as-of", DAY.isoformat()]
    print(f"{cases:,} cases, 1-3 countries and 1-4 harms, all instruments, {CORES} cores")
    made = command("generate", "--cases", str(cases), "--out", str(source), *day)
    screened = command("screen", str(source), "--out", str(result), "--workers", str(CORES), *day)
    copied = run([__file__, "--bytes-alone", str(source), str(result), str(again)])
    size, written = source.stat().st_size / 2**20, result.stat().st_size / 2**20
    print(f"  generated:                    {made}")
    print(f"  screened, Parquet to Parquet: {screened}")
    print(f"  the same bytes, nothing else: {copied}  ({size:.0f} MiB in, {written:.0f} MiB out)")
    print(
        f"  screened per second: {cases / screened.wall:,.0f}; "
        f"{screened.wall / copied.wall:.1f} times reading and writing alone"
    )
    return source, screened


def command(*arguments: str) -> Run:
    """Run `openrsd caseload`."""
    return run(["-m", "openrsd.cli.main", "caseload", *arguments])


def run(arguments: Sequence[str]) -> Run:
    """Run Python in a process of its own on so many cores. Exits where it fails."""
    started = time.perf_counter()
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} failed:\n{told.decode()}")
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, _mib(used))


def _mib(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def bytes_alone(source: Path, result: Path, out: Path) -> None:
    """Read every column of the caseload and write a table as large as the result."""
    with pq.ParquetFile(source) as file:
        for group in range(file.num_row_groups):
            file.read_row_group(group)
    with (
        pq.ParquetFile(result) as file,
        pq.ParquetWriter(out, file.schema_arrow, compression="zstd") as writer,
    ):
        for batch in file.iter_batches():
            writer.write_batch(batch)


def one_by_one(source: Path, law: Law, together: float) -> None:
    """Some cases of the file, each by itself and without explanations, per case."""
    rows = spread_rows(source, SAMPLE)
    circuit_for.cache_clear()
    alone = [one_case(row, law) for row in rows]
    before = circuit_for.cache_info()
    again = [one_case(row, law) for row in rows for _ in range(2)][1::2]
    first, known = sum(alone) / len(rows), sum(again) / len(rows)
    print(f"one case at a time, {len(rows)} cases of the same file, outcomes and bars only")
    print(
        f"  as they come ({before.hits} of {before.hits + before.misses} frames met before): "
        f"{first * 1000:.3f} ms a case; together {together * 1e6:.2f} us: "
        f"ratio 1 : {first / together:.0f}"
    )
    print(
        f"  each a second time at once (its circuit is known): {known * 1000:.3f} ms a case: "
        f"ratio 1 : {known / together:.0f}"
    )


def spread_rows(source: Path, wanted: int) -> list[dict[str, Any]]:
    """Rows from the whole length of a file."""
    with pq.ParquetFile(source) as file:
        groups = file.num_row_groups
        of_each = -(-wanted // groups)
        batches = [file.read_row_group(group).slice(0, of_each) for group in range(groups)]
    rows: list[dict[str, Any]] = pa.concat_tables(batches).slice(0, wanted).to_pylist()
    return rows


def one_case(row: dict[str, Any], law: Law) -> float:
    """The time of one case, from its row to outcomes and bars under each hypothesis."""
    started = time.perf_counter()
    record = record_of(row, law)
    for hypothesis in record.hypotheses:
        _, evaluation = evaluate(record, law, hypothesis)
        person_outcome(evaluation.circuit, evaluation)
        removal_bars(evaluation.circuit, evaluation)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
