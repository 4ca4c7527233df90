"""What tests ask of a person's record: its outcome, the same refined, what is still open."""

from openrsd.determination.determine import HypothesisResult, determine
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Instance
from openrsd.determination.framing import frame_person
from openrsd.determination.outcome import Outcome, person_outcome
from openrsd.determination.record import PersonRecord
from openrsd.determination.values import State
from tests.determination.worlds import leaves_of, shipped_law


def result_of(record: PersonRecord) -> HypothesisResult:
    (result,) = determine(record, shipped_law()).by_hypothesis
    return result


def outcome_of(record: PersonRecord) -> Outcome:
    return result_of(record).result.outcome


def under_convention(record: PersonRecord) -> Outcome:
    return result_of(record).result.by_instrument["refugee-1a2"]


def refined(result: HypothesisResult, answers: dict[Instance, State]) -> Outcome:
    """The outcome with more answers in the same frame."""
    evaluation = Evaluation(result.circuit, {**result.evaluation.records, **answers})
    return person_outcome(result.circuit, evaluation).outcome


def open_leaves(record: PersonRecord) -> list[Instance]:
    framed = frame_person(record, shipped_law(), record.hypotheses[0])
    return [leaf for leaf in leaves_of(framed.frame) if leaf not in framed.records]


def states_of(record: PersonRecord) -> dict[Instance, State]:
    return {instance: finding.state for instance, finding in record.findings.items()}
