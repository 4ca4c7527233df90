"""The same cases under the same instruments here and in OpenFisca: time, and every outcome.

Compared is on one core what is comparable: the rules alone, from values of leaves that stand ready
as arrays on both sides. Shown beside: what OpenFisca takes to set its inputs, and the whole of what
happens here from Arrow batches in memory (columns, sets, facts and readings included).
"""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks.openfisca_peer.export import write_cases, write_rules

from openrsd.caseload.batch import applied_in, outcomes_of, turns
from openrsd.caseload.evaluator import Evaluator
from openrsd.caseload.kleene import Marks, Value
from openrsd.caseload.nested import Levels
from openrsd.caseload.recorded import AsRecorded, Recorded
from openrsd.caseload.source import BATCH_ROWS
from openrsd.caseload.tables import Tables
from openrsd.determination.values import Reading
from openrsd.law.model import Law

HERE = Path(__file__).parent
INSTRUMENTS = ("refugee-1a2", "complementary-cat3", "complementary-iccpr", "non-refoulement")
COMPARED = 200_000
RUNS = 3


def against_openfisca(source: Path, law: Law, out: Path) -> None:
    """Print both times and how many outcomes differ. Needs a package index the first time."""
    python = environment(out / "openfisca-env")
    if python is None:
        print("OpenFisca: not compared, its environment could not be set up (is there a network?)")
        return
    few = replace(law, instruments={n: law.instruments[n] for n in INSTRUMENTS}, guidance={})
    batch = single_hypothesis(source, COMPARED)
    rules, cases = out / "openfisca-rules.json", out / "openfisca-cases.npz"
    write_rules(few, rules)
    needed = peer(python, str(rules))
    write_cases(batch, few, needed, cases)
    theirs = peer(python, str(rules), str(cases))
    ours = min(rules_alone(batch, few, needed) for _ in range(RUNS))
    whole = min(evaluation(batch, few) for _ in range(RUNS))
    print(f"OpenFisca-core 46.0.1: {batch.num_rows:,} cases, {', '.join(INSTRUMENTS)}, one core")
    print(f"  here: the rules alone {ours:.3f} s; from Arrow batches {whole:.3f} s")
    for form, found in theirs.items():
        ratio = found["calculation"] / ours
        print(
            f"  there, with {form}: the rules alone {found['calculation']:.3f} s "
            f"(to set the inputs {found['loading']:.3f} s): ratio 1 : {ratio:.1f}"
        )
        if any(found["differing"].values()):
            sys.exit(f"the two do not mean the same: {found['differing']}")
        print(f"    {found['compared']:,} outcomes and bars compared, none differing")


def rules_alone(batch: pa.RecordBatch, law: Law, needed: list[list[Any]]) -> float:
    """The time for all outcomes and bars where every value of a leaf is known already."""
    taken = 0.0
    for first in range(0, batch.num_rows, BATCH_ROWS):
        levels = Levels(batch.slice(first, BATCH_ROWS))
        recorded = Recorded(levels, law)
        leaves = KnownLeaves(AsRecorded(recorded), needed)
        applied = applied_in(levels, law)
        # Who is a member of what stands ready too, as the peer's groups do.
        tables = Tables(recorded.sets)
        started = time.perf_counter()
        evaluator = Evaluator(law, tables, leaves)
        outcomes_of(evaluator, levels, applied)
        evaluator.element(INSTRUMENTS[-1])
        taken += time.perf_counter() - started
    return taken


class KnownLeaves:
    """Values of leaves and indicators, looked up beforehand."""

    def __init__(self, leaves: AsRecorded, needed: list[list[Any]]) -> None:
        self.values = {
            (name, Reading(reading)): leaves.value(name, Reading(reading))
            for name, reading in needed
            if reading is not None
        }
        self.marks = {name: leaves.indicated(name) for name, reading in needed if reading is None}

    def value(self, element: str, reading: Reading) -> Value:
        return self.values[element, reading]

    def indicated(self, indicator: str) -> Marks | bool:
        return self.marks[indicator]


def evaluation(batch: pa.RecordBatch, law: Law) -> float:
    """The time to evaluate a batch as the product does, some thousand cases at a time."""
    started = time.perf_counter()
    for first in range(0, batch.num_rows, BATCH_ROWS):
        for _ in turns(batch.slice(first, BATCH_ROWS), law):
            pass
    return time.perf_counter() - started


def single_hypothesis(source: Path, wanted: int) -> pa.RecordBatch:
    """So many cases of a file whose nationality is not in doubt, as one batch."""
    found: list[pa.RecordBatch] = []
    with pq.ParquetFile(source) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            found.append(batch.filter(pc.equal(pc.list_value_length(batch["hypotheses"]), 0)))
            if sum(part.num_rows for part in found) >= wanted:
                break
    (whole,) = pa.Table.from_batches(found).slice(0, wanted).combine_chunks().to_batches()
    return whole


def environment(place: Path) -> Path | None:
    """The interpreter of an environment with OpenFisca, made where it is not there."""
    python = place / "bin" / "python"
    if (place / "ready").exists():
        return python
    requirements = str(HERE / "requirements.txt")
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(place)],
        [str(python), "-m", "pip", "install", "-q", "-r", requirements],
    )
    for step in steps:
        if subprocess.run(step, check=False, capture_output=True).returncode:
            return None
    (place / "ready").touch()
    return python


def peer(python: Path, *arguments: str) -> Any:
    """What the peer prints."""
    script = str(HERE / "peer.py")
    done = subprocess.run(
        [str(python), script, *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"the OpenFisca peer failed:\n{done.stderr}")
    return json.loads(done.stdout)
