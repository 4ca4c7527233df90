"""Every example proves itself: its outcome, what it promises, and the two changes that undo it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from openrsd.determination.casefile import Case, read_case
from openrsd.determination.casefile.shapes import ExpectedPart
from openrsd.determination.determine import Determination
from openrsd.determination.plan import interview_plan
from openrsd.determination.record import CaseKind
from openrsd.determination.triage import triage_of
from openrsd.law.documents import Document, read_document
from openrsd.law.loader import shipped_corpus
from openrsd.law.triage_files import TriageKind
from tests.determination.worlds import TODAY, shipped_law

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.rglob("*.yaml"))
DECISIONS = sorted((EXAMPLES / "decisions").glob("*.yaml"))
NAMED = {
    "minimal",
    "decisions/ac-north-korea-2019",
    "decisions/cnda-2016-north-korea",
    "decisions/danian-1999",
    "decisions/el-kott-2012",
    "decisions/ezokola-2013",
    "decisions/gp-2014",
    "decisions/hj-iran-2010",
    "decisions/jang-v-lynch-2015",
    "decisions/januzi-2006",
    "decisions/kim-2010",
    "decisions/kk-2011",
    "decisions/ward-1993",
    "cases/border-crosser-repatriated-before",
    "cases/former-camp-guard",
    "cases/hwagyo",
    "cases/trafficked-woman-with-child",
    "cases/unaccompanied-boy",
    "cases/worker-abroad",
    "intake/boy-alone",
    "intake/doubted-nationality",
    "intake/eritrean-deserter",
    "intake/former-camp-guard",
    "intake/man-held-at-the-border",
    "intake/woman-sold-with-child",
}
INTAKE = sorted((EXAMPLES / "intake").glob("*.yaml"))


def name(path: Path) -> str:
    return path.relative_to(EXAMPLES).with_suffix("").as_posix()


def document(path: Path) -> Document:
    return read_document(path.read_bytes(), name(path))


def case_of(document: Document) -> Case:
    return read_case(document, shipped_corpus(), TODAY)


MUTATIONS = [
    pytest.param(path, index, id=f"{name(path)}-{index + 1}")
    for path in FILES
    for index in range(len(case_of(document(path)).file.mutations))
]


def check(expected: ExpectedPart, found: Determination) -> None:
    assert found.outcome == expected.outcome
    for result in found.by_hypothesis:
        carried = {instance.element for instance in result.because}
        assert set(expected.because) <= carried
        by_instrument = result.result.by_instrument
        assert expected.instruments.items() <= by_instrument.items()
        if expected.carried_by is not None:
            assert result.result.carried_by == expected.carried_by
    asked = {
        question.instance.element
        for result in found.by_hypothesis
        for question in result.open_questions
        if question.instance is not None
    }
    assert set(expected.open_questions) <= asked
    check_plan(expected, found)
    warned = {warning.code for result in found.by_hypothesis for warning in result.warnings}
    assert set(expected.warnings) <= warned


def check_plan(expected: ExpectedPart, found: Determination) -> None:
    """What the file expects of triage and of the interview plan."""
    triage = triage_of(found.record, found.law)
    plan = interview_plan(found, triage)
    if triage is None or plan is None:
        assert found.record.kind is CaseKind.PUBLISHED_DECISION
        return
    assert triage.modality is not None
    assert triage.priority is not None
    assert expected.modality in (None, triage.modality.modality.id)
    assert expected.priority in (None, triage.priority.level.level)
    called = {kind: {line.rule.id for line in triage.of(kind)} for kind in TriageKind}
    assert set(expected.urgent) <= called[TriageKind.URGENT]
    assert set(expected.safeguards) <= called[TriageKind.SAFEGUARD] | called[TriageKind.CHILD]
    assert set(expected.nationality) <= called[TriageKind.NATIONALITY]
    assert set(expected.conduct) <= called[TriageKind.EXCLUSION]
    assert set(expected.specific_needs) <= {need.code.code for need in triage.needs}
    assert set(expected.suggested_harms) <= {harm.kind for harm in triage.harms}
    assert set(expected.plan_topics) <= {topic.name for topic in plan.topics}


def test_the_named_examples_are_there() -> None:
    assert {name(path) for path in FILES} >= NAMED


@pytest.mark.parametrize("path", FILES, ids=name)
def test_an_example_has_the_outcome_it_promises(path: Path) -> None:
    case = case_of(document(path))
    for found in case.determine():
        expected = case.expected(found.record.id)
        assert expected is not None
        check(expected, found)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_example_lets_anyone_be_removed(path: Path) -> None:
    for found in case_of(document(path)).determine():
        assert all(bar.prohibited for result in found.by_hypothesis for bar in result.removal)


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_names_its_source_and_two_changes(path: Path) -> None:
    file = case_of(document(path)).file
    assert file.kind is CaseKind.PUBLISHED_DECISION
    assert file.title
    assert file.citation
    assert file.summary
    assert len(file.mutations) == 2
    assert all(mutation.because for mutation in file.mutations)
    findings = [finding for group in file.findings.values() for finding in group]
    assert all(finding.reasons and finding.citations for finding in findings)


@pytest.mark.parametrize(("path", "index"), MUTATIONS)
def test_a_changed_finding_changes_the_outcome(path: Path, index: int) -> None:
    original = document(path)
    case = case_of(original)
    mutation = case.file.mutations[index]
    assert len(mutation.findings) == 1
    value: Any = original.value
    changed = {**value, "findings": {**value["findings"], **mutation.findings}}
    (before,) = case.determine()
    (after,) = case_of(replace(original, value=changed)).determine()
    assert after.outcome == mutation.outcome != before.outcome


def test_the_intake_examples_show_every_modality() -> None:
    shown = {
        expected.modality
        for path in INTAKE
        for case in [case_of(document(path))]
        for record in case.persons
        for expected in [case.expected(record.id)]
        if expected is not None
    }
    assert shown == {modality.id for modality in shipped_law().triage.modalities}
