"""A third opinion: the semantics written as SQL, run by DuckDB.

Written from the semantics and not from the columns. Every set is a table, and every leaf a column
of the table of its scope that holds what is recorded; the law stands in `sql_law`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import duckdb
import pyarrow as pa

from openrsd.determination.frame import Gap, Instance
from openrsd.determination.framing import Framed, frame_person
from openrsd.determination.record import PersonRecord
from openrsd.determination.values import State
from openrsd.law.expressions import Variable
from openrsd.law.files import Scope
from openrsd.law.model import Law
from tests.caseload.sql_law import TABLES, statements

OF_PLACE = ("reference", "held", "other", "destination", "harms_complete")
PLAIN = {"indicators": ("indicator", "place"), "applied": ("instrument",)}
ANSWERED = {
    State.YES: "yes",
    State.NO: "no",
    State.UNRESOLVED: "unresolved",
    State.NOT_APPLICABLE: "no",
}


@dataclass(frozen=True)
class SqlOpinion:
    """What SQL says of one hypothesis. Removal: 0 no bar, 1 prohibited by default, 2 on a basis."""

    outcome: str
    also_excluded: bool
    by_instrument: Mapping[str, str]
    removal: Mapping[str, int]


@dataclass(frozen=True)
class SqlCase:
    """What SQL says of a case: over all hypotheses, and under each."""

    outcome: str
    floor: str | None
    by_hypothesis: tuple[SqlOpinion, ...]


def ask(records: Sequence[PersonRecord], law: Law) -> list[SqlCase]:
    """All cases under all their hypotheses, with one run of SQL."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    for name, table in _tables(records, law).items():
        connection.register(f"given_{name}", table)
        connection.execute(f"create table {name} as from given_{name}")
    for statement in statements(law):
        connection.execute(statement)

    def rows(query: str) -> list[tuple[object, ...]]:
        return connection.execute(query).fetchall()

    persons = rows("from persons order by number, hypothesis")
    by_instrument: dict[object, dict[str, str]] = {}
    for frame, instrument, outcome in rows("select frame, instrument, outcome from outcomes"):
        by_instrument.setdefault(frame, {})[str(instrument)] = str(outcome)
    removal: dict[object, dict[str, int]] = {}
    for frame, place, value in rows("select frame, place, value from removal"):
        removal.setdefault(frame, {})[str(place)] = int(str(value))
    opinions: dict[object, list[SqlOpinion]] = {}
    for number, _, frame, outcome, also_excluded in persons:
        opinions.setdefault(number, []).append(
            SqlOpinion(
                str(outcome),
                bool(also_excluded),
                by_instrument.get(frame, {}),
                removal.get(frame, {}),
            )
        )
    return [
        SqlCase(str(outcome), str(floor) if floor else None, tuple(opinions[number]))
        for number, outcome, floor in rows("from cases order by number")
    ]


# What is recorded, as tables


def _tables(records: Sequence[PersonRecord], law: Law) -> dict[str, pa.Table]:
    given = _Given(law)
    for number, record in enumerate(records):
        for place, hypothesis in enumerate(record.hypotheses):
            framed = frame_person(record, law, hypothesis)
            given.add(framed, framed.records, number, place, assumed=False)
            accepted = {p.instance: State.YES for p in framed.proposals if p.stands}
            given.add(framed, {**accepted, **framed.records}, number, place, assumed=True)
    return given.tables()


@dataclass
class _Given:
    """Rows for every frame: each hypothesis as recorded, and with standing proposals accepted."""

    law: Law
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    frames: int = 0

    def add(
        self,
        framed: Framed,
        records: Mapping[Instance, State],
        number: int,
        hypothesis: int,
        *,
        assumed: bool,
    ) -> None:
        frame = framed.frame
        self.frames += 1
        self.records = records
        self._row(
            Scope.PERSON,
            (),
            number=number,
            hypothesis=hypothesis,
            assumed=assumed,
            countries_complete=Gap(Variable.COUNTRY) in frame.complete,
        )
        harms, areas = dict(frame.harms), dict(frame.areas)
        for place in sorted({*frame.countries, *frame.others, *frame.destinations}):
            marks = {
                "reference": place in frame.countries,
                "held": place in frame.nationalities,
                "other": place in frame.others,
                "destination": place in frame.destinations,
                "harms_complete": Gap(Variable.HARM, place) in frame.complete,
            }
            self._row(Scope.COUNTRY, (place,), **marks)
            for harm in harms.get(place, ()):
                self._row(Scope.HARM, (place, harm))
            for area in areas.get(place, ()):
                self._row(Scope.AREA, (place, area))
                for harm in harms.get(place, ()):
                    self._row(Scope.AREA_HARM, (place, area, harm))
        for act in frame.acts:
            self._row(Scope.ACT, (act,))
        for indicator in frame.indicators:
            of_place = indicator.scope[0] if indicator.scope else None
            self._plain("indicators", indicator=indicator.element, place=of_place)
        for instrument in frame.instruments:
            self._plain("applied", instrument=instrument)

    def _row(self, scope: Scope, names: tuple[str, ...], **more: object) -> None:
        table, keys = TABLES[scope]
        states = {
            leaf: ANSWERED.get(self.records.get(Instance(leaf, names), State.OPEN))
            for leaf in _leaves(self.law, table)
        }
        self._plain(table, **dict(zip(keys, names, strict=True)), **more, **states)

    def _plain(self, table: str, **row: object) -> None:
        self.rows.setdefault(table, []).append({"frame": self.frames, **row})

    def tables(self) -> dict[str, pa.Table]:
        found = {}
        for table, keys in {**dict(TABLES.values()), **PLAIN}.items():
            columns = {name: pa.string() for name in (*keys, *_leaves(self.law, table))}
            if table == "frames":
                columns |= dict.fromkeys(("assumed", "countries_complete"), pa.bool_())
                columns |= dict.fromkeys(("number", "hypothesis"), pa.int32())
            if table == "places":
                columns |= dict.fromkeys(OF_PLACE, pa.bool_())
            schema = pa.schema({"frame": pa.int32(), **columns})
            found[table] = pa.Table.from_pylist(self.rows.get(table, []), schema=schema)
        return found


@lru_cache(maxsize=256)
def _leaves(law: Law, table: str) -> tuple[str, ...]:
    return tuple(
        element.id
        for element in law.elements.values()
        if element.is_leaf and TABLES[element.scope][0] == table
    )
