"""One block on a page: its fields with what stands in them, and what was typed as content."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from openrsd.names.cleaning import LETTERS_OF_A_NAME
from openrsd.names.romanising import romanise
from openrsd.names.said_dates import SaidDate
from openrsd.registration.domain import codes, said
from openrsd.registration.domain.contents import MOST_ROWS, Path, read_content
from openrsd.registration.domain.countries_and_languages import country_in_words, language_name
from openrsd.registration.editing.fields import (
    ASKED,
    ASKED_OF_GROUP,
    DESK_NEEDS,
    RELATION,
    Asked,
    Field,
    Kind,
)
from openrsd.texts import gettext as _

Content = Mapping[str, Any]
Choice = tuple[str, str]
_BLANK_ROWS = 2
_TICKED = "on"


@dataclass(slots=True)
class Cell:
    """A field as it stands on the page."""

    field: Field
    name: str
    value: str
    path: Path
    ticked: tuple[str, ...] = ()
    options: Sequence[Choice] = ()
    error: str = ""
    understood: str = ""

    @property
    def label(self) -> str:
        """Its words."""
        return _(self.field.label)

    @property
    def hint(self) -> str:
        """What helps to fill it in."""
        return _(self.field.hint)

    @property
    def shown(self) -> str:
        """What stands in it, in one line."""
        if self.field.kind in (Kind.CHOICE, Kind.MEMBER):
            return next((says for code, says in self.options if code == self.value), self.value)
        if self.field.kind is Kind.TICKS:
            return ", ".join(codes.in_words(self.field.codes, one) for one in self.ticked)
        if self.field.kind is Kind.TICK:
            return _("Yes") if self.value else _("No")
        return self.value


@dataclass(slots=True)
class Row:
    """Fields that belong together: those of the block itself, or one row of a list."""

    cells: list[Cell]
    key: str = ""
    number: int = 0
    title: str = ""


@dataclass
class Editor:
    """A block of a person on a page. `saves` is what it was opened on, `seen` its token.

    `is_short` is the way of the family's page. `posted` are the fields that came back; what is not
    among them stays as it stands.
    """

    person: UUID
    block: str
    content: Content
    saves: int = 0
    is_short: bool = False
    posted: QueryDict | None = None
    members: Sequence[Choice] = ()
    problems: Mapping[Path, str] = field(default_factory=dict)
    # What is saved now, where another hand saved in between.
    saved_now: list[Cell] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return f"{self.person.hex}-{self.block}"

    @property
    def asked(self) -> Asked:
        """What is asked."""
        return ASKED_OF_GROUP if self.block == RELATION else ASKED[self.block]

    @property
    def note(self) -> str:
        """What to heed."""
        return _(self.asked.note)

    @property
    def seen(self) -> str:
        """What the writer saw: how often it was saved, and a digest of what stood in the fields."""
        return f"{self.saves}.{_digest(self._standing())}"

    @property
    def lists(self) -> dict[str, int]:
        """Its lists, and how many rows of each are on the page."""
        return self._opening_shape()

    def came(self) -> bool:
        """Whether the block is among what was posted."""
        return self.posted is not None and f"{self.prefix}-seen" in self.posted

    def was_touched(self) -> bool:
        """Whether anything was changed since the page was opened."""
        assert self.posted is not None
        _saves, _dot, digest = str(self.posted.get(f"{self.prefix}-seen", "")).partition(".")
        names = [cell.name for row in self._rows(self._shape()) for cell in row.cells]
        return digest != _digest({name: self._typed(name) for name in names})

    def was_seen(self) -> bool:
        """Whether the writer saw what stands there now."""
        assert self.posted is not None
        digest = str(self.posted.get(f"{self.prefix}-seen", "")).partition(".")[2]
        return digest == _digest(self._standing())

    def based_on(self) -> int:
        """The number of saves that the writer saw; -1 where it is no number."""
        assert self.posted is not None
        saves = str(self.posted.get(f"{self.prefix}-seen", "")).partition(".")[0]
        return int(saves) if saves.isdecimal() and len(saves) < 9 else -1

    def rows(self) -> list[Row]:
        """The fields, with what was typed where it came back, and with what is amiss."""
        rows = list(self._rows(self._shape()))
        for row in rows:
            for cell in row.cells:
                if self.came() and self.problems_or_conflict():
                    cell.value = "\n".join(self._typed(cell.name)) or ""
                    cell.ticked = tuple(self._typed(cell.name))
                cell.error = self._error_at(cell.path)
        return rows

    def problems_or_conflict(self) -> bool:
        """Whether what was typed was not saved."""
        return bool(self.problems or self.saved_now)

    def cells(self) -> dict[str, Cell]:
        """By the name of the field in its block or row: for a page that lays them out itself."""
        return {cell.field.name: cell for row in self.rows() for cell in row.cells}

    def written(self, origin: str | None = None) -> dict[str, Any]:
        """What was typed, over what stands there, as content. InvalidContent where it is amiss.

        `origin` is a country, by whose customs names are romanised.
        """
        raw = dict(self.content)
        for cell in self._single(()):
            raw[cell.field.name] = self._value(cell, self.content.get(cell.field.name))
        for key, count in self._shape().items():
            before = list(self.content.get(key, []))
            written = [self._row_written(key, at, before) for at in range(count)]
            raw[key] = [*written, *before[count:]]
        if self.block == "names":
            before = list(self.content.get("names", []))
            for at, name in enumerate(raw["names"][: self._shape()["names"]]):
                _romanise(name, before[at] if at < len(before) else {}, origin)
        return read_content(self.block, raw)

    # What stands on the page

    def _shape(self) -> dict[str, int]:
        """How many rows of each list are on the page."""
        shape = {}
        for key in self.asked.rows:
            there = len(self.content.get(key, []))
            if self.came():
                assert self.posted is not None
                came = str(self.posted.get(f"{self.prefix}-{key}-rows", "0"))
                shape[key] = min(int(came) if came.isdecimal() else 0, MOST_ROWS)
            else:
                shape[key] = 1 if self.is_short else min(there + _BLANK_ROWS, MOST_ROWS)
        if self.is_short:
            shape = {key: count for key, count in shape.items() if self._fields(key)}
        return shape

    def _fields(self, key: str) -> list[Field]:
        return [one for one in self.asked.rows[key] if one.is_short or not self.is_short]

    def _rows(self, shape: Mapping[str, int]) -> Iterator[Row]:
        for key, count in shape.items():
            there = self.content.get(key, [])
            for at in range(count):
                stands = there[at] if at < len(there) else {}
                cells = [
                    self._cell(one, f"{self.prefix}-{key}-{at}-{one.name}", (key, at), stands)
                    for one in self._fields(key)
                ]
                title = _(self.asked.row_titles[key])
                yield Row(cells, key, at + 1, title)
        single = self._single(())
        if single:
            yield Row(single)

    def _single(self, path: Path) -> list[Cell]:
        return [
            self._cell(one, f"{self.prefix}-{one.name}", path, self.content)
            for one in self.asked.fields
            if (one.is_short or not self.is_short) and (one.kind is not Kind.MEMBER or self.members)
        ]

    def _cell(self, one: Field, name: str, path: Path, stands: Content) -> Cell:
        cell = Cell(one, name, "", (*path, one.name))
        value = stands.get(one.name)
        match one.kind:
            case Kind.TICK:
                if one.name == "never_leave_message":
                    value = stands.get(one.name, True)
                cell.value = _TICKED if value else ""
                cell.ticked = (_TICKED,) if value else ()
            case Kind.TICKS:
                cell.ticked = tuple(value or ())
                cell.options = self._needs(cell.ticked)
            case Kind.CHOICE:
                cell.value, cell.options = str(value or ""), codes.choices(one.codes)
            case Kind.MEMBER:
                known = {code for code, _says in self.members}
                cell.value = str(value) if value in known else ""
                cell.options = self.members
            case Kind.COUNTRY:
                cell.value = country_in_words(str(value or ""))
            case Kind.LANGUAGE:
                cell.value = language_name(str(value)) if value else ""
            case Kind.DATE:
                cell.value = value["as_said"] if isinstance(value, dict) else ""
                cell.understood = _understood(value, cell.value)
            case _:
                cell.value = str(value or "")
        return cell

    def _needs(self, ticked: Sequence[str]) -> list[Choice]:
        if not self.is_short:
            return codes.choices("specific-needs")
        return [(code, codes.in_few_words("specific-needs", code)) for code in DESK_NEEDS]

    def _standing(self) -> dict[str, list[str]]:
        cells = [cell for row in self._rows(self._opening_shape()) for cell in row.cells]
        return {cell.name: self._as_typed(cell) for cell in cells}

    def _opening_shape(self) -> dict[str, int]:
        posted, self.posted = self.posted, None
        try:
            return self._shape()
        finally:
            self.posted = posted

    def _as_typed(self, cell: Cell) -> list[str]:
        if cell.field.kind is Kind.TICK:
            return list(cell.ticked)
        if cell.field.kind is Kind.TICKS:
            offered = {code for code, _says in cell.options}
            return sorted(code for code in cell.ticked if code in offered)
        return [cell.value]

    # What was typed

    def _typed(self, name: str) -> list[str]:
        assert self.posted is not None
        values = [str(one).replace("\r\n", "\n") for one in self.posted.getlist(name)]
        return sorted(values) if len(values) > 1 else values

    def _value(self, cell: Cell, before: Any) -> Any:
        typed = self._typed(cell.name)
        match cell.field.kind:
            case Kind.TICK:
                return bool(typed)
            case Kind.TICKS:
                offered = {code for code, _says in cell.options}
                return [*(one for one in before or [] if one not in offered), *typed]
            case Kind.DATE:
                # An age was said on a day; it is not read anew on another.
                unchanged = isinstance(before, dict) and typed == [before["as_said"]]
                return before if unchanged else "".join(typed[:1])
            case _:
                return typed[0] if typed else (before or "")

    def _row_written(self, key: str, at: int, before: list[dict[str, Any]]) -> dict[str, Any]:
        stands = before[at] if at < len(before) else {}
        cells = [
            self._cell(one, f"{self.prefix}-{key}-{at}-{one.name}", (key, at), stands)
            for one in self._fields(key)
        ]
        values = {cell.field.name: self._value(cell, stands.get(cell.field.name)) for cell in cells}
        return {**stands, **values} if any(values.values()) else {}

    def _error_at(self, path: Path) -> str:
        return next((words for at, words in self.problems.items() if at[: len(path)] == path), "")


def _understood(stored: Any, text: str) -> str:
    if not isinstance(stored, dict):
        return ""
    words = said.in_words(SaidDate.from_document(stored))
    return "" if words == text else words


def _romanise(name: dict[str, Any], before: Content, origin: str | None) -> None:
    """Fills in Latin letters where nobody wrote any, and again where the name was changed."""
    text, given = str(name.get("text") or ""), str(name.get("romanised") or "")
    if text and (not given or given == proposed(str(before.get("text") or ""), origin)):
        name["romanised"] = proposed(text, origin)


def romanised_again(content: Content, before: str | None, origin: str | None) -> dict[str, Any]:
    """Names as another origin writes them in Latin letters, where nobody wrote these by hand."""
    names = []
    for name in content.get("names", []):
        written = dict(name)
        if written.get("text") and written.get("romanised") == proposed(written["text"], before):
            written["romanised"] = proposed(written["text"], origin)
        names.append(written)
    return {**content, "names": names}


def proposed(text: str, origin: str | None) -> str:
    """The name in Latin letters; nothing where it is written so already."""
    if len(text) > LETTERS_OF_A_NAME:
        return ""
    made = romanise(text, origin=origin).text[:LETTERS_OF_A_NAME]
    return "" if made == text else made


def _digest(values: Mapping[str, list[str]]) -> str:
    written = json.dumps({name: values[name] for name in sorted(values)}, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def is_child(content: Content, on: date | None = None) -> bool:
    """Whether a person may be under 18 by what was said. Not where nothing was said."""
    born = content.get("born")
    if not isinstance(born, dict) or not born.get("latest"):
        return False
    return SaidDate.from_document(born).may_be_under(18, on or timezone.localdate())


def is_surely_child(content: Content) -> bool:
    """Whether a person is under 18, whatever the date as said may mean."""
    born = content.get("born")
    if not isinstance(born, dict) or not born.get("earliest"):
        return False
    _youngest, oldest = SaidDate.from_document(born).youngest_and_oldest(timezone.localdate())
    return oldest is not None and oldest < 18
