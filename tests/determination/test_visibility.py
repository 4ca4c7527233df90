"""Each role sees what stands in the table, and nothing else."""

import json
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given

from openrsd.determination.determine import determine
from openrsd.determination.record import Act, Finding, Harm, PersonRecord
from openrsd.determination.report import person_report
from openrsd.determination.report_shape import PersonReport, TriageReport
from openrsd.determination.values import State
from openrsd.determination.visibility import (
    CASE_KEYS,
    REPORT_KEYS,
    TRIAGE_KEYS,
    Role,
    case_for_role,
    for_role,
)
from tests.determination.first_answers import doubted, facts, person
from tests.determination.worlds import persons, shipped_law

SAID = "He wept while he told of the beating in the cell."
CLAIM = Harm("secret-harm", "PRK", "political-persecution", stated=True, title="Prison for a song")
GUARD = {"prison-camp-role": "yes", "exit-permission": "no"}


def report_of(record: PersonRecord) -> PersonReport:
    return person_report(determine(record, shipped_law()))


def seen(record: PersonRecord, role: Role) -> dict[str, Any]:
    return cast(dict[str, Any], for_role(report_of(record), role))


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def full(answers: dict[str, str]) -> PersonRecord:
    """A person with a claim, findings with words in them, an act and doubt about nationality."""
    record = replace(
        person(answers, harms=(CLAIM,)),
        hypotheses=doubted(),
        acts=(Act("the-act", "What happened in the barracks"),),
        destinations=("PRK", "KOR"),
    )
    (first, _) = determine(record, shipped_law()).by_hypothesis
    leaf = next(i for i in first.circuit.nodes_of if i.element == "objective-risk")
    finding = Finding(State.YES, SAID, ("interview, answer 12",), "officer 99")
    return replace(record, findings={leaf: finding})


# The table, key by key


def test_every_key_is_seen_by_the_supervisor_and_none_by_accident() -> None:
    assert REPORT_KEYS[Role.SUPERVISOR] == set(PersonReport.__annotations__)
    assert TRIAGE_KEYS[Role.SUPERVISOR] == set(TriageReport.__annotations__)


def test_the_officer_sees_all_but_what_if_and_conduct() -> None:
    assert REPORT_KEYS[Role.SUPERVISOR] - REPORT_KEYS[Role.OFFICER] == {"what_if"}
    assert TRIAGE_KEYS[Role.SUPERVISOR] - TRIAGE_KEYS[Role.OFFICER] == {"exclusion_indicators"}


def test_the_desk_sees_who_it_is_protection_and_needs() -> None:
    assert REPORT_KEYS[Role.DESK] == {"id", "name", "non_refoulement", "triage"}
    assert TRIAGE_KEYS[Role.DESK] == {
        "urgent", "safeguards", "children", "arrangements", "specific_needs", "nationality",
        "priority",
    }  # fmt: skip
    assert CASE_KEYS[Role.DESK] == {"openrsd", "notice", "case", "persons"}


@pytest.mark.parametrize("role", list(Role))
def test_a_report_holds_exactly_the_keys_of_the_table(role: Role) -> None:
    found = seen(full({"victim-of-torture": "yes", **GUARD}), role)
    assert set(found) == REPORT_KEYS[role]
    assert set(found["triage"]) == TRIAGE_KEYS[role]


@pytest.mark.parametrize("role", list(Role))
def test_a_key_that_nobody_listed_is_seen_by_nobody(role: Role) -> None:
    report = cast(dict[str, Any], report_of(person()))
    triage = {**report["triage"], "new_part": ["secret"]}
    new = cast(PersonReport, {**report, "new_key": "secret", "triage": triage})
    assert "secret" not in text(for_role(new, role))


def test_the_desk_reads_no_title_and_no_law_of_a_case() -> None:
    case = {
        "openrsd": {},
        "notice": "",
        "case": {"file": "trafficked.yaml", "title": "T", "citation": "C", "kind": "case",
                 "asylum": "CHN", "date": "2026-11-02"},
        "binding": [],
        "provisions": [],
        "persons": [],
    }  # fmt: skip
    shown = case_for_role(case, Role.DESK)
    assert set(shown) == {"openrsd", "notice", "case", "persons"}
    assert set(shown["case"]) == {"kind", "asylum", "date"}
    assert case_for_role(case, Role.OFFICER) == case


# The desk


