"""Closing what was written, reading it back, and closing the interview."""

import pytest

from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Step
from openrsd.interviews import selectors
from openrsd.interviews.actions import (
    answer_reading,
    complete_interview,
    continue_record,
    correct,
    fix_record,
    save_list,
)
from openrsd.interviews.content import Answered, Kind
from openrsd.interviews.errors import NoReasonsGiven, NothingWritten, ReadAlready
from openrsd.interviews.readiness import not_put
from openrsd.interviews.recording import hand_over_list
from tests.interviews.world import Held, an_interview

pytestmark = pytest.mark.django_db


def told_what_comes_next(held: Held) -> None:
    save_list(
        held.interview.id,
        Kind.CLOSING,
        Answered({"next-steps": "yes"}),
        hand_over_list(held.interview, Kind.CLOSING),
        acting=held.actor,
    )


def signs(held: Held, outcome: str = "signed", **told: str) -> None:
    answer_reading(held.interview.id, outcome, told, acting=held.actor)


def lacking(held: Held) -> set[str]:
    with pytest.raises(StepRefused) as refused:
        closes(held)
    return {reason.code for reason in refused.value.reasons}


def closes(held: Held) -> Case:
    return complete_interview(held.claim.case_id, "T5", {}, acting=held.actor)


def test_a_correction_stands_beside_the_words_with_who_said_it_and_that_it_was_signed() -> None:
    held = an_interview()
    held.says("They took her father in 2014.")
    fix_record(held.interview.id, acting=held.actor)

    correct(held.interview.id, 1, "It was 2013.", "person", acting=held.actor)
    signs(held)

    (block,) = selectors.part_of(held.actor, held.now()).blocks
    assert block.said.text == "They took her father in 2014."
    (correction,) = block.corrections
    assert (correction.said, correction.by, correction.is_signed) == (
        "It was 2013.",
        "person",
        True,
    )
    with pytest.raises(ReadAlready):
        correct(held.interview.id, 1, "It was 2012.", "person", acting=held.actor)


def test_the_interview_is_closed_by_what_its_record_says_and_by_nothing_else() -> None:
    held = an_interview()
    with pytest.raises(NothingWritten):
        fix_record(held.interview.id, acting=held.actor)
    held.says("They took her father.")
    assert lacking(held) == {
        "input:full-record",
        "input:read-back",
        "input:next-steps-told",
        "input:signature",
    }

    told_what_comes_next(held)
    fix_record(held.interview.id, acting=held.actor)
    with pytest.raises(StepRefused):
        closes(held)
    signs(held)
    closed = closes(held)

    assert closed.state == "interview-complete"
    inputs = Step.objects.get(case=closed, transition="T5").inputs.open()
    assert isinstance(inputs, dict)
    assert inputs["signature"] == "signed"
    assert held.now().ended_at is not None


def test_what_was_written_after_the_reading_is_read_too() -> None:
    held = an_interview()
    held.says("They took her father.")
    told_what_comes_next(held)
    fix_record(held.interview.id, acting=held.actor)
    signs(held)
    continue_record(held.interview.id, acting=held.actor)
    held.says("There is something that she did not say.")
    fix_record(held.interview.id, acting=held.actor)

    assert lacking(held) == {"input:read-back"}
    signs(held)
    assert closes(held).state == "interview-complete"


def test_an_inconsistency_that_was_not_put_closes_no_interview() -> None:
    held = an_interview()
    held.says("She left in 2014.")
    held.says("She left in 2015.", marks=("inconsistency",))
    assert "input:inconsistencies-put" in lacking(held)
    assert not_put(held.interview) == [2]

    held.says("First 2014, then 2015?", "officer", marks=("put",), puts=(2,))

    assert "input:inconsistencies-put" not in lacking(held)


def test_who_does_not_sign_is_asked_why_and_the_record_is_complete_all_the_same() -> None:
    held = an_interview()
    held.says("They took her father.")
    told_what_comes_next(held)
    fix_record(held.interview.id, acting=held.actor)
    with pytest.raises(NoReasonsGiven):
        signs(held, "refused-with-reasons")

    signs(held, "refused-with-reasons", why="I sign nothing any more.")

    assert closes(held).state == "interview-complete"
