"""The rules as an OpenFisca tax and benefit system. Runs in an environment of its own.

Every element is a variable of its entity. Quantifiers stand in two forms: as OpenFisca's own
maximum over a group ("extremes"), and as a question whether any member says yes, or is undetermined
("counts"), which OpenFisca answers several times faster. Values: 0 no, 1 undetermined, 2 yes.
Usage: python peer.py RULES.json [CASES.npz]
Without cases it prints the inputs that the rules need, with them times and how outcomes compare.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity  # type: ignore[import-not-found]
from openfisca_core.periods import DateUnit  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import (  # type: ignore[import-not-found]
    TaxBenefitSystem,
)
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

Array = Any
Formula = Callable[[Any, Any], Array]  # of a population and a period
PLAIN, FOR_BRANCH = 1, 0
HARM, PAIR, ACT = 0, 1, 2
PERIOD = "2026"
RUNS = 3
FORMS = ("counts", "extremes")
PLACES = ("country", "other", "destination")
# Where an element of a scope stands: its entity, and the kind of line where that is the line.
CONTEXT = {
    "person": "case",
    **dict.fromkeys(PLACES, "place"),
    "harm": "harm",
    "area": "area",
    "area-harm": "pair",
    "act": "act",
}
ENTITY = {"case": "case", "place": "place", "area": "area"}  # all others are lines
KINDS = {"harm": HARM, "pair": PAIR, "act": ACT}
INPUTS: dict[str, dict[str, type]] = {
    "line": {"kind": int, "head": bool},
    "place": dict.fromkeys(("reference", "alleged", "destination", "harms_complete"), bool),
    "case": {"countries_complete": bool},
}
# Outcomes in the numbers of the export.
RECOGNISED, UNDECIDED, COMPLEMENTARY, NOT_RECOGNISED, EXCLUDED = 0, 2, 3, 4, 5


def plain_name(name: str) -> str:
    return name.replace("-", "_").replace(" ", "__")


def entity_of(context: str) -> str:
    return ENTITY.get(context, "line")


def entities() -> list[Any]:
    roles = [{"key": "member"}]
    groups = [build_entity(n, f"{n}s", n, roles=roles) for n in ("case", "place", "area")]
    return [build_entity("line", "lines", "line", is_person=True), *groups]


class Rules:
    """Builds the variables of a law, each when it is first needed."""

    def __init__(self, rules: Mapping[str, Any], form: str) -> None:
        self.rules = rules
        self.form = form
        self.system = TaxBenefitSystem(entities())
        self.entity = {entity.key: entity for entity in self.system.entities}
        self.needed: list[tuple[str, int | None]] = []
        self.known: set[str] = set()
        for entity, columns in INPUTS.items():
            for name, kind in columns.items():
                self.variable(name, entity, None, kind)
        self.outputs = [self.instrument(instrument) for instrument in rules["instruments"]]

    def variable(self, name: str, entity: str, formula: Formula | None, kind: type = int) -> str:
        """Add a variable to the system; its name there."""
        plain = plain_name(name)
        if plain not in self.known:
            self.known.add(plain)
            body = {
                "value_type": kind,
                "entity": self.entity[entity],
                "definition_period": DateUnit.YEAR,
            }
            if formula is not None:
                body["formula"] = formula
            self.system.add_variable(type(plain, (Variable,), body))
        return plain

    # Instruments

    def instrument(self, instrument: dict[str, Any]) -> tuple[str, str]:
        """The variable of an instrument's outcome, and what the export calls it."""
        if instrument["removal"] is not None:
            prohibited = self.formula(instrument["removal"], "place", PLAIN)

            def on_destination(place: Any, period: Any) -> Array:
                return np.where(place("destination", period), prohibited(place, period), 0)

            return self.variable("prohibited", "place", on_destination), "prohibited"
        eligible = self.formula(self.eligible(instrument), "case", PLAIN)
        exclusion = self.formula(instrument["exclusion"] or ["any"], "case", PLAIN)
        definition = instrument["kind"] == "refugee-definition"

        def outcome(case: Any, period: Any) -> Array:
            able, excluded = eligible(case, period), exclusion(case, period)
            if definition:
                choices = [able == 0, (able == 1) | (excluded == 1), excluded == 2]
                return np.select(choices, [NOT_RECOGNISED, UNDECIDED, EXCLUDED], RECOGNISED)
            choices = [(able == 0) | (excluded == 2), (able == 2) & (excluded == 0)]
            return np.select(choices, [NOT_RECOGNISED, COMPLEMENTARY], UNDECIDED)

        name = f"outcome {instrument['id']}"
        return self.variable(name, "case", outcome), name

    def eligible(self, instrument: dict[str, Any]) -> list[Any]:
        bars = [["not", ["ref", bar]] for bar in instrument["bars"]]
        whole = ["some", "country", None, ["all", instrument["inclusion"], *bars]]
        if instrument["preconditions"] is not None:
            whole = ["all", instrument["preconditions"], whole]
        return ["any", instrument["instead"], whole] if instrument["instead"] else whole

    # Elements and expressions

    def element(self, name: str, reading: int) -> str:
        """The variable of an element under a reading."""
        about = self.rules["elements"][name]
        context = CONTEXT[about["scope"]]
        if about["authority"] and reading == PLAIN:
            reading = FOR_BRANCH
        parts = [e for e in (about["opens"], about["combine"]) if e is not None]
        if about["combine"] is None:
            self.need(name, reading)
            leaf = self.variable(f"{name} {reading}", entity_of(context), None)
            if not parts:
                return leaf
            opens = self.formula(parts[0], context, reading)
            answer = fetch(leaf, entity_of(context), context)
            whole = joined([opens, answer], some=False)
            return self.variable(f"{name} {reading} opened", entity_of(context), whole)
        if plain_name(f"{name} {reading}") not in self.known:
            whole = self.formula(["all", *parts], context, reading)
            self.variable(f"{name} {reading}", entity_of(context), whole)
        return plain_name(f"{name} {reading}")

    def need(self, name: str, reading: int | None) -> None:
        if (name, reading) not in self.needed:
            self.needed.append((name, reading))

    def formula(self, expression: list[Any], context: str, reading: int) -> Formula:
        """An expression as a formula of the entity of its context."""
        word, *rest = expression
        if word == "ref":
            scope = self.rules["elements"][rest[0]]["scope"]
            return fetch(self.element(rest[0], reading), entity_of(CONTEXT[scope]), context)
        if word in ("all", "any"):
            parts = [self.formula(part, context, reading) for part in rest]
            return joined(parts, some=word == "any")
        if word == "not":
            inner = self.formula(rest[0], context, 2 - reading)
            return lambda population, period: 2 - inner(population, period)
        if word == "as-found":
            return self.formula(rest[0], context, PLAIN)
        if word == "read":
            return self.formula(rest[2], context, reading)
        if word == "indicator":
            self.need(rest[0], None)
            entity = entity_of(CONTEXT[self.rules["indicators"][rest[0]]])
            return fetch(self.variable(rest[0], entity, None), entity, context)
        over, being, part = rest
        if word == "some":
            return self.some(over, being, part, context, reading)
        none = self.some(over, being, ["not", part], context, 2 - reading)
        return lambda population, period: 2 - none(population, period)

    def some(
        self, over: str, being: str | None, part: list[Any], context: str, reading: int
    ) -> Formula:
        """Some member of a set."""
        if being is not None:
            value = self.formula(part, "place", reading)
            return lambda place, period: np.where(
                place("reference", period), value(place, period), 0
            )
        if over == "other" and context == "place":
            return self.other_than_own(part, reading)
        inside = {"harm": "pair" if context == "area" else "harm", "area": "area", "act": "act"}
        value = self.formula(part, inside.get(over, "place"), reading)
        return over_lines(value, over, inside.get(over, "place"), context, self.form)

    def other_than_own(self, part: Any, reading: int) -> Formula:
        """Over the other countries of the case: those that say so, less the country itself."""
        value = self.formula(part, "place", reading)

        def found(place: Any, period: Any) -> Array:
            said = np.where(place("alleged", period), value(place, period), 0)
            head = place.members("head", period)
            on_lines = np.where(head, place.project(said), 0)
            result = np.zeros(place.count, np.int32)
            case = place.simulation.populations["case"]
            for answer in (1, 2):
                everywhere = case.project(case.sum(on_lines == answer))
                elsewhere = place.value_from_first_person(everywhere) - (said == answer)
                result[elsewhere > 0] = answer
            return result

        return found


