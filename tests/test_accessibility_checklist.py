"""The checklist of accessibility is whole: every criterion has one row, what it names is there."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
CHECKLIST = ROOT / "docs" / "accessibility-checklist.yaml"
PAPER = ROOT / "docs" / "accessibility.md"
# Counted in https://www.w3.org/TR/WCAG22/ without 4.1.1, which version 2.2 removed.
LEVELS = {"A": 31, "AA": 24}
# By principle and guideline: 1.1, 1.2 … 4.1.
GUIDELINES = {
    "1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9,
    "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6,
    "3.1": 2, "3.2": 5, "3.3": 6, "4.1": 2,
}  # fmt: skip
OBSOLETE = "4.1.1"
ANSWERS = ("met", "partly", "not-met", "not-applicable")
SEEN_BY = {"tool", "person", "both"}
KEYS = ["id", "level", "title", "seen-by", "answer", "how"]
ROWS: list[dict[str, Any]] = yaml.safe_load(CHECKLIST.read_text("utf-8"))
LIVING = [row for row in ROWS if row["id"] != OBSOLETE]


def test_every_criterion_of_both_levels_has_one_row() -> None:
    places = [[int(number) for number in row["id"].split(".")] for row in ROWS]
    assert places == sorted(places)
    assert len({row["id"] for row in ROWS}) == len(ROWS) == len(LIVING) + 1
    assert Counter(row["level"] for row in LIVING) == LEVELS
    assert Counter(row["id"].rpartition(".")[0] for row in LIVING) == GUIDELINES


def test_every_row_says_what_was_done_and_who_can_see_it() -> None:
    for row in ROWS:
        assert [key for key in row if key != "tested"] == KEYS, row
        assert row["answer"] in ANSWERS, row
        assert row["seen-by"] in SEEN_BY, row
        assert row["how"].endswith("."), row
        assert len(row["how"].split()) > 1, row


def test_what_a_row_names_is_there() -> None:
    absent = []
    for row in ROWS:
        path, _separator, name = row.get("tested", "docs").partition("::")
        place = ROOT / path
        if not place.exists() or (name and f"def {name}(" not in place.read_text("utf-8")):
            absent.append((row["id"], path, name))
    assert absent == []


def test_what_a_tool_sees_is_held_by_a_test() -> None:
    assert [row["id"] for row in ROWS if row["seen-by"] != "person" and "tested" not in row] == []


def test_the_paper_lists_what_is_not_met_and_counts_right() -> None:
    paper = PAPER.read_text("utf-8")
    listed = [one for line in paper.splitlines() if (one := _criterion(line))]
    assert listed == [row["id"] for row in LIVING if row["answer"] in ("not-met", "partly")]
    counted = Counter(row["answer"] for row in LIVING)
    assert all(f"| {answer} | {counted[answer]} |" in paper for answer in ANSWERS)


def _criterion(line: str) -> str:
    """The criterion with which a row of a table begins."""
    first = line.removeprefix("| ").partition(" ")[0]
    return first if line.startswith("| ") and first.count(".") == 2 else ""
