"""One batch of cases screened: outcomes, what carries them, and the bars to removal.

The columnar counterpart of `openrsd.determination.determine`. Every case is evaluated under its
first hypothesis of nationality; those with more are evaluated again under each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from openrsd.caseload.evaluator import Evaluator, dependents
from openrsd.caseload.kleene import Ints, Marks, Rows, Value
from openrsd.caseload.nested import Levels, encoded
from openrsd.caseload.outcomes import (
    NUMBER,
    RECOGNISING,
    PersonOutcomes,
    evaluated,
    instrument_outcomes,
    person_outcomes,
)
from openrsd.caseload.recorded import AsRecorded, Recorded, WithProposals
from openrsd.determination.circuit import removal_bases
from openrsd.determination.outcome import Outcome
from openrsd.determination.values import UNDETERMINED
from openrsd.law.expressions import Ref, Variable
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Law


@dataclass(frozen=True)
class Turn:
    """One hypothesis for some cases of the batch: their rows, and what follows for each."""

    rows: Rows
    number: int
    levels: Levels
    recorded: Recorded
    person: PersonOutcomes
    outcome: Ints
    prohibited: Ints


def turns(batch: pa.RecordBatch, law: Law, levels: Levels | None = None) -> Iterator[Turn]:
    """Each hypothesis in turn, over the cases that have so many.

    `levels` are those of the batch, where they are known already.
    """
    for rows, of_turn, number in hypotheses(batch, levels):
        yield _turn(of_turn, law, rows, number)


def hypotheses(
    batch: pa.RecordBatch, levels: Levels | None = None
) -> Iterator[tuple[Rows, Levels, int]]:
    """For each hypothesis in turn the rows of the cases that have so many, and their levels."""
    levels = levels or Levels(batch)
    yield np.arange(batch.num_rows, dtype=np.intp), levels, 0
    counts = np.diff(levels.hypothesis.offsets)
    for number in range(1, int(counts.max(initial=0))):
        rows = np.flatnonzero(counts > number)
        yield rows, Levels(batch.take(pa.array(rows))), number


def outcomes_of(
    evaluator: Evaluator, levels: Levels, applied: Mapping[str, Marks]
) -> PersonOutcomes:
    """The outcomes of the cases under the leaves that the evaluator has."""
    law = evaluator.law
    by_instrument = {
        instrument.id: instrument_outcomes(evaluator, instrument, applied[instrument.id])
        for instrument in evaluated(law)
    }
    return person_outcomes(law, by_instrument, levels.case.size)


def _turn(levels: Levels, law: Law, rows: Rows, number: int) -> Turn:
    recorded = Recorded(levels, law, number)
    applied = applied_in(levels, law)
    evaluator = Evaluator(law, recorded.tables, AsRecorded(recorded))
    person = outcomes_of(evaluator, levels, applied)
    presumed = _presumed(evaluator, recorded, applied, person)
    outcome = np.where(presumed, np.int8(NUMBER[Outcome.PRESUMED]), person.outcome)
    return Turn(rows, number, levels, recorded, person, outcome, _prohibited(evaluator))


def applied_in(levels: Levels, law: Law) -> dict[str, Marks]:
    """Where each instrument is applied: by the country of asylum and the authority."""
    (asylum, authority), words = encoded(
        levels.case.words("asylum"), levels.case.words("authority")
    )
    joint = [word in ("unhcr", "joint") for word in words]
    by_unhcr = np.array([*joint, False]).take(authority)
    applied = {}
    for instrument in evaluated(law):
        marks = [
            np.array(
                [
                    *(instrument.applies_in(word, name, law.binding) for word in words),
                    instrument.applies_in(None, name, law.binding),
                ]
            ).take(asylum)
            for name in ("state", "unhcr")
        ]
        applied[instrument.id] = np.where(by_unhcr, marks[1], marks[0])
    return applied


def _presumed(
    evaluator: Evaluator, recorded: Recorded, applied: Mapping[str, Marks], person: PersonOutcomes
) -> Marks:
    """Undecided cases that would be recognised if all standing proposals were accepted."""
    undecided = person.outcome == NUMBER[Outcome.UNDECIDED]
    if not recorded.offers or not undecided.any():
        return np.zeros(len(undecided), bool)
    law = evaluator.law
    assumed = Evaluator(law, evaluator.tables, WithProposals(recorded))
    changed = dependents(law, frozenset(offer.element for offer in recorded.offers))
    assumed.known = {key: value for key, value in evaluator.known.items() if key[0] not in changed}
    recognised = np.zeros(len(undecided), bool)
    for instrument in evaluated(law):
        if instrument.kind in RECOGNISING:
            outcome = instrument_outcomes(assumed, instrument, applied[instrument.id])
            recognised |= outcome == NUMBER[Outcome.RECOGNISED]
    presumed: Marks = undecided & recognised
    return presumed


def _prohibited(evaluator: Evaluator) -> Ints:
    """For each place 0 no bar recorded, 1 prohibited by default, 2 prohibited on a basis.

    Where the law has no bases at all nothing can be negated, and removal stays prohibited.
    """
    law, table = evaluator.law, evaluator.tables.place[Variable.DESTINATION]
    highest: Value | None = None
    for instrument in law.instruments.values():
        if instrument.kind is InstrumentKind.REMOVAL and instrument.removal is not None:
            for basis in removal_bases(instrument.removal, law):
                value = evaluator.expression(Ref(basis), table)
                highest = value if highest is None else np.maximum(highest, value)
    if highest is None:
        highest = UNDETERMINED
    return np.broadcast_to(np.asarray(highest, np.int8), (table.size,))
