"""Two records line by line, so that what agrees and what differs is seen."""

from collections.abc import Callable
from dataclasses import dataclass

from openrsd.registration.domain import codes
from openrsd.registration.models import Block
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _
from openrsd.texts import shown


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both records, and whether they say the same."""

    title: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether both say the same, and say something."""
        return bool(self.one) and set(self.one) == set(self.other)

    @property
    def differs(self) -> bool:
        """Whether both say something, and nothing is in common."""
        return bool(self.one) and bool(self.other) and not set(self.one) & set(self.other)


def _names(person: RecordedPerson) -> tuple[str, ...]:
    names = person.content(Block.NAMES).get("names", [])
    return tuple(name["text"] for name in names if name.get("text"))


def _romanised(person: RecordedPerson) -> tuple[str, ...]:
    names = person.content(Block.NAMES).get("names", [])
    return tuple(name["romanised"] for name in names if name.get("romanised"))


def _born(person: RecordedPerson) -> tuple[str, ...]:
    born = person.content(Block.PARTICULARS).get("born")
    written = born.get("date") if isinstance(born, dict) else born
    return (str(written),) if written else ()


def _sex(person: RecordedPerson) -> tuple[str, ...]:
    particulars = person.content(Block.PARTICULARS)
    told = (particulars.get(way) for way in ("sex_stated", "sex_papers"))
    return tuple(dict.fromkeys(codes.in_words("sexes", sex) for sex in told if sex))


def _papers(person: RecordedPerson) -> tuple[str, ...]:
    papers = person.content(Block.PAPERS).get("papers", [])
    return tuple(paper["number"] for paper in papers if paper.get("number"))


def _registered(person: RecordedPerson) -> tuple[str, ...]:
    at = person.person.registered_at
    return (f"{at:%Y-%m-%d}",) if at else ()


_LINES: tuple[tuple[str, Callable[[RecordedPerson], tuple[str, ...]]], ...] = (
    (shown("Names"), _names),
    (shown("In Latin letters"), _romanised),
    (shown("Date of birth"), _born),
    (shown("Sex"), _sex),
    (shown("Numbers of papers"), _papers),
    (shown("Registered on"), _registered),
)


def rows_of(one: RecordedPerson, other: RecordedPerson) -> list[Row]:
    """What tells people apart, and no more: no claim, no country, no address, no family."""
    return [Row(_(title), say(one), say(other)) for title, say in _LINES]
