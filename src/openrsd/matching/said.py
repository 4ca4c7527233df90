"""What is said of a person, as far as people are told apart by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from openrsd.matching.models import Rule
from openrsd.names.normal_form import normal_form, words_of
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.names.searching import name_keys
from openrsd.registration.blocks import current_blocks
from openrsd.registration.models import Block

_NOT_KNOWN = PartialDate()


@dataclass(frozen=True, slots=True)
class Said:
    """Names in every way they are written, date of birth, and numbers of papers."""

    names: tuple[str, ...] = ()
    born: PartialDate = _NOT_KNOWN
    papers: tuple[str, ...] = ()

    def keys(self) -> frozenset[str]:
        """Under which the names are found, in any script."""
        return frozenset(key for name in self.names for key in name_keys(name))


def said_of(persons: Iterable[UUID]) -> dict[UUID, Said]:
    """What is said of these persons now, in one query. Of an erased one nothing."""
    return {person: _said(blocks) for person, blocks in current_blocks(persons).items()}


def rule_for(one: Said, other: Said) -> Rule | None:
    """Why these two may be one person; None where nothing speaks for it, or a date against it."""
    if whole_numbers(one.papers) & whole_numbers(other.papers):
        return Rule.PAPER
    if not one.keys() & other.keys() or not one.born.agrees_with(other.born):
        return None
    if one.born.year is not None and other.born.year is not None:
        return Rule.NAME_AND_BIRTH
    # Without a year only the very same name: else every Kim would be compared with every other.
    return Rule.NAME if _spelled(one) & _spelled(other) else None


def date_of(text: str) -> PartialDate:
    """The date that is written so; nothing known where none is."""
    try:
        return PartialDate.parse(text)
    except NoSuchDate:
        return _NOT_KNOWN


def _said(blocks: Mapping[str, Any]) -> Said:
    names = _content(blocks, Block.NAMES).get("names", [])
    papers = _content(blocks, Block.PAPERS).get("papers", [])
    born = _content(blocks, Block.PARTICULARS).get("born")
    written = born.get("date") if isinstance(born, dict) else born
    spelled = (name.get(way) for name in names for way in ("text", "romanised"))
    return Said(
        tuple(text for text in spelled if text),
        date_of(str(written or "")),
        tuple(number for paper in papers if (number := paper.get("number"))),
    )


def _content(blocks: Mapping[str, Any], block: Block) -> dict[str, Any]:
    found = blocks.get(block)
    content = found.content.open_or({}) if found else {}
    assert isinstance(content, dict)
    return content


def whole_numbers(papers: Iterable[str]) -> frozenset[str]:
    """Numbers of papers without case, marks and spaces."""
    return frozenset(normal_form(one).replace(" ", "") for one in papers) - {""}


def _spelled(said: Said) -> frozenset[str]:
    wholes = (words_of(name) for name in said.names)
    return frozenset(" ".join(sorted(words)) for words in wholes if len("".join(words)) > 1)
