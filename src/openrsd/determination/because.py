"""The because: a minimal set of records that already entails a determined outcome.

Minimal by inclusion: with all else open the set gives the same outcome, and without any one of
its members it does not (semantics.md §6). The walk down the trace finds a small sufficient set;
the deletion filter over it makes it minimal.
"""

from openrsd.determination.circuit import Circuit, Node
from openrsd.determination.evaluation import Evaluation, support
from openrsd.determination.frame import Instance
from openrsd.determination.outcome import DETERMINED, Outcome, PersonOutcome, person_outcome
from openrsd.determination.values import NO, YES, State
from openrsd.law.files import InstrumentKind


def because(circuit: Circuit, evaluation: Evaluation, result: PersonOutcome) -> list[Instance]:
    """The records that carry the outcome, in the order of the law. Empty while undecided."""
    if result.outcome not in DETERMINED:
        return []
    candidates = list(support(evaluation, _deciding_roots(circuit, evaluation, result)))
    trial = Evaluation(circuit, {i: evaluation.state(i) for i in candidates})
    kept: list[Instance] = []
    for instance in reversed(candidates):
        undo = trial.set([(instance, State.OPEN)])
        again = person_outcome(circuit, trial)
        if (again.outcome, again.also_excluded) != (result.outcome, result.also_excluded):
            trial.set(undo)
            kept.append(instance)
    return kept[::-1]


def _deciding_roots(circuit: Circuit, evaluation: Evaluation, result: PersonOutcome) -> list[Node]:
    """Determined roots whose values alone fix the person's outcome."""
    if result.outcome is Outcome.RECOGNISED:
        assert result.carried_by is not None
        nodes = circuit.instruments[result.carried_by]
        return [nodes.eligible, nodes.exclusion]
    roots: list[Node] = []
    for name, nodes in circuit.instruments.items():
        outcome = result.by_instrument[name]
        complementary = nodes.kind is InstrumentKind.COMPLEMENTARY
        if nodes.kind is not InstrumentKind.REFUGEE_DEFINITION and not complementary:
            continue
        if result.outcome is Outcome.COMPLEMENTARY and complementary:
            # Other forms may do as they like: one suffices.
            if name == result.carried_by:
                roots += [nodes.eligible, nodes.exclusion]
            continue
        roots += _roots_of(evaluation, nodes.eligible, nodes.exclusion, outcome)
    return roots


def _roots_of(
    evaluation: Evaluation, eligible: Node, exclusion: Node, outcome: Outcome
) -> list[Node]:
    if evaluation.value(eligible) == NO:
        return [eligible]
    if outcome is Outcome.NOT_RECOGNISED:
        return [exclusion]
    return [exclusion] if evaluation.value(eligible) != YES else [eligible, exclusion]
