"""The one base of every error, and problems that name the place where they stand.

An error speaks to the person who can mend it: what came, where, and what was expected.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of one document. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str
    expected: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        tail = f" Expected: {self.expected}." if self.expected else ""
        return f"{place}: {self.message}.{tail} [{self.code}]"


class OpenRSDError(Exception):
    """Base of all errors that OpenRSD raises on purpose.

    `code` is stable, for scripts; the text is for people.
    """

    code = "error"


class InvalidDocument(OpenRSDError):
    """A file cannot be read as what it should be. Carries every problem found, in order."""

    code = "invalid-document"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
