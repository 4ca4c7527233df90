"""The sets of many cases at once: who is a member of what, as offsets and row numbers.

A place is a country of which anything is said in a case, once. A table has a row for each binding
of some variables; a row's bound members are row numbers in the sets.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from openrsd.caseload.kleene import Ints, Marks, Rows, Segments
from openrsd.law.expressions import NEEDS_COUNTRY, Variable
from openrsd.law.files import Scope


@dataclass(frozen=True)
class Sets:
    """The sets of a batch of cases under one hypothesis each. Offsets are one longer than owners.

    `national`, `other` and `destination` say in which sets a place stands; a place holds harms and
    areas only where it is a country of reference or another country of the case.
    """

    cases: int
    places: Rows
    harms: Rows
    areas: Rows
    acts: Rows
    reference: Marks
    national: Marks
    other: Marks
    destination: Marks
    countries_complete: Marks
    harms_complete: Marks
    holds: Marks = field(init=False)
    case_of_place: Rows = field(init=False)
    place_of_harm: Rows = field(init=False)
    place_of_area: Rows = field(init=False)
    case_of_act: Rows = field(init=False)
    countries_open: Ints = field(init=False)
    harms_open: Ints = field(init=False)

    def __post_init__(self) -> None:
        def derive(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        derive("holds", self.reference | self.other)
        derive("case_of_place", owners(self.places))
        derive("place_of_harm", owners(self.harms))
        derive("place_of_area", owners(self.areas))
        derive("case_of_act", owners(self.acts))
        derive("countries_open", (~self.countries_complete).view(np.int8))
        derive("harms_open", (~self.harms_complete).view(np.int8))


def owners(offsets: Rows) -> Rows:
    """For each member the row of its owner."""
    return np.repeat(np.arange(len(offsets) - 1, dtype=np.intp), np.diff(offsets))


def to_offsets(counts: Rows | Marks) -> Rows:
    """Where each run begins, and where the last one ends."""
    offsets = np.zeros(len(counts) + 1, np.intp)
    np.cumsum(counts, out=offsets[1:])
    return offsets


@dataclass(eq=False)
class Table:
    """Rows, each a binding. None in place of row numbers means that row i is member i."""

    size: int
    case: Rows | None
    bound: dict[Variable, Rows | None]
    extended: dict[Variable, "Extension"] = field(default_factory=dict)
    read: dict[tuple[Variable, Variable], "Table"] = field(default_factory=dict)
    gaps: dict[Variable, Ints | None] = field(default_factory=dict)

    def rows(self, variable: Variable) -> Rows:
        """The row numbers of what is bound as `variable`."""
        rows = self.bound[variable]
        return np.arange(self.size, dtype=np.intp) if rows is None else rows


@dataclass(frozen=True)
class Extension:
    """A table with one more variable bound; `offsets` are its runs for each row before."""

    table: Table
    offsets: Rows
    known: Segments | None = None

    @cached_property
    def segments(self) -> Segments:
        """The runs, to take a minimum or maximum over."""
        return self.known or Segments.of(self.offsets)


@dataclass(frozen=True)
class _Members:
    """The harms or areas of all places. `stray` says that some place has any that may hold none."""

    offsets: Rows
    place: Rows
    case: Rows
    segments: Segments
    stray: bool

    @classmethod
    def of(cls, offsets: Rows, place: Rows, sets: Sets) -> "_Members":
        segments = Segments.of(offsets)
        has = np.ones(len(offsets) - 1, bool) if segments.filled is None else segments.filled
        stray = bool((has & ~sets.holds).any())
        return cls(offsets, place, sets.case_of_place.take(place), segments, stray)


class Tables:
    """The tables of a batch. Those met again are kept, so that sharing is by identity."""

    def __init__(self, sets: Sets) -> None:
        self.sets = sets
        self.members = {
            Variable.HARM: _Members.of(sets.harms, sets.place_of_harm, sets),
            Variable.AREA: _Members.of(sets.areas, sets.place_of_area, sets),
        }
        case = sets.case_of_place
        self.person = Table(sets.cases, None, {})
        self.place = {
            variable: Table(len(case), case, {variable: None})
            for variable in (Variable.COUNTRY, Variable.OTHER, Variable.DESTINATION)
        }
        self.harm = self._of_members(Variable.HARM)
        self.area = self._of_members(Variable.AREA)
        in_place = sets.place_of_area
        self.act = Table(len(sets.case_of_act), sets.case_of_act, {Variable.ACT: None})
        # An area is asked about every harm of its country.
        self.harms_before_area = to_offsets(np.diff(sets.harms).take(in_place))
        self.area_harm = _ranged(self.area, Variable.HARM, sets.harms, in_place).table

    def _of_members(self, over: Variable) -> Table:
        members = self.members[over]
        bound: dict[Variable, Rows | None] = {Variable.COUNTRY: members.place, over: None}
        return Table(len(members.place), members.case, bound)

    def of_scope(self, scope: Scope) -> Table:
        """The table on which an element of this scope is evaluated."""
        match scope:
            case Scope.PERSON:
                return self.person
            case Scope.HARM:
                return self.harm
            case Scope.AREA:
                return self.area
            case Scope.AREA_HARM:
                return self.area_harm
            case Scope.ACT:
                return self.act
            case _:
                return self.place[Variable(scope.value)]

    def rows(self, scope: Scope, table: Table) -> Rows | None:
        """For each row of `table` the row of the scope's own table."""
        match scope:
            case Scope.PERSON:
                return table.case
            case Scope.AREA_HARM:
                if table is self.area_harm:
                    return None
                return self._row_of_area_harm(table)
            case _:
                return table.bound[Variable(scope.value)]

    def extend(self, table: Table, over: Variable) -> Extension:
        """The table with `over` ranging over its members for each row."""
        known = table.extended.get(over)
        if known is None:
            known = table.extended[over] = self._extend(table, over)
        return known

    def reading(self, table: Table, variable: Variable, source: Variable) -> Table:
        """The table with `variable` standing for what `source` is bound to."""
        if (variable, source) not in table.read:
            bound = _bound_anew(table.bound, variable, table.bound[source])
            table.read[variable, source] = Table(table.size, table.case, bound)
        return table.read[variable, source]

    def is_member(self, table: Table, over: Variable, being: Variable) -> Marks:
        """For each row whether the place bound as `being` is also a member of the set `over`."""
        places = table.rows(being)
        marks = self._members(over).take(places)
        if over is Variable.OTHER and Variable.COUNTRY in table.bound:
            marks &= table.rows(Variable.COUNTRY) != places
        return marks

    def gap(self, table: Table, over: Variable) -> Ints | None:
        """For each row 1 where the set may have an unlisted member, else 0.

        None where the set is the authority's to fill and so always complete.
        """
        if over not in table.gaps:
            table.gaps[over] = self._gap(table, over)
        return table.gaps[over]

    def _gap(self, table: Table, over: Variable) -> Ints | None:
        if over is Variable.COUNTRY:
            return _of_rows(self.sets.countries_open, table.case)
        if over is Variable.HARM:
            return _of_rows(self.sets.harms_open, table.bound[Variable.COUNTRY])
        return None

    # Extending

    def _members(self, over: Variable) -> Marks:
        sets = self.sets
        match over:
            case Variable.COUNTRY:
                return sets.reference
            case Variable.OTHER:
                return sets.national | sets.other
            case _:
                return sets.destination

    def _extend(self, table: Table, over: Variable) -> Extension:
        sets = self.sets
        if over in (Variable.HARM, Variable.AREA):
            return self._in_country(table, over)
        if over is Variable.ACT:
            return _ranged(table, over, sets.acts, table.case)
        marks = self._members(over)
        members = np.flatnonzero(marks)
        offsets = to_offsets(marks).take(sets.places)
        extension = _ranged(table, over, offsets, table.case, members=members)
        if over is Variable.OTHER and Variable.COUNTRY in table.bound:
            return _without_own(extension)
        return extension

    def _in_country(self, table: Table, over: Variable) -> Extension:
        """Harms and areas of the bound country; only places of the case hold any."""
        members = self.members[over]
        # Where the rows are the places themselves, the members stand in their order already.
        if not members.stray and all(of is None for of in table.bound.values()):
            place = members.place
            bound: dict[Variable, Rows | None] = {**dict.fromkeys(table.bound, place), over: None}
            child = Table(len(place), members.case, bound)
            return Extension(child, members.offsets, members.segments)
        places = table.bound[Variable.COUNTRY]
        return _ranged(table, over, members.offsets, places, holding=self.sets.holds)

    def _row_of_area_harm(self, table: Table) -> Rows:
        areas = table.rows(Variable.AREA)
        first = self.sets.harms.take(self.sets.place_of_area.take(areas))
        return self.harms_before_area.take(areas) + table.rows(Variable.HARM) - first


