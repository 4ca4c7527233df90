"""One meaning, two speeds: a batch of cases gives what each case gives by itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from openrsd.caseload.batch import Turn, turns
from openrsd.caseload.outcomes import NOT_APPLIED, OUTCOMES
from openrsd.caseload.rows import record_of
from openrsd.determination.determine import Determination, HypothesisResult, determine
from openrsd.law.model import Law
from tests.caseload.cases import batch_of, cases, laws
from tests.determination.worlds import shipped_law


def of_turn(turn: Turn, row: int) -> dict[str, Any]:
    """What the columns say of one case under one hypothesis."""
    recorded = turn.recorded
    by_instrument = {
        name: OUTCOMES[column[row]].value
        for name, column in turn.person.by_instrument.items()
        if column[row] != NOT_APPLIED
    }
    places = range(recorded.sets.places[row], recorded.sets.places[row + 1])
    codes = turn.levels.place.words("code").to_pylist()
    carrier = int(turn.person.carried_by[row])
    return {
        "outcome": OUTCOMES[turn.outcome[row]],
        "instruments": by_instrument,
        "carried by": None if carrier < 0 else list(turn.person.by_instrument)[carrier],
        "also excluded": bool(turn.person.also_excluded[row]),
        "prohibited": {
            codes[p]: int(turn.prohibited[p]) for p in places if recorded.sets.destination[p]
        },
    }


def of_hypothesis(result: HypothesisResult) -> dict[str, Any]:
    """The same of the determination of one case."""
    kinds = ("refugee-definition", "positive-only", "complementary")
    nodes = result.circuit.instruments
    return {
        "outcome": result.outcome,
        "instruments": {
            name: outcome.value
            for name, outcome in result.result.by_instrument.items()
            if nodes[name].kind.value in kinds
        },
        "carried by": result.result.carried_by,
        "also excluded": result.result.also_excluded,
        "prohibited": {
            bar.destination: 2 if bar.bases else int(bar.prohibited) for bar in result.removal
        },
    }


def assert_same(records: list[Any], law: Law) -> list[Determination]:
    """Each case by itself, and all of them as columns, say the same."""
    alone = [determine(record, law) for record in records]
    together = list(turns(batch_of(records, law), law))
    for i, determination in enumerate(alone):
        for number, result in enumerate(determination.by_hypothesis):
            turn = together[number]
            row = list(turn.rows).index(i)
            assert of_turn(turn, row) == of_hypothesis(result)
    return alone


@given(data=st.data(), law=laws())
def test_random_instruments_mean_the_same_in_columns(data: st.DataObject, law: Law) -> None:
    assert_same(data.draw(st.lists(cases(law), min_size=1, max_size=4)), law)


@given(data=st.data())
def test_the_law_in_force_means_the_same_in_columns(data: st.DataObject) -> None:
    law = shipped_law()
    assert_same(data.draw(st.lists(cases(law), min_size=1, max_size=4)), law)


@given(data=st.data())
def test_a_row_holds_all_that_bears_on_the_case(data: st.DataObject) -> None:
    law = shipped_law()
    record = data.draw(cases(law))
    (row,) = batch_of([record], law).to_pylist()
    again = determine(record_of(row, law), law)
    assert [of_hypothesis(r) for r in again.by_hypothesis] == [
        of_hypothesis(r) for r in determine(record, law).by_hypothesis
    ]
