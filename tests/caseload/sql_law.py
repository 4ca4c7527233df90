"""The law as SQL statements, for the oracle of `sql_oracle`.

Every composite element becomes a table of its values, every quantifier a correlated subquery in
which an incomplete set is one more row.
"""
# ruff: noqa: S608 - the text of these statements comes from law files alone

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from openrsd.law.expressions import (
    SCOPE_VARIABLES,
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
    Variable,
)
from openrsd.law.files import InstrumentKind, Scope
from openrsd.law.model import Instrument, Law

C, H, A, OTHER, X, D = (
    Variable.COUNTRY,
    Variable.HARM,
    Variable.AREA,
    Variable.OTHER,
    Variable.ACT,
    Variable.DESTINATION,
)
PLACES = (Scope.COUNTRY, Scope.OTHER, Scope.DESTINATION)
# The table that has a row for each thing of a scope, and what its rows are told apart by.
TABLES: dict[Scope, tuple[str, tuple[str, ...]]] = {
    Scope.PERSON: ("frames", ()),
    **dict.fromkeys(PLACES, ("places", ("place",))),
    Scope.HARM: ("harms", ("place", "harm")),
    Scope.AREA: ("areas", ("place", "area")),
    Scope.AREA_HARM: ("area_harms", ("place", "area", "harm")),
    Scope.ACT: ("acts", ("act",)),
}
# What `unresolved` counts as: outside a branch on the authority's burden, or inside it by sign.
UNRESOLVED = {None: 1, 1: 0, -1: 2}
Bound = Mapping[Variable, str]  # the alias of the row that a variable is bound to


@lru_cache(maxsize=4)
def statements(law: Law) -> tuple[str, ...]:
    """What to run, in order, for `frames` to become `persons`, `removal` and `cases`."""
    return tuple(_Statements(law).write())


