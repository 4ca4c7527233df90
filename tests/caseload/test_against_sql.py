"""Three implementations of one meaning: case by case, in columns, and in SQL."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from openrsd.determination.record import PersonRecord
from openrsd.law.model import Law
from tests.caseload.cases import cases, laws
from tests.caseload.sql_oracle import SqlOpinion, ask
from tests.caseload.test_columnar import assert_same, of_hypothesis
from tests.determination.worlds import shipped_law


def of_opinion(opinion: SqlOpinion) -> dict[str, Any]:
    """What SQL says, in the words of the comparison of the other two."""
    return {
        "outcome": opinion.outcome,
        "instruments": opinion.by_instrument,
        "also excluded": opinion.also_excluded,
        "prohibited": opinion.removal,
    }


def assert_sql_agrees(records: list[PersonRecord], law: Law) -> None:
    # Given what the engine says of each case, which the columns repeat
    alone = assert_same(records, law)
    # When SQL is asked about all of them
    opinions = ask(records, law)
    # Then it says the same of each hypothesis, and of the case
    for determination, opinion in zip(alone, opinions, strict=True):
        assert opinion.outcome == determination.outcome
        assert opinion.floor == determination.floor
        for result, under in zip(determination.by_hypothesis, opinion.by_hypothesis, strict=True):
            said = of_hypothesis(result)
            del said["carried by"]
            assert of_opinion(under) == said


@given(data=st.data(), law=laws())
def test_random_instruments_mean_the_same_in_sql(data: st.DataObject, law: Law) -> None:
    assert_sql_agrees(data.draw(st.lists(cases(law), min_size=1, max_size=3)), law)


# The whole law takes a while to plan, so that it is asked of more cases, less often.
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_the_law_in_force_means_the_same_in_sql(data: st.DataObject) -> None:
    law = shipped_law()
    assert_sql_agrees(data.draw(st.lists(cases(law), min_size=2, max_size=5)), law)