def _ranged(
    table: Table,
    over: Variable,
    offsets: Rows,
    owner: Rows | None,
    *,
    holding: Marks | None = None,
    members: Rows | None = None,
) -> Extension:
    """Each row of `table` repeated for the members of the run that belongs to its owner.

    `holding` says which owners have their run at all; `members` are the row numbers in the runs,
    where these are not simply counted.
    """
    lengths = np.diff(offsets)
    if holding is not None:
        lengths = np.where(holding, lengths, 0)
    begins = offsets[:-1]
    if owner is not None:
        lengths, begins = lengths.take(owner), begins.take(owner)
    runs = to_offsets(lengths)
    parent = owners(runs)
    row = np.arange(len(parent), dtype=np.intp) + (begins - runs[:-1]).take(parent)
    child = _selected(table, parent)
    child.bound = _bound_anew(child.bound, over, row if members is None else members.take(row))
    return Extension(child, runs)


def _without_own(extension: Extension) -> Extension:
    """No country is another country than itself."""
    table = extension.table
    kept = np.flatnonzero(table.rows(Variable.OTHER) != table.rows(Variable.COUNTRY))
    parent = owners(extension.offsets).take(kept)
    counts = np.bincount(parent, minlength=len(extension.offsets) - 1)
    return Extension(_selected(table, kept), to_offsets(counts))


def _selected(table: Table, rows: Rows) -> Table:
    """A new table of these rows of `table`."""
    bound: dict[Variable, Rows | None] = {
        variable: rows if of is None else of.take(rows) for variable, of in table.bound.items()
    }
    return Table(len(rows), rows if table.case is None else table.case.take(rows), bound)


def _bound_anew(
    bound: dict[Variable, Rows | None], variable: Variable, rows: Rows | None
) -> dict[Variable, Rows | None]:
    """`variable` bound to `rows`. Harms and areas of the country bound before go with it."""
    lost = NEEDS_COUNTRY if variable is Variable.COUNTRY else frozenset()
    return {**{v: of for v, of in bound.items() if v not in lost}, variable: rows}


def _of_rows(values: Ints, rows: Rows | None) -> Ints:
    return values if rows is None else values.take(rows)
