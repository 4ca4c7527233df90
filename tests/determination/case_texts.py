"""Case files as a lawyer types them, read without a disk."""

from datetime import date

import pytest

from openrsd.determination.casefile import Case, Choices, read_case
from openrsd.determination.frame import Instance
from openrsd.determination.record import PersonRecord
from openrsd.determination.values import State
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import read_document
from openrsd.law.loader import shipped_corpus

TODAY = date(2026, 11, 20)
LIVE = "date: 2026-11-02\norigin: PRK\nasylum: CHN\n"
DECISION = "kind: published-decision\ndate: 2014-07-01\norigin: PRK\n"


def read(text: str, name: str = "case.yaml", choices: Choices | None = None) -> Case:
    """The case in a text."""
    return read_case(read_document(text.encode(), name), shipped_corpus(), TODAY, choices)


def person(text: str) -> PersonRecord:
    """The one person of a case."""
    (record,) = read(text).persons
    return record


def states(text: str) -> dict[Instance, State]:
    """What is found of the one person."""
    return {instance: finding.state for instance, finding in person(text).findings.items()}


def problems(text: str) -> tuple[Problem, ...]:
    """Everything for which a case is refused."""
    with pytest.raises(InvalidDocument) as caught:
        read(text)
    return caught.value.problems


def problem(text: str) -> Problem:
    """The one mistake in a case."""
    (only,) = problems(text)
    return only
