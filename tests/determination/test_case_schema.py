"""The schema for editors accepts what the reader accepts and refuses what it refuses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from openrsd.determination.casefile import case_file_schema
from tests.determination.case_texts import DECISION, LIVE, read

EXAMPLES = Path(__file__).parents[2] / "examples"
FULL = """
id: mother
name: A. B.
other-countries: [KOR]
claims: [return, {id: hunger, kind: other, stated: no, title: No food}]
areas: [Rason]
acts: [{id: guard, title: Guard in a camp}]
destinations: PRK
facts: {birth-date: 1990-05, exit-permission: no}
indicators: [danger-alleged, {id: alternative-opened, country: PRK, reasons: Asked.}]
complete: {harms: asked twice}
accepted-proposals: [unauthorised-exit]
rebutted-proposals: {prior-repatriation: {reasons: Not so., by: A, on: 2026-11-01}}
considered: [oau-art1-2]
confirmed-sources: {nexus: read}
claim-finally-refused: no
position: {korean-nationality: kim-2010}
findings:
  outside-country: yes
  agent-state: [{harm: return, value: yes}, {harm: hunger, value: unresolved}]
  ifa-reasonable: {value: no, reasons: Guarded., citations: [para 7]}
expected: {outcome: undecided}
"""
LISTED = "findings: [{element: agent-state, value: yes}]\ninstruments: refugee-1a2\n"
FAMILY = """
persons: [{id: mother}, {id: child, principal: mother, facts: {unaccompanied: no}}]
family: [{person: child, relation: child, of: mother}]
"""


def as_editors_read(text: str) -> Any:
    """What a common YAML reader makes of a file, with days as the text that JSON knows.

    Readers of YAML 1.1 take the key `on` for a boolean; editors, which read 1.2, do not.
    """

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            return {"on" if key is True else str(key): plain(item) for key, item in node.items()}
        if isinstance(node, list):
            return [plain(item) for item in node]
        return node.isoformat() if isinstance(node, date) else node

    return plain(yaml.safe_load(text))


def accepts(text: str) -> bool:
    return Draft202012Validator(case_file_schema()).is_valid(as_editors_read(text))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(case_file_schema())
    assert case_file_schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("text", [LIVE, DECISION, LIVE + FULL, LIVE + LISTED, LIVE + FAMILY])
def test_what_the_reader_reads_the_schema_accepts(text: str) -> None:
    assert read(text).persons
    assert accepts(text)


def test_every_example_is_accepted_by_reader_and_schema() -> None:
    validator = Draft202012Validator(case_file_schema())
    files = sorted(EXAMPLES.rglob("*.yaml"))
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    texts["full.yaml"] = LIVE + FULL
    for name, text in texts.items():
        errors = [error.message for error in validator.iter_errors(as_editors_read(text))]
        assert not errors, name
        assert read(text, name).determine(), name


@pytest.mark.parametrize(
    "wrong",
    [
        "fndings: {}",
        "findings: {agent-state: maybe}",
        "findings: {agent-state: {valu: yes}}",
        "findings: {agent-state: {value: yes, element: nexus}}",
        "findings: [{value: yes}]",
        "asylum: france",
        "kind: novel",
        "claims: [{title: no id}]",
        "persons: [{id: a, asylum: CHN}]",
        "family: [{person: a, relation: cousin, of: b}]",
        "considered: 3",
    ],
)
def test_a_mistake_is_underlined_while_it_is_typed(wrong: str) -> None:
    text = LIVE.replace("asylum: CHN\n", "") + wrong
    assert not accepts(text)


def test_a_case_without_a_day_is_none() -> None:
    assert not accepts(LIVE.replace("date: 2026-11-02\n", ""))