@dataclass
class _Statements:
    law: Law
    before: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    aliases: int = 0

    def write(self) -> Iterator[str]:
        values = [self.instrument(i) for i in self.law.instruments.values() if i.kind in KINDS]
        removal = [self.removal(i) for i in self.law.instruments.values() if i.removal is not None]
        yield from self.before
        yield f"create table by_instrument as {' union all '.join(values)}"
        nowhere = "select 0 as frame, '' as place, 1 as value where false"
        yield f"create table bars as {' union all '.join([*removal, nowhere])}"
        early = "'excluded'" if self.law.exclusion_first else "'undecided'"
        yield OUTCOMES.replace(":early", early)
        yield PERSONS
        yield REMOVAL
        yield CASES

    def instrument(self, instrument: Instrument) -> str:
        eligible, excluded = self.eligible(instrument), "0"
        if instrument.inclusion is not None and instrument.exclusion is not None:
            excluded = self.sql(instrument.exclusion, {}, None)
        return (
            f"select person.frame, '{instrument.id}' as instrument, '{KINDS[instrument.kind]}' "
            f"as kind, {eligible} as elig, {excluded} as exc from frames person"
        )

    def eligible(self, instrument: Instrument) -> str:
        if instrument.status is not None:
            return self.sql(instrument.status, {}, None)
        if instrument.inclusion is None:
            return "0"
        row = self.alias()
        parts = [self.sql(instrument.inclusion, {C: row}, None)]
        parts += [f"2 - {self.sql(Ref(bar), {C: row}, None)}" for bar in instrument.bars]
        where = f"places {row} where {row}.frame = person.frame and {row}.reference"
        whole = _over("max", f"least({', '.join(parts)})", where, "not person.countries_complete")
        if instrument.preconditions is not None:
            whole = f"least({self.sql(instrument.preconditions, {}, None)}, {whole})"
        if instrument.instead is not None:
            whole = f"greatest({self.sql(instrument.instead, {}, None)}, {whole})"
        return whole

    def removal(self, instrument: Instrument) -> str:
        """Prohibited unless every basis is a no: the greatest of the bases says which."""
        assert instrument.removal is not None
        value = self.sql(instrument.removal, {D: "place"}, None)
        return (
            f"select person.frame, place.place, {value} as value from frames person "
            f"join places place on place.frame = person.frame and place.destination "
            f"join applied on applied.frame = person.frame "
            f"and applied.instrument = '{instrument.id}'"
        )

    def alias(self) -> str:
        self.aliases += 1
        return f"r{self.aliases}"

    def element(self, name: str, bound: Bound, sign: int | None) -> str:
        element = self.law.elements[name]
        if sign is None and element.on_authority:
            sign = 1
        if element.combine is None and element.opens is None:
            return self.leaf(name, bound, sign)
        table = f'"{name} {UNRESOLVED[sign]}"'
        if table not in self.known:
            self.known.add(table)
            self.values(name, table, sign)
        row = self.alias()
        same = _same(row, element.scope, bound)
        return f"(select {row}.v from {table} {row} where {same})"

    def values(self, name: str, table: str, sign: int | None) -> None:
        """The table of an element's values, for everything that it may be asked of."""
        element = self.law.elements[name]
        keys = TABLES[element.scope][1]
        own: dict[Variable, str] = {}
        joined = "frames person"
        for variable in SCOPE_VARIABLES[element.scope]:
            own[variable] = row = self.alias()
            source = {H: "harms", A: "areas", X: "acts"}.get(variable, "places")
            joined += f" join {source} {row} on {row}.frame = person.frame"
            if variable in (H, A):
                joined += f" and {row}.place = {own[C]}.place"
        parts = [self.leaf(name, own, sign)]
        if element.combine is not None:
            parts = [self.sql(element.combine, own, sign)]
        if element.opens is not None:
            parts.append(self.sql(element.opens, own, sign))
        named = "".join(f", {_key(key, own)} as {key}" for key in keys)
        self.before.append(
            f"create table {table} as select person.frame{named}, least({', '.join(parts)}) as v "
            f"from {joined}"
        )

    def leaf(self, name: str, bound: Bound, sign: int | None) -> str:
        scope = self.law.elements[name].scope
        column = f'person."{name}"'
        if scope is Scope.AREA_HARM:
            row = self.alias()
            same = _same(row, scope, bound)
            column = f'(select {row}."{name}" from area_harms {row} where {same})'
        elif scope is not Scope.PERSON:
            column = f'{bound[SCOPE_VARIABLES[scope][-1]]}."{name}"'
        unresolved = UNRESOLVED[sign]
        return (
            f"case {column} when 'yes' then 2 when 'no' then 0 "
            f"when 'unresolved' then {unresolved} else 1 end"
        )

    def sql(self, expression: Expression, bound: Bound, sign: int | None) -> str:
        """An expression where the rows in `bound` are in sight."""
        match expression:
            case Ref(name):
                return self.element(name, bound, sign)
            case All(parts):
                return f"least({', '.join(self.sql(p, bound, sign) for p in parts)})"
            case AnyOf(parts):
                return f"greatest({', '.join(self.sql(p, bound, sign) for p in parts)})"
            case Not(part):
                return f"(2 - {self.sql(part, bound, None if sign is None else -sign)})"
            case AsFound(part):
                return self.sql(part, bound, None)
            case ReadAs(variable, source, part):
                return self.sql(part, {**bound, variable: bound[source]}, sign)
            case Indicator(name):
                return self.indicator(name, bound)
            case Quantified():
                return self.quantified(expression, bound, sign)

    def indicator(self, name: str, bound: Bound) -> str:
        where = f"i.frame = person.frame and i.indicator = '{name}'"
        for variable in SCOPE_VARIABLES[self.law.indicators[name].scope]:
            where += f" and i.place = {bound[variable]}.place"
        return f"(select case when count(*) > 0 then 2 else 0 end from indicators i where {where})"

    def quantified(self, quantified: Quantified, bound: Bound, sign: int | None) -> str:
        over, row = quantified.over, self.alias()
        table, member, gap = {
            C: ("places", f"{row}.reference", "not person.countries_complete"),
            H: (
                "harms",
                f"{row}.place = {bound.get(C)}.place",
                f"not {bound.get(C)}.harms_complete",
            ),
            A: ("areas", f"{row}.place = {bound.get(C)}.place", None),
            OTHER: ("places", f"({row}.held or {row}.other)", None),
            X: ("acts", "true", None),
            D: ("places", f"{row}.destination", None),
        }[over]
        if over is OTHER and C in bound:
            member += f" and {row}.place <> {bound[C]}.place"
        if quantified.being is not None:
            member += f" and {row}.place = {bound[quantified.being]}.place"
            gap = None
        part = self.sql(quantified.part, {**bound, over: row}, sign)
        where = f"{table} {row} where {row}.frame = person.frame and {member}"
        return _over("max" if quantified.some else "min", part, where, gap)


