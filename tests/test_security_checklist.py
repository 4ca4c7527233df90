"""The security checklist is whole: every requirement has one row, and what it names is there."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
CHECKLIST = ROOT / "docs" / "security-checklist.yaml"
PAPER = ROOT / "docs" / "security.md"
# Counted in OWASP_Application_Security_Verification_Standard_5.0.0_en.csv, as published in
# https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/docs_en
LEVELS = {1: 70, 2: 183}
CHAPTERS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
STATES = {"met", "partly", "not-met", "operator", "not-applicable"}
ROWS: list[dict[str, Any]] = yaml.safe_load(CHECKLIST.read_text("utf-8"))


def place(row: dict[str, Any]) -> tuple[int, ...]:
    """The numbers of its id, to compare."""
    return tuple(int(number) for number in row["id"].removeprefix("V").split("."))


def test_every_requirement_of_both_levels_has_one_row() -> None:
    places = [place(row) for row in ROWS]
    assert places == sorted(set(places))
    assert Counter(row["level"] for row in ROWS) == LEVELS
    chapters = Counter(chapter for chapter, *_rest in places)
    assert [chapters[number] for number in range(1, 18)] == CHAPTERS


def test_every_row_says_what_how_and_where() -> None:
    for row in ROWS:
        assert list(row) == ["id", "level", "asks", "state", "how", "shown"], row
        assert row["state"] in STATES, row
        assert 0 < len(row["asks"].split()) < 15, row
        assert row["how"].endswith("."), row


def test_what_a_row_names_is_there() -> None:
    absent = []
    for row in ROWS:
        path, _separator, name = row["shown"].partition("::")
        file = ROOT / path
        if not file.is_file() or name not in file.read_text("utf-8"):
            absent.append((row["id"], row["shown"]))
    assert absent == []


def test_the_paper_lists_what_is_not_met_and_counts_right() -> None:
    paper = PAPER.read_text("utf-8")
    listed = [line.split("|")[1].strip() for line in paper.splitlines() if line.startswith("| V")]
    owed = [row["id"] for row in ROWS if row["state"] in ("not-met", "partly")]
    assert listed == owed
    counted = Counter(row["state"] for row in ROWS)
    assert all(f"| {state} | {counted[state]} |" in paper for state in STATES)
