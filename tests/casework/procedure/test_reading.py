"""Files of the procedure that cross a red line, or do not fit together, are refused with a line."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from openrsd.casework.procedure.loader import load_procedure, shipped_procedure
from openrsd.casework.procedure.redlines import asked_of
from openrsd.errors import InvalidDocument

CORPUS = files("openrsd.casework.procedure") / "corpus"
Change = Callable[[str], str]


def changed(folder: Path, file: str, was: str, now: str) -> Path:
    """The shipped files with one place of one of them written differently."""
    for item in CORPUS.iterdir():
        text = item.read_text(encoding="utf-8")
        if item.name == file:
            assert was in text
            text = text.replace(was, now, 1)
        (folder / item.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "was", "now", "says"),
    [
        (
            "transitions-decision.yaml",
            "      - second-person-signs\n",
            "",
            "the guard 'second-person-signs' may not be left out",
        ),
        (
            "transitions-decision.yaml",
            "      - interview-was-held\n",
            "",
            "the guard 'interview-was-held' may not be left out",
        ),
        (
            "transitions-decision.yaml",
            "guards: [appeal-information-is-given, appeal-time-is-enough]",
            "guards: [appeal-time-is-enough]",
            "the guard 'appeal-information-is-given' may not be left out",
        ),
        (
            "transitions-decision.yaml",
            "from: [under-review]\n    to: decided-negative",
            "from: [assessment-draft]\n    to: decided-negative",
            "nothing may lead from assessment-draft to decided-negative",
        ),
        (
            "transitions-decision.yaml",
            "to: decided-negative\n    by: [reviewer]",
            "to: decided-negative\n    by: [case-officer]",
            "only reviewer may lead to decided-negative",
        ),
        (
            "transitions-to-review.yaml",
            "by: [case-officer]\n    door: openrsd.assessment.actions.submit_assessment",
            "by: [system]\n    door: openrsd.assessment.actions.submit_assessment",
            "the system only makes what follows at once from a notification",
        ),
        ("states.yaml", "- id: departed", "- id: removed", "there can be no such state"),
        (
            "states.yaml",
            "because: Nothing was decided on the merits.",
            "protected: no\n    because: Nothing was decided on the merits.",
            "every state but 'final-negative' protects the person",
        ),
        ("states.yaml", "title: On hold", "titel: On hold", "the key 'titel' is not known here"),
        (
            "transitions-to-review.yaml",
            "guards: [assessor-is-independent]",
            "guards: [assessor-is-clever]",
            "there is no guard 'assessor-is-clever'",
        ),
        ("transitions-to-review.yaml", "- id: A2", "- id: A1", "'A1' stands twice"),
    ],
)
def test_a_file_that_crosses_a_line_is_refused(
    tmp_path: Path, file: str, was: str, now: str, says: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        load_procedure(changed(tmp_path, file, was, now))
    problems = [one for one in refused.value.problems if says in one.message]
    assert problems, refused.value
    assert all(one.file == file and one.line > 1 for one in problems)


def test_what_a_file_leaves_out_is_asked_all_the_same() -> None:
    """The machine asks by where a step leads, so that a list in memory cannot be shortened."""
    refusal = shipped_procedure().transition("T11a").model_copy(update={"guards": []})
    asked = asked_of(refusal, "under-review")
    assert {"second-person-signs", "interview-was-held", "assessment-proposed-it"} <= set(asked)


def test_every_row_of_the_table_is_there_and_says_where_it_comes_from() -> None:
    procedure = shipped_procedure()
    rows = {one.id.rstrip("abcd") for one in procedure.transitions.values()}
    assert {f"T{number}" for number in range(1, 25)} <= rows
    for one in procedure.transitions.values():
        assert (one.origin == "ours") >= one.id.startswith("A")
        assert (one.origin == "table") == one.id.startswith("T")


def test_each_transition_has_one_door_in_a_room_that_may_know_it() -> None:
    rooms = {one.door.split(".")[1] for one in shipped_procedure().transitions.values()}
    assert rooms == {"casework", "interviews", "assessment", "decisions"}
