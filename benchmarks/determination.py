"""How fast one case is determined, and how that compares with a logic solver on the same tree.

A case with two countries of reference and two harms in each, under every instrument that the law
files hold. Figures are medians of whole calls in this process; run on a quiet machine.
Usage: python benchmarks/determination.py
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import clingo

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.determination.oracle import program_for

from openrsd.determination.because import because
from openrsd.determination.circuit import circuit_for
from openrsd.determination.determine import determine, suggest_changes
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.framing import frame_person
from openrsd.determination.outcome import person_outcome
from openrsd.determination.questions import open_questions
from openrsd.determination.record import (
    CaseKind,
    Finding,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceCountry,
)
from openrsd.determination.values import State
from openrsd.law.files import InstrumentKind
from openrsd.law.loader import shipped_corpus

DAY = date(2026, 11, 2)
BUDGET_MS = 5.0
RUNS = 200


def main() -> None:
    law = shipped_corpus().as_of(DAY)
    record = _person()
    hypothesis = record.hypotheses[0]
    framed = frame_person(record, law, hypothesis)
    circuit = circuit_for(framed.frame)
    print(
        f"law {law.version}: {len(framed.frame.instruments)} instruments, "
        f"{len(circuit.ops)} nodes, {len(framed.records)} records"
    )

    def explain() -> None:
        evaluation = Evaluation(circuit_for(framed.frame), framed.records)
        result = person_outcome(evaluation.circuit, evaluation)
        because(evaluation.circuit, evaluation, result)
        open_questions(evaluation.circuit, evaluation, result)

    def from_records() -> None:
        again = frame_person(record, law, hypothesis)
        evaluation = Evaluation(circuit_for(again.frame), again.records)
        result = person_outcome(evaluation.circuit, evaluation)
        because(evaluation.circuit, evaluation, result)
        open_questions(evaluation.circuit, evaluation, result)

    def first_time() -> None:
        circuit_for.cache_clear()
        from_records()

    _line("evaluation, because, open questions (laid out before)", explain, BUDGET_MS)
    _line("the same from the records of the person", from_records, BUDGET_MS)
    _line("the same, laid out anew each time", first_time)
    undecided = _undecided(record)
    undecided_framed = frame_person(undecided, law, hypothesis)

    def explain_undecided() -> None:
        evaluation = Evaluation(circuit_for(undecided_framed.frame), undecided_framed.records)
        result = person_outcome(evaluation.circuit, evaluation)
        because(evaluation.circuit, evaluation, result)
        open_questions(evaluation.circuit, evaluation, result)

    _line("an undecided case: evaluation, open questions", explain_undecided, BUDGET_MS)
    (recognised,) = determine(record, law).by_hypothesis
    (open_case,) = determine(undecided, law).by_hypothesis
    _line("what-if of the recognised case", lambda: suggest_changes(recognised), runs=20)
    _line("what-if of the undecided case", lambda: suggest_changes(open_case), runs=20)
    _against_clingo(record)


def _against_clingo(record: PersonRecord) -> None:
    law = shipped_corpus().as_of(DAY)
    framed = frame_person(record, law, record.hypotheses[0])
    circuit = circuit_for(framed.frame)
    program = program_for(framed.frame, framed.records)

    def solve() -> None:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)
        control.ground([("base", [])])
        control.solve()

    def evaluate() -> None:
        person_outcome(circuit, Evaluation(circuit, framed.records))

    ours, theirs = _median(evaluate, RUNS), _median(solve, 20)
    print(
        f"evaluation alone {ours:.3f} ms, clingo on the same tree {theirs:.1f} ms "
        f"(program text ready): ratio 1 : {theirs / ours:.0f}"
    )


def _line(
    what: str, action: Callable[[], object], budget: float | None = None, runs: int = RUNS
) -> None:
    median = _median(action, runs)
    tail = f"  (budget {budget} ms: {'kept' if median < budget else 'MISSED'})" if budget else ""
    print(f"{what}: median {median:.3f} ms{tail}")


def _median(action: Callable[[], object], runs: int) -> float:
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _person() -> PersonRecord:
    """Recognised for the second harm in the second country, with much else recorded."""
    law = shipped_corpus().as_of(DAY)
    countries = ("PRK", "ERI")
    harms = tuple(Harm(f"{c}-{i}", c) for c in countries for i in (1, 2))
    every = tuple(
        instrument.id
        for instrument in law.instruments.values()
        if instrument.kind not in (InstrumentKind.REVIEW, InstrumentKind.PROVISION)
    )
    refused = [Instance("ground-psg", (h.country, h.id)) for h in harms[:3]]
    refused += [Instance("nexus-predicament", (h.country, h.id)) for h in harms[:3]]
    scope = (harms[3].country, harms[3].id)
    made_out = [
        Instance(name, scope)
        for name in (
            "subjective-fear",
            "objective-risk",
            "serious-harm",
            "agent-state",
            "imputed-ground",
            "nexus-persecutor-reason",
        )
    ]
    bar = [Instance("second-nationality-held", ("PRK",))]
    findings = {
        **{i: Finding(State.NO) for i in (*refused, *bar)},
        **{i: Finding(State.YES) for i in (*made_out, Instance("outside-country"))},
    }
    return PersonRecord(
        id="someone",
        kind=CaseKind.CASE,
        date=DAY,
        asylum="DEU",
        hypotheses=(Hypothesis("as-claimed", tuple(ReferenceCountry(c) for c in countries)),),
        instruments=every,
        harms=harms,
        findings=findings,
    )


def _undecided(record: PersonRecord) -> PersonRecord:
    """The same before the nexus was answered."""
    findings = {i: f for i, f in record.findings.items() if i.element != "nexus-persecutor-reason"}
    return replace(record, findings=findings)


if __name__ == "__main__":
    main()
