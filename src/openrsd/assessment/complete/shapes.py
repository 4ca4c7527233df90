"""What a form is made of. Read alike by the page and by the paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A label, what is said under it, and in small letters by whom and when."""

    label: str
    text: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a heading of their own; without a title they stand under that of the section."""

    title: str
    rows: list[Row]

    @property
    def has_labels(self) -> bool:
        """Whether it is a list of answers, and not a text."""
        return all(one.label for one in self.rows)


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, and the address of the page where it is written."""

    says: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `letter` is that of assessment.md section 8."""

    letter: str
    title: str
    parts: list[Part] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    # Where its text is written, and how that page is called.
    write: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CompleteForm:
    """The form of one claim as it stood at a moment."""

    number: str
    handling: str
    is_one_page: bool
    sections: list[Section]

    @property
    def missing(self) -> list[tuple[str, Missing]]:
        """Everything that is missing, each with the letter of its section."""
        return [(one.letter, lack) for one in self.sections for lack in one.missing]


def part(title: str, rows: Iterable[Row]) -> list[Part]:
    """A part of those rows that say anything; none where none does."""
    said = [one for one in rows if one.text]
    return [Part(title, said)] if said else []
