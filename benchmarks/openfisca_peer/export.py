"""What the OpenFisca peer is given: the law as plain lists, and one caseload as arrays.

The values of leaves are given as they count, after facts and the reading of `unresolved`, so that
the peer has nothing to do but the rules. Its lines are what OpenFisca calls persons: one for each
feared harm, for each pair of an area and a harm, for each act, and for each place without a harm.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from openrsd.caseload.batch import turns
from openrsd.caseload.kleene import Ints, Marks, Rows, Value
from openrsd.caseload.recorded import AsRecorded, Recorded
from openrsd.determination.values import Reading
from openrsd.law.expressions import (
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
)
from openrsd.law.files import Scope
from openrsd.law.model import Instrument, Law

HARM, PAIR, ACT, NONE = 0, 1, 2, 3  # kinds of lines


def write_rules(law: Law, place: Path) -> None:
    """The elements and instruments of a law as JSON."""
    elements = {
        element.id: {
            "scope": element.scope.value,
            "authority": element.on_authority,
            "combine": _plain(element.combine),
            "opens": _plain(element.opens),
        }
        for element in law.elements.values()
    }
    rules = {
        "elements": elements,
        "indicators": {i.id: i.scope.value for i in law.indicators.values()},
        "instruments": [_instrument(instrument) for instrument in law.instruments.values()],
    }
    place.write_text(json.dumps(rules), encoding="utf-8")


def _instrument(instrument: Instrument) -> dict[str, Any]:
    roots = ("instead", "preconditions", "inclusion", "exclusion", "removal")
    return {
        "id": instrument.id,
        "kind": instrument.kind.value,
        "bars": list(instrument.bars),
        **{root: _plain(getattr(instrument, root)) for root in roots},
    }


def _plain(expression: Expression | None) -> list[Any] | None:
    match expression:
        case None:
            return None
        case Ref(name) | Indicator(name):
            return ["ref" if isinstance(expression, Ref) else "indicator", name]
        case All(parts) | AnyOf(parts):
            word = "all" if isinstance(expression, All) else "any"
            return [word, *(_plain(part) for part in parts)]
        case Not(part):
            return ["not", _plain(part)]
        case AsFound(part):
            return ["as-found", _plain(part)]
        case ReadAs(variable, source, part):
            return ["read", variable.value, source.value, _plain(part)]
        case Quantified(some, over, part, being):
            word = "some" if some else "every"
            return [word, over.value, being and being.value, _plain(part)]


def write_cases(batch: pa.RecordBatch, law: Law, needed: list[list[Any]], place: Path) -> None:
    """The arrays of one batch of cases with one hypothesis each. `needed` names inputs."""
    (turn,) = turns(batch, law)
    recorded = turn.recorded
    lines = _Lines(recorded)
    arrays: dict[str, Any] = lines.structure()
    leaves = AsRecorded(recorded)
    for name, reading in needed:
        if reading is None:
            marks = recorded.indicated(name)
            arrays[name] = _spread(marks, lines.size_of(law.indicators[name].scope)) * 2
        else:
            value = leaves.value(name, Reading(reading))
            arrays[f"{name} {reading}"] = lines.of_leaf(law.elements[name].scope, value)
    for name, outcome in turn.person.by_instrument.items():
        arrays[f"outcome {name}"] = outcome
    arrays["prohibited"] = np.where(recorded.sets.destination, turn.prohibited, 0)
    np.savez(place, **arrays)


class _Lines:
    """How the sets of a batch stand as lines that belong to a case, a place and an area."""

    def __init__(self, recorded: Recorded) -> None:
        self.tables = recorded.tables
        self.sets = sets = recorded.sets
        pairs = self.tables.area_harm
        self.pair_area, self.pair_harm = (np.asarray(rows) for rows in self._pairs(pairs.bound))
        bare = np.flatnonzero(np.diff(sets.harms) == 0)
        harms = len(sets.place_of_harm)
        self.kind = np.repeat(
            [HARM, PAIR, ACT, NONE], [harms, pairs.size, len(sets.case_of_act), len(bare)]
        )
        of_act = sets.places[:-1].take(sets.case_of_act)
        self.place = np.concatenate(
            [sets.place_of_harm, sets.place_of_harm.take(self.pair_harm), of_act, bare]
        )
        # Every line belongs to some area there: those of no area to one for each place.
        areas = len(sets.place_of_area)
        self.areas = areas + len(sets.case_of_place)
        self.area = areas + self.place
        self.area[self.kind == PAIR] = self.pair_area

    def _pairs(self, bound: Mapping[Any, Rows | None]) -> Iterator[Rows]:
        for variable, rows in bound.items():
            if variable.value in ("area", "harm"):
                yield np.arange(self.tables.area_harm.size) if rows is None else rows

    def structure(self) -> dict[str, Any]:
        """Who belongs where, and the marks of the sets."""
        sets = self.sets
        head = np.zeros(len(self.kind), bool)
        head[np.unique(self.place, return_index=True)[1]] = True
        return {
            "kind": self.kind,
            "head": head,
            "line_case": sets.case_of_place.take(self.place),
            "line_place": self.place,
            "line_area": self.area,
            "sizes": np.array([len(self.kind), sets.cases, len(sets.case_of_place), self.areas]),
            "reference": sets.reference,
            "alleged": sets.national | sets.other,
            "destination": sets.destination,
            "countries_complete": sets.countries_complete,
            "harms_complete": sets.harms_complete,
        }

    def size_of(self, scope: Scope) -> int:
        """How many rows the entity of a scope has."""
        if scope is Scope.PERSON:
            return self.sets.cases
        if scope in (Scope.COUNTRY, Scope.OTHER, Scope.DESTINATION):
            return len(self.sets.case_of_place)
        return self.areas if scope is Scope.AREA else len(self.kind)

    def of_leaf(self, scope: Scope, value: Value) -> Ints:
        """The value of a leaf over its entity; of a harm also on the pairs that it stands in."""
        table = self.tables.of_scope(scope)
        values = _spread(value, table.size)
        whole = np.zeros(self.size_of(scope), np.int8)
        if scope is Scope.HARM:
            whole[self.kind == HARM] = values
            whole[self.kind == PAIR] = values.take(self.pair_harm)
        elif scope is Scope.AREA_HARM:
            whole[self.kind == PAIR] = values
        elif scope is Scope.ACT:
            whole[self.kind == ACT] = values
        else:
            whole[: table.size] = values
        return whole


def _spread(value: Value | Marks, size: int) -> Ints:
    whole: Ints = np.broadcast_to(np.asarray(value, np.int8), (size,)).copy()
    return whole
