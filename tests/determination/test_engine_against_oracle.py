"""The engine and an independent logic program agree on random instruments and random cases."""

from hypothesis import assume, given
from hypothesis import strategies as st

from openrsd.determination.circuit import circuit_for
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.framing import frame_person
from openrsd.determination.outcome import person_outcome
from tests.determination.oracle import ask
from tests.determination.worlds import (
    STATES,
    frames,
    instruments,
    leaves_of,
    persons,
    records,
    shipped_law,
)


@given(st.data())
def test_scalar_equals_kleene_in_clingo(data: st.DataObject) -> None:
    # Given any law, any frame and any records
    frame = data.draw(frames(data.draw(instruments())))
    recorded = data.draw(records(frame))
    # When both evaluate them
    circuit = circuit_for(frame)
    result = person_outcome(circuit, Evaluation(circuit, recorded))
    opinion = ask(frame, recorded)
    # Then they agree, for each instrument and for the person
    assert {n: o.value for n, o in result.by_instrument.items()} == opinion.by_instrument
    assert result.outcome.value == opinion.person


@given(st.data())
def test_scalar_equals_kleene_in_clingo_under_the_shipped_law(data: st.DataObject) -> None:
    # Given a random person under everything that is in force in the United Kingdom
    record = data.draw(persons(published=False))
    framed = frame_person(record, shipped_law(), record.hypotheses[0])
    # When both evaluate her
    circuit = circuit_for(framed.frame)
    result = person_outcome(circuit, Evaluation(circuit, framed.records))
    opinion = ask(framed.frame, framed.records)
    # Then they agree
    assert {n: o.value for n, o in result.by_instrument.items()} == opinion.by_instrument
    assert result.outcome.value == opinion.person


@given(st.data())
def test_changes_carried_upwards_equal_a_fresh_evaluation(data: st.DataObject) -> None:
    # Given an evaluation that records are changed in, one after the other
    frame = data.draw(frames(data.draw(instruments())))
    circuit = circuit_for(frame)
    before = Evaluation(circuit, data.draw(records(frame)))
    original = list(before.values)
    leaves = leaves_of(frame)
    assume(leaves)
    change = st.tuples(st.sampled_from(leaves), st.sampled_from(STATES))
    changes = data.draw(st.lists(change, max_size=6))
    # When they are carried upwards and taken back
    undo = before.set(changes)
    assert before.values == Evaluation(circuit, before.records).values
    before.set(undo)
    # Then nothing of them is left
    assert before.values == original