def _over(extreme: str, part: str, where: str, gap: str | None) -> str:
    """The extreme of the members; an unlisted one, where there may be one, is undetermined."""
    members = f"select {part} as v from {where}"
    if gap is not None:
        members += f" union all select 1 where {gap}"
    nothing = 0 if extreme == "max" else 2
    return f"(select coalesce({extreme}(v), {nothing}) from ({members}))"


def _key(key: str, bound: Bound) -> str:
    """The value that tells a row of a table apart, from the rows in sight."""
    variable = {"harm": H, "area": A, "act": X}.get(key)
    if variable is None:
        variable = next(v for v in (C, OTHER, D) if v in bound)
    return f"{bound[variable]}.{key}"


def _same(row: str, scope: Scope, bound: Bound) -> str:
    """That `row` stands for what the variables of a scope are bound to."""
    own = {variable: bound[variable] for variable in SCOPE_VARIABLES[scope]}
    keys = [f" and {row}.{key} = {_key(key, own)}" for key in TABLES[scope][1]]
    return f"{row}.frame = person.frame{''.join(keys)}"


KINDS = {
    InstrumentKind.REFUGEE_DEFINITION: "definition",
    InstrumentKind.COMPLEMENTARY: "form",
    InstrumentKind.POSITIVE_ONLY: "positive",
}

# The table of one refugee definition, and those of the forms and of what can only protect.
OUTCOMES = """
create table outcomes as
select frame, instrument, kind, case kind
  when 'definition' then case
    when elig = 2 and exc = 0 then 'recognised'
    when elig = 2 and exc = 1 then 'undecided'
    when elig = 2 and exc = 2 then 'excluded'
    when elig = 1 and exc = 2 then :early
    when elig = 1 then 'undecided'
    when elig = 0 then 'not-recognised' end
  when 'form' then case
    when elig = 0 or exc = 2 then 'not-recognised'
    when elig = 2 and exc = 0 then 'complementary'
    else 'undecided' end
  when 'positive' then case elig
    when 2 then 'recognised' when 1 then 'undecided' else 'not-established' end
end as outcome
from by_instrument join applied using (frame, instrument)
"""

# An undecided person whom standing proposals, all accepted, would make a refugee is presumed.
PERSONS = """
create table persons as
with counted as (
  select frames.frame, number, hypothesis, assumed,
    count(*) filter (kind <> 'form' and outcome = 'recognised') as recognised,
    count(*) filter (kind <> 'form' and outcome = 'undecided') as undecided,
    count(*) filter (kind = 'form' and outcome = 'complementary') as complementary,
    count(*) filter (kind = 'form' and outcome = 'undecided') as form_undecided,
    count(*) filter (kind = 'definition' and outcome = 'excluded') as excluded,
    count(*) filter (outcome = 'not-recognised') as refused
  from frames left join outcomes using (frame) group by all
), found as (
  select *, case
    when recognised > 0 then 'recognised'
    when undecided > 0 then 'undecided'
    when complementary > 0 then 'complementary'
    when form_undecided > 0 then 'undecided'
    when excluded > 0 then 'excluded'
    when refused > 0 then 'not-recognised'
    else 'undecided' end as outcome
  from counted
)
select recorded.number, recorded.hypothesis, recorded.frame,
  case when recorded.outcome = 'undecided' and accepted.outcome = 'recognised'
    then 'presumed' else recorded.outcome end as outcome,
  recorded.excluded > 0 as also_excluded
from found recorded join found accepted
  on accepted.number = recorded.number and accepted.hypothesis = recorded.hypothesis
where accepted.assumed and not recorded.assumed
"""

REMOVAL = """
create table removal as
select bars.frame, bars.place, bars.value from bars
join frames on frames.frame = bars.frame and not frames.assumed
"""

CASES = """
create table cases as
select number, case
    when count(distinct outcome) = 1 then any_value(outcome)
    when count(*) filter (outcome not in ('recognised', 'presumed')) = 0 then 'presumed'
    else 'undecided' end as outcome,
  case when count(distinct outcome) > 1
    and count(*) filter (outcome not in ('recognised', 'complementary')) = 0
    then 'complementary' end as floor
from persons group by number
"""
