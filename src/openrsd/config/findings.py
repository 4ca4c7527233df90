"""What an examination of an installation found, for people and for scripts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much it matters."""

    GOOD = "good"
    NOTE = "note"
    # Works, but something that should protect people does not.
    WARNING = "warning"
    # Does not work, or people are in danger.
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is about (a code), what is so, and what to do."""

    level: Level
    about: str
    says: str
    to_do: str = ""


def good(about: str, says: str) -> Finding:
    """As it should be."""
    return Finding(Level.GOOD, about, says)


def note(about: str, says: str, to_do: str = "") -> Finding:
    """Good to know."""
    return Finding(Level.NOTE, about, says, to_do)


def warning(about: str, says: str, to_do: str) -> Finding:
    """Should be mended."""
    return Finding(Level.WARNING, about, says, to_do)


def problem(about: str, says: str, to_do: str) -> Finding:
    """Must be mended."""
    return Finding(Level.PROBLEM, about, says, to_do)


def is_well(findings: Iterable[Finding]) -> bool:
    """Whether nothing must be mended."""
    return all(finding.level is not Level.PROBLEM for finding in findings)