def test_the_desk_learns_that_removal_is_prohibited_and_not_why() -> None:
    found = seen(full({}), Role.DESK)
    lines = found["non_refoulement"]
    assert set(lines) == {"PRK", "KOR", "CHN"} - {"CHN"}
    assert all(line == {"result": "prohibited", "text": "Removal is prohibited."}
               for line in lines.values())  # fmt: skip


def test_where_no_bar_is_recorded_the_desk_is_told_to_ask() -> None:
    report = report_of(person())
    bars = {
        "PRK": {"result": "no-bar-recorded", "text": "No bar recorded", "bases": [],
                "by_default": False, "not_answered": []},
    }  # fmt: skip
    unbarred = cast(PersonReport, {**report, "non_refoulement": bars})
    (line,) = for_role(unbarred, Role.DESK)["non_refoulement"].values()
    assert line["result"] == "assessment-required"
    assert "Ask the supervisor" in line["text"]


def test_the_desk_is_told_what_to_do_and_not_what_happened() -> None:
    found = seen(person({"victim-of-torture": "yes", "trafficked": "yes"}), Role.DESK)
    titles = {line["title"] for line in found["triage"]["safeguards"]}
    assert titles == {"Careful handling", "To be spoken with alone"}
    assert found["triage"]["priority"]["level"] == 3
    words = text(found).lower()
    assert "tortur" not in words
    assert "traffick" not in words
    assert "sold" not in words


def test_a_private_code_is_not_named_at_the_desk_and_an_open_one_is() -> None:
    found = seen(person({"sexual-violence-said": "on-the-way", "family-missing": "yes"}), Role.DESK)
    needs = found["triage"]["specific_needs"]
    assert [need["code"] for need in needs] == ["FU-TR", ""]
    assert "SV" not in text(found)


SECRETS = [
    (fact.id, fact.title, fact.choices) for fact in shipped_law().facts.values() if fact.sensitive
]


@given(facts())
def test_the_desk_never_sees_a_private_fact_a_reason_or_a_word_of_conduct(
    answers: dict[str, str],
) -> None:
    words = text(seen(full(answers), Role.DESK))
    for name, title, choices in SECRETS:
        assert f'"{name}"' not in words
        assert title not in words
        assert not any(f'"{choice}"' in words for choice in choices)
    for private in (SAID, CLAIM.title, CLAIM.id, "officer 99", "the-act", "barracks", "Istanbul"):
        assert private not in words
    for word in (
        "exclu",
        "conduct",
        "1F",
        "credib",
        'outcome"',
        "be recognised",
        "Without nationality",
    ):
        assert word not in words


# The officer and the supervisor


@given(facts())
def test_the_officer_sees_no_indicator_of_conduct(answers: dict[str, str]) -> None:
    found = seen(person({**answers, **GUARD}), Role.OFFICER)
    words = text({key: found[key] for key in ("triage", "warnings")})
    for rule in shipped_law().triage.rules:
        if rule.kind == "exclusion":
            assert rule.id not in words
            assert rule.title not in words
    assert "exclusion-indicator" not in words
    assert "An indicator for the supervisor" not in words
    assert all(reason["supervisor_only"] is False for reason in _reasons(found))


def _reasons(found: dict[str, Any]) -> list[dict[str, Any]]:
    modality = found["triage"]["modality"]
    return [modality["reason"], *modality["kept_from"]]


def test_where_conduct_decides_the_way_of_handling_the_officer_is_sent_to_the_supervisor() -> None:
    record = person({**GUARD, "group-procedure": "simplified"})
    officer = seen(record, Role.OFFICER)["triage"]["modality"]
    supervisor = seen(record, Role.SUPERVISOR)["triage"]["modality"]
    assert officer["id"] == supervisor["id"] == "regular"
    assert officer["reason"]["because"] == "The reason is with the supervisor."
    assert "A role or a statement" in text(supervisor)
    assert "A role or a statement" not in text(officer)


def test_the_supervisor_sees_the_indicators_with_their_reasons() -> None:
    found = seen(person(GUARD), Role.SUPERVISOR)
    ids = {line["id"] for line in found["triage"]["exclusion_indicators"]}
    assert ids == {"duties-in-a-camp", "guidance-on-conduct"}


@given(persons(published=False))
def test_what_a_role_sees_is_part_of_what_the_supervisor_sees(record: PersonRecord) -> None:
    report = report_of(record)
    whole = for_role(report, Role.SUPERVISOR)
    assert cast(dict[str, Any], whole) == {**cast(dict[str, Any], report)}
    assert set(for_role(report, Role.DESK)) < set(for_role(report, Role.OFFICER)) < set(whole)
