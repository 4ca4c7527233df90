"""The laws of a determination (semantics.md §8), shown on the columns themselves."""

import random
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from openrsd.caseload.rows import Row
from openrsd.caseload.screening import screen_batch
from openrsd.determination.outcome import DETERMINED, Outcome
from openrsd.determination.record import Finding, Harm, PersonRecord
from openrsd.determination.values import State
from openrsd.law.model import Law
from tests.caseload.cases import batch_of, cases, laws
from tests.determination.worlds import shipped_law


def screened(records: list[PersonRecord], law: Law) -> list[Row]:
    """The result of some cases."""
    batch = batch_of(records, law)
    rows: list[Row] = screen_batch(batch, law, np.arange(1, len(records) + 1)).to_pylist()
    assert [row["problem"] for row in rows] == [None] * len(rows)
    return rows


def bare(record: PersonRecord) -> PersonRecord:
    """The case with nothing on record but findings: no fact from which a value follows."""
    harms = tuple(Harm(h.id, h.country, h.kind, stated=False) for h in record.harms)
    return replace(record, facts={}, accepted={}, asylum=None, claim_pending=False, harms=harms)


@given(data=st.data(), seed=st.integers(0, 1000))
def test_the_order_of_members_and_of_cases_is_irrelevant(data: st.DataObject, seed: int) -> None:
    law = shipped_law()
    records = data.draw(st.lists(cases(law), min_size=2, max_size=4))
    order = random.Random(seed)  # noqa: S311

    def shuffled(members: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(order.sample(members, len(members)))

    turned = [
        replace(
            record,
            others=shuffled(record.others),
            harms=shuffled(record.harms),
            areas=shuffled(record.areas),
            acts=shuffled(record.acts),
            destinations=shuffled(record.destinations),
            findings=dict(shuffled(tuple(record.findings.items()))),
            hypotheses=tuple(
                replace(h, countries=shuffled(h.countries)) for h in record.hypotheses
            ),
        )
        for record in reversed(records)
    ]
    plain, other = screened(records, law), screened(turned, law)[::-1]
    for one, two in zip(plain, other, strict=True):
        for bars in (one, two):
            bars["removal"].sort(key=lambda bar: bar["destination"])
        assert {**one, "row": 0, "case": ""} == {**two, "row": 0, "case": ""}


@given(data=st.data())
def test_answering_open_questions_never_changes_a_determined_outcome(
    data: st.DataObject,
) -> None:
    law = data.draw(laws())
    whole = bare(data.draw(cases(law)))
    kept = data.draw(st.sets(st.sampled_from(sorted(whole.findings)))) if whole.findings else set()
    part = replace(whole, findings={i: f for i, f in whole.findings.items() if i in kept})
    less, more = screened([part, whole], law)
    if Outcome(less["outcome"]) in DETERMINED:
        assert more["outcome"] == less["outcome"]


@given(data=st.data())
def test_unresolved_alone_never_refuses_anyone(data: st.DataObject) -> None:
    law = shipped_law()
    record = data.draw(cases(law))
    unresolved = {i: Finding(State.UNRESOLVED) for i in record.findings}
    (row,) = screened([replace(record, findings=unresolved, indicators=frozenset())], law)
    assert row["outcome"] not in ("not-recognised", "excluded")


@given(data=st.data())
def test_removal_stays_prohibited_while_any_basis_is_no_recorded_no(data: st.DataObject) -> None:
    law = shipped_law()
    record = data.draw(cases(law))
    answered = {i: f for i, f in record.findings.items() if not i.element.startswith("nr-")}
    (row,) = screened([replace(record, findings=answered)], law)
    assert all(bar["prohibited"] for bar in row["removal"])