def joined(parts: list[Formula], *, some: bool) -> Formula:
    """The least or the greatest of the parts."""
    if not parts:
        return lambda population, _period: np.full(population.count, 0 if some else 2)
    if len(parts) == 1:
        return parts[0]
    extreme = np.maximum if some else np.minimum

    def formula(population: Any, period: Any) -> Array:
        value = parts[0](population, period)
        for part in parts[1:]:
            value = extreme(value, part(population, period))
        return value

    return formula


def fetch(variable: str, entity: str, context: str) -> Formula:
    """A variable of an entity, seen from a context."""
    here = entity_of(context)
    if entity == here:
        return lambda population, period: population(variable, period)
    if here == "line":
        return lambda line, period: getattr(line, entity)(variable, period)

    def from_above(group: Any, period: Any) -> Array:
        above = group.simulation.populations[entity]
        return group.value_from_first_person(above.project(above(variable, period)))

    return from_above


def over_lines(value: Formula, over: str, inside: str, context: str, form: str) -> Formula:
    """Some member says yes, or is undetermined, or may be one that nobody named."""
    gap = {"country": "countries_complete", "harm": "harms_complete"}.get(over)
    complete = fetch(gap, "case" if over == "country" else "place", context) if gap else None
    member = {"country": "reference", "other": "alleged", "destination": "destination"}.get(over)

    def formula(group: Any, period: Any) -> Array:
        line = group.members
        if entity_of(inside) == "line":
            said, there = value(line, period), line("kind", period) == KINDS[inside]
        else:
            population = group.simulation.populations[entity_of(inside)]
            said = population.project(value(population, period))
            there = line("kind", period) == PAIR
            if member is not None:
                marked = population.project(population(member, period))
                there = line("head", period) & marked
        if form == "extremes":
            found = group.max(np.where(there, said, 0)).astype(np.int32)
            if complete is None:
                return found
            return np.maximum(found, np.where(complete(group, period), 0, 1))
        yes = group.any(there & (said == 2))
        maybe = group.any(there & (said == 1))
        if complete is not None:
            maybe = maybe | ~complete(group, period)
        return np.where(yes, 2, maybe)

    return formula


