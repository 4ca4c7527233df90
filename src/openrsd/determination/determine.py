"""One person under all her instruments: outcome, removal bars and every explanation.

The only entry that the other rooms use: `determine(record, law)`.
"""

from dataclasses import dataclass, replace

from openrsd.determination.because import because
from openrsd.determination.circuit import Circuit, circuit_for
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.framing import Framed, frame_person
from openrsd.determination.outcome import (
    Outcome,
    PersonOutcome,
    RemovalBar,
    person_outcome,
    removal_bars,
)
from openrsd.determination.questions import OpenQuestion, open_questions
from openrsd.determination.readiness import Missing, missing_for_negative
from openrsd.determination.record import Hypothesis, PersonRecord
from openrsd.determination.values import State
from openrsd.determination.warnings import Warned, warnings_for
from openrsd.determination.whatif import WhatIf, what_if
from openrsd.errors import OpenRSDError
from openrsd.law.model import Law

MAX_HYPOTHESES = 16


class TooManyHypotheses(OpenRSDError):
    """More hypotheses of nationality than a human can weigh (semantics.md §4)."""

    code = "too-many-hypotheses"


@dataclass(frozen=True)
class HypothesisResult:
    """Everything that follows under one hypothesis of nationality."""

    hypothesis: Hypothesis
    framed: Framed
    circuit: Circuit
    evaluation: Evaluation
    result: PersonOutcome
    presumed: bool
    because: tuple[Instance, ...]
    open_questions: tuple[OpenQuestion, ...]
    warnings: tuple[Warned, ...]
    removal: tuple[RemovalBar, ...]
    missing_for_negative: tuple[Missing, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome, `presumed` where that label applies."""
        undecided = self.result.outcome is Outcome.UNDECIDED
        return Outcome.PRESUMED if undecided and self.presumed else self.result.outcome


@dataclass(frozen=True)
class Determination:
    """The consequence of what is recorded of one person. Not a decision.

    `floor` is complementary where every hypothesis protects though they differ.
    """

    record: PersonRecord
    law: Law
    outcome: Outcome
    floor: Outcome | None
    by_hypothesis: tuple[HypothesisResult, ...]

    @property
    def hypotheses_differ(self) -> bool:
        """Whether the nationality question decides the outcome."""
        return len({result.outcome for result in self.by_hypothesis}) > 1

    @property
    def ready_for_negative(self) -> bool:
        """Whether the record could carry a negative (semantics.md §5)."""
        return all(not result.missing_for_negative for result in self.by_hypothesis)


def determine(record: PersonRecord, law: Law) -> Determination:
    """Evaluate every hypothesis and combine them. Raises TooManyHypotheses above 16."""
    if len(record.hypotheses) > MAX_HYPOTHESES:
        raise TooManyHypotheses(
            f"{len(record.hypotheses)} hypotheses of nationality; at most {MAX_HYPOTHESES}"
        )
    results = tuple(_under(record, law, hypothesis) for hypothesis in record.hypotheses)
    outcomes = {result.outcome for result in results}
    if len(outcomes) == 1:
        return Determination(record, law, results[0].outcome, None, results)
    if outcomes == {Outcome.RECOGNISED, Outcome.PRESUMED}:
        return Determination(record, law, Outcome.PRESUMED, None, results)
    protecting = {Outcome.RECOGNISED, Outcome.COMPLEMENTARY}
    floor = Outcome.COMPLEMENTARY if outcomes <= protecting else None
    return Determination(record, law, Outcome.UNDECIDED, floor, results)


def evaluate(record: PersonRecord, law: Law, hypothesis: Hypothesis) -> tuple[Framed, Evaluation]:
    """Only the values, without explanations."""
    framed = frame_person(record, law, hypothesis)
    return framed, Evaluation(circuit_for(framed.frame), framed.records)


def suggest_changes(result: HypothesisResult) -> list[WhatIf]:
    """The what-if of one hypothesis. Apart, since it searches and the deciding officer does not
    see it (semantics.md §6)."""
    return what_if(result.circuit, result.evaluation, result.result)


def _under(record: PersonRecord, law: Law, hypothesis: Hypothesis) -> HypothesisResult:
    framed, evaluation = evaluate(record, law, hypothesis)
    circuit = evaluation.circuit
    result = person_outcome(circuit, evaluation)
    reasons = tuple(because(circuit, evaluation, result))
    return HypothesisResult(
        hypothesis=hypothesis,
        framed=framed,
        circuit=circuit,
        evaluation=evaluation,
        result=result,
        presumed=_presumed(framed, evaluation, result),
        because=reasons,
        open_questions=tuple(open_questions(circuit, evaluation, result)),
        warnings=tuple(warnings_for(record, framed, circuit, evaluation, result)),
        removal=removal_bars(circuit, evaluation),
        missing_for_negative=tuple(
            missing_for_negative(record, circuit, evaluation, result, reasons)
        ),
    )


def _presumed(framed: Framed, evaluation: Evaluation, result: PersonOutcome) -> bool:
    """Whether all standing proposals, accepted together on open leaves, would recognise her."""
    if result.outcome is not Outcome.UNDECIDED:
        return False
    changes = [
        (proposal.instance, State.YES)
        for proposal in framed.proposals
        if proposal.stands and evaluation.state(proposal.instance) is State.OPEN
    ]
    undo = evaluation.set(changes)
    outcome = person_outcome(evaluation.circuit, evaluation).outcome
    evaluation.set(undo)
    return outcome is Outcome.RECOGNISED


def with_principal(record: PersonRecord, principal: Determination | None) -> PersonRecord:
    """The record of a family member, told whether her principal would be recognised."""
    recognised = principal is not None and principal.outcome is Outcome.RECOGNISED
    if not recognised:
        return record
    return replace(record, facts={**record.facts, "principal-would-be-recognised": "yes"})
