"""Two records line by line, so that what agrees and what differs is seen."""

from collections.abc import Callable
from dataclasses import dataclass

from openrsd.matching.said import Said, date_of, whole_numbers
from openrsd.registration.domain import codes
from openrsd.registration.models import Block
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _
from openrsd.texts import shown

Same = Callable[[tuple[str, ...], tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both records. `agrees` says whether both may mean the same, by the rules that
    found them; None where one of them says nothing, or where it does not matter.
    """

    title: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    agrees: bool | None


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


def _in_common(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(one) & set(other))


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some name of both is one, in whichever letters."""
    return bool(Said(one).keys() & Said(other).keys())


def _one_day(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no known part of the two dates differs."""
    return date_of(one[0]).agrees_with(date_of(other[0]))


def _one_paper(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(whole_numbers(one) & whole_numbers(other))


Say = Callable[[RecordedPerson], tuple[str, ...]]
_LINES: tuple[tuple[str, Say, Same | None], ...] = (
    (shown("Names"), _names, _one_name),
    (shown("In Latin letters"), _romanised, _one_name),
    (shown("Date of birth"), _born, _one_day),
    (shown("Sex"), _sex, _in_common),
    (shown("Numbers of papers"), _papers, _one_paper),
    # People come on one day, and twice: that neither speaks for nor against it.
    (shown("Registered on"), _registered, None),
)


def rows_of(one: RecordedPerson, other: RecordedPerson) -> list[Row]:
    """What tells people apart, and no more: no claim, no country, no address, no family."""
    return [_row(_(title), say(one), say(other), same) for title, say, same in _LINES]


def _row(title: str, one: tuple[str, ...], other: tuple[str, ...], same: Same | None) -> Row:
    agrees = same(one, other) if same and one and other else None
    return Row(title, one, other, agrees)
