"""When law or guidance changes, those who wait or were refused are found, and nobody else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from openrsd.caseload.compare import CHANGES, compare_batch, compare_file
from openrsd.caseload.reopened import Change
from openrsd.caseload.rows import Row
from openrsd.caseload.schema import case_schema
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.model import Law
from tests.caseload.cases import batch_of, cases
from tests.caseload.files import opened, write
from tests.determination.worlds import shipped_law

OF_HARM = (
    "subjective-fear",
    "objective-risk",
    "serious-harm",
    "agent-state",
    "imputed-ground",
    "nexus-persecutor-reason",
)
NO, OPEN, YES, UNRESOLVED = 0, 1, 2, 3


def with_guidance(law: Law, **changes: Any) -> Law:
    """The law with an edition of the guidance on North Korea that differs in these keys."""
    edition: GuidanceFile = law.guidance["PRK"].model_copy(update=changes)
    return replace(law, guidance={**law.guidance, "PRK": edition}, version=f"{law.version} changed")


def without_guidance(law: Law) -> Law:
    """The law of a time when nobody had written guidance on North Korea."""
    return replace(law, guidance={}, version=f"{law.version} bare")


def border_crosser(case: str = "c", status: str = "refused", **findings: int) -> Row:
    """A person who left without permission and fears punishment on return."""
    recorded = dict.fromkeys(OF_HARM, YES) | {
        name.replace("_", "-"): value for name, value in findings.items()
    }
    return {
        "case": case,
        "asylum": "CHN",
        "status": status,
        "facts": {"exit-permission": "no"},
        "findings": {"outside-country": YES},
        "countries_complete": True,
        "countries": [
            {
                "code": "PRK",
                "basis": "nationality",
                "harms_complete": True,
                "findings": {"nr-cat3": NO, "nr-iccpr": NO},
                "harms": [{"id": "return", "kind": "punishment-on-return", "findings": recorded}],
            }
        ],
    }


def compared(rows: list[Row], before: Law, after: Law) -> list[Row]:
    """The cases that are listed."""
    batch = pa.RecordBatch.from_pylist(rows, schema=case_schema(after))
    numbers = pa.array(range(1, len(rows) + 1)).to_numpy()
    listed: list[Row] = compare_batch(batch, Change(before, after), numbers).to_pylist()
    return listed


def test_new_guidance_finds_the_woman_who_was_refused() -> None:
    # Given a woman refused because no risk was seen, before any guidance said otherwise
    row = border_crosser(objective_risk=NO)
    law = shipped_law()
    # When guidance proposes that the risk is there
    (found,) = compared([row], without_guidance(law), law)
    # Then she is listed: the record that the guidance opposes is opened, and its proposal assumed
    assert (found["before"], found["after"]) == ("not-recognised", "recognised")
    assert found["change"] == "may-be-recognised"
    assert "objective-risk" in found["opened"]
    assert found["opened_by_proposal"] >= 1


def test_a_proposal_that_stood_before_opens_nothing() -> None:
    law = shipped_law()
    assert compared([border_crosser(objective_risk=NO)], law, law) == []


def test_a_refusal_on_a_replaced_source_no_longer_carries() -> None:
    # Given a refusal that rests on an edition of guidance
    law = shipped_law()
    row = border_crosser(objective_risk=NO)
    harm = row["countries"][0]["harms"][0]
    harm["rests_on"] = [{"element": "objective-risk", "source": "PRK", "edition": "2026-11"}]
    # When the next edition appears and proposes nothing on that any more
    after = with_guidance(law, edition="2027-05", profiles=[])
    (found,) = compared([row], law, after)
    # Then the record is opened, and the refusal stands on nothing
    assert found["change"] == "refusal-no-longer-carried"
    assert found["after"] == "undecided"
    assert found["opened"] == ["objective-risk"]
    assert (found["opened_by_source"], found["opened_by_proposal"]) == (1, 0)


def test_a_record_on_a_source_that_still_stands_stays() -> None:
    law = shipped_law()
    row = border_crosser(objective_risk=NO)
    source = law.guidance["PRK"].sources[0]
    harm = row["countries"][0]["harms"][0]
    harm["rests_on"] = [
        {"element": "objective-risk", "source": source.id, "edition": source.published}
    ]
    after = with_guidance(law, edition="2027-05", profiles=[])
    assert compared([row], law, after) == []


def test_a_question_of_law_that_was_rewritten_is_asked_again() -> None:
    law = shipped_law()
    element = law.elements["objective-risk"]
    about = element.about.model_copy(update={"question": "Is there a real chance of this harm?"})
    elements = {**law.elements, "objective-risk": replace(element, about=about)}
    after = replace(without_guidance(law), elements=elements)
    (found,) = compared([border_crosser(objective_risk=NO)], without_guidance(law), after)
    assert found["change"] == "refusal-no-longer-carried"
    assert found["opened_by_law"] == 1


def test_those_who_wait_are_found_too() -> None:
    law = shipped_law()
    row = border_crosser(status="waiting", objective_risk=OPEN, serious_harm=UNRESOLVED)
    (found,) = compared([row], without_guidance(law), law)
    assert (found["status"], found["before"], found["after"]) == (
        "waiting",
        "undecided",
        "recognised",
    )
    assert "serious-harm" in found["opened"]
    assert "objective-risk" not in found["opened"]


def test_a_rebuttal_of_old_guidance_is_none_of_the_new() -> None:
    law = shipped_law()
    row = border_crosser(status="waiting", objective_risk=OPEN)
    row["answers"] = [{"proposal": "unauthorised-exit", "answer": "rebutted", "edition": "2026-11"}]
    assert compared([row], law, law) == []
    after = with_guidance(law, edition="2027-05")
    (found,) = compared([row], law, after)
    assert found["change"] == "may-be-recognised"


def test_nothing_is_computed_about_the_recognised() -> None:
    # Given a recognised woman whose findings a new edition would no longer support
    law = shipped_law()
    row = border_crosser(status="recognised", objective_risk=NO)
    # Then she is in no list, whichever way the law changes
    assert compared([row], without_guidance(law), law) == []
    assert compared([row], law, without_guidance(law)) == []


def test_a_case_that_would_come_out_worse_is_not_listed() -> None:
    # Given someone who waits and would be recognised if the guidance of today is accepted
    law = shipped_law()
    row = border_crosser(status="waiting", objective_risk=OPEN)
    # When the guidance goes
    assert compared([row], law, without_guidance(law)) == []


def test_a_refusal_that_the_record_never_carried_is_said() -> None:
    law = without_guidance(shipped_law())
    (found,) = compared([border_crosser(objective_risk=UNRESOLVED)], law, law)
    assert found["change"] == "refusal-not-carried"
    assert found["before"] == "undecided"


def test_a_row_that_cannot_be_read_is_listed_with_what_is_wrong() -> None:
    law = shipped_law()
    row = {**border_crosser(objective_risk=NO), "asylum": "Atlantis"}
    (found,) = compared([row], without_guidance(law), law)
    assert "Atlantis" in found["problem"]
    assert found["change"] is None


def test_from_file_to_file(tmp_path: Path) -> None:
    law = shipped_law()
    rows = [
        border_crosser("a", objective_risk=NO),
        border_crosser("b", status="recognised"),
        border_crosser("c", objective_risk=UNRESOLVED),
        {**border_crosser("d"), "status": "lost"},
    ]
    source = opened(write(tmp_path / "cases.parquet", rows, group=1))
    out = tmp_path / "list.parquet"
    summary = compare_file(source, out, Change(without_guidance(law), law))
    assert summary.left_out == 1
    assert summary.bad == 1
    assert list(summary.first_problems) == [4]
    assert sum(summary.by_change.values()) == 2
    assert [row["case"] for row in pq.read_table(out).to_pylist() if row["change"]] == ["a", "c"]


@given(data=st.data())
def test_no_change_lists_no_one_but_refusals_never_carried(data: st.DataObject) -> None:
    law = shipped_law()
    records = data.draw(st.lists(cases(law), min_size=1, max_size=4))
    statuses = data.draw(st.lists(st.sampled_from(["waiting", "refused"]), min_size=4, max_size=4))
    rows = [
        {**row, "status": status}
        for row, status in zip(batch_of(records, law).to_pylist(), statuses, strict=False)
    ]
    for found in compared(rows, law, law):
        assert found["change"] == "refusal-not-carried"
        assert found["status"] == "refused"


@given(data=st.data())
def test_the_list_names_only_what_protects_more(data: st.DataObject) -> None:
    law = shipped_law()
    records = data.draw(st.lists(cases(law), min_size=1, max_size=4))
    rows = [
        {**row, "status": data.draw(st.sampled_from(["waiting", "refused", "complementary"]))}
        for row in batch_of(records, law).to_pylist()
    ]
    protects = {"recognised": 3, "complementary": 2, "undecided": 1}
    for found in compared(rows, without_guidance(law), law):
        assert found["change"] in CHANGES
        if found["change"] != "refusal-not-carried":
            assert protects.get(found["after"], 0) >= protects.get(found["before"], 0)
            assert found["assumed"] or found["opened"]