def simulation_of(rules: Rules, arrays: Mapping[str, Array]) -> Any:
    """A simulation with every input set."""
    builder = SimulationBuilder()
    builder.create_entities(rules.system)
    lines, cases, places, areas = arrays["sizes"].tolist()
    builder.declare_person_entity("line", np.arange(lines))
    for name, size in (("case", cases), ("place", places), ("area", areas)):
        population = builder.populations[name]
        population.ids, population.count = np.arange(size), size
        population.members_entity_id = arrays[f"line_{name}"]
    simulation = builder.build(rules.system)
    for columns in INPUTS.values():
        for name in columns:
            simulation.set_input(name, PERIOD, arrays[name])
    for name, reading in rules.needed:
        given = name if reading is None else f"{name} {reading}"
        simulation.set_input(plain_name(given), PERIOD, arrays[given].astype(np.int32))
    return simulation


def main() -> None:
    law = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if len(sys.argv) == 2:
        print(json.dumps(Rules(law, FORMS[0]).needed))
        return
    arrays = dict(np.load(sys.argv[2]))
    print(json.dumps({form: measured(Rules(law, form), arrays) for form in FORMS}))


def measured(rules: Rules, arrays: Mapping[str, Array]) -> dict[str, Any]:
    """The best time of some runs, and how many outcomes differ from those that were given."""
    runs = [timed(rules, arrays) for _ in range(RUNS)]
    simulation = simulation_of(rules, arrays)
    found = {said: simulation.calculate(name, PERIOD) for name, said in rules.outputs}
    return {
        "loading": min(loading for loading, _ in runs),
        "calculation": min(calculation for _, calculation in runs),
        "compared": sum(len(values) for values in found.values()),
        "differing": {said: int((v != arrays[said]).sum()) for said, v in found.items()},
    }


def timed(rules: Rules, arrays: Mapping[str, Array]) -> tuple[float, float]:
    """The time to set every input, and to calculate every outcome."""
    started = time.perf_counter()
    simulation = simulation_of(rules, arrays)
    loaded = time.perf_counter()
    for name, _ in rules.outputs:
        simulation.calculate(name, PERIOD)
    return loaded - started, time.perf_counter() - loaded


if __name__ == "__main__":
    main()
