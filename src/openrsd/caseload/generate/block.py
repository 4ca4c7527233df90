"""One block of invented cases: a crowd, its answers, and both as columns."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openrsd.caseload.generate.answers import Sheet, asked_in
from openrsd.caseload.generate.births import Births
from openrsd.caseload.generate.columns import listed, named_marks, structure, words
from openrsd.caseload.generate.crowd import DESTINATION, OTHER, REFERENCE, STAGES, Population
from openrsd.caseload.generate.guided import Guided
from openrsd.caseload.generate.lots import OUT_OF, Among, Marks, Numbers, Random, happens
from openrsd.caseload.generate.mixes import Recipe
from openrsd.caseload.generate.shapes import Of, Stage
from openrsd.caseload.nested import Column
from openrsd.caseload.schema import AUTHORITIES, BASES, HYPOTHESIS, STATUSES, case_schema
from openrsd.caseload.tables import to_offsets
from openrsd.determination.outcome import Outcome
from openrsd.law.files import Scope
from openrsd.law.model import Law

WAITING, REFUSED, COMPLEMENTARY, RECOGNISED = STATUSES
STATUS = {
    Outcome.RECOGNISED: RECOGNISED,
    Outcome.COMPLEMENTARY: COMPLEMENTARY,
    Outcome.NOT_RECOGNISED: REFUSED,
    Outcome.EXCLUDED: REFUSED,
}
BIRTH_DATE = "birth-date"
HYPOTHESES = ("as-claimed", "as-doubted")
HARM_IDS = [f"harm-{number}" for number in range(1, 9)]
AREA_IDS = ["area-1", "area-2"]
ACT_IDS = ["act-1", "act-2"]
# By the scope of an indicator, the place of which it speaks.
MARKED = {Scope.COUNTRY: REFERENCE, Scope.OTHER: OTHER}


class Prepared:
    """Everything that is made ready once and drawn from for every block."""

    def __init__(self, recipe: Recipe, law: Law) -> None:
        mix = recipe.mix
        self.recipe = recipe
        self.law = law
        self.schema = case_schema(law)
        self.population = Population(recipe)
        self.codes = self.population.codes
        self.guided = Guided(recipe, law, self.codes)
        self.facts = {
            name: Among([origin.facts.get(name, {}) for origin in mix.origins], total=OUT_OF)
            for name in dict.fromkeys(name for origin in mix.origins for name in origin.facts)
        }
        self.births = Births(mix.origins, law.day)
        conditions = [
            (stage, asked_in(law, code, "state" if name == AUTHORITIES[0] else "unhcr"))
            for code in self.codes
            for name in self.population.authority.names
            for stage in STAGES
        ]
        self.sheets = {of: Sheet(recipe, of, law, conditions) for of in Of}
        self.complete = np.array([mix.lists_complete[stage] for stage in STAGES])

    def patterns(self, of: Of, names: Sequence[str]) -> Numbers:
        """The number of the pattern that each course names."""
        return np.array([self.recipe.number(of, name) for name in names])

    def indicated(self, scope: Scope) -> dict[str, NDArray[np.float64]]:
        """By indicator of a scope how often it is set, course by course."""
        shares = {}
        for indicator in self.law.indicators.values():
            often = np.array(
                [
                    course.indicators.get(
                        indicator.id, self.recipe.mix.indicators.get(indicator.id, 0.0)
                    )
                    for course in self.recipe.courses
                ]
            )
            if indicator.scope is scope and often.any():
                shares[indicator.id] = often
        return shares


class Block:
    """A block on its way from a crowd to columns. What is drawn depends on the order here."""

    def __init__(self, prepared: Prepared, random: Random, size: int) -> None:
        self.prepared = prepared
        self.random = random
        self.crowd = crowd = prepared.population.draw(random, size)
        self.courses = prepared.recipe.courses
        authorities = len(prepared.population.authority.names)
        self.condition = (crowd.asylum * authorities + crowd.authority) * len(STAGES) + crowd.stage
        self.begun = crowd.stage > STAGES.index(Stage.REGISTERED)
        self.decided = crowd.stage == STAGES.index(Stage.DECIDED)

    def columns(self) -> dict[str, Column]:
        """Every column of a caseload but the ids of the cases."""
        crowd, prepared, courses = self.crowd, self.prepared, self.courses
        every = np.arange(crowd.size)
        statuses = [WAITING, *(STATUS[course.leads_to] for course in courses)]
        pending = np.array([course.claim_pending for course in courses])
        pattern = prepared.patterns(Of.PERSON, [course.person for course in courses])
        facts = self._facts()
        return {
            "asylum": words(prepared.codes, crowd.asylum),
            "authority": words(prepared.population.authority.names, crowd.authority),
            "status": words(statuses, np.where(self.decided, crowd.course + 1, 0)),
            "claim_pending": pa.array(~self.decided | pending.take(crowd.course)),
            "facts": facts,
            "indicators": self._indicators(Scope.PERSON, every, self.begun),
            "findings": self._findings(Of.PERSON, pattern.take(crowd.course), every),
            "rests_on": self._nothing(prepared.schema.field("rests_on").type, crowd.size),
            "answers": prepared.guided.answers(self.random, crowd, facts),
            "hypotheses": self._hypotheses(),
            "countries_complete": self._complete(every),
            "countries": self._places(),
            "acts": self._acts(),
        }

    # The case

    def _facts(self) -> Column:
        prepared, crowd = self.prepared, self.crowd
        fields = {
            name: words(among.names, among.draw(self.random, crowd.origin))
            for name, among in prepared.facts.items()
        }
        fields[BIRTH_DATE] = prepared.births.draw(self.random, crowd.origin)
        return structure(prepared.schema.field("facts").type, crowd.size, fields)

    def _hypotheses(self) -> Column:
        """Two for those whose nationality is in doubt: as she says, and as it is doubted."""
        crowd = self.crowd
        places = np.flatnonzero(
            crowd.doubted.take(crowd.place_case) & (crowd.place_role == REFERENCE)
        )
        second = np.arange(len(places)) % 2
        resident = (second > 0) & crowd.formerly_resident.take(crowd.place_case.take(places))
        codes = words(self.prepared.codes, crowd.place_code.take(places))
        fields = {
            "id": words(HYPOTHESES, second),
            "nationality": _listed_where(~resident, codes),
            "former_habitual_residence": _listed_where(resident, codes),
        }
        values = structure(HYPOTHESIS, len(places), fields)
        return listed(to_offsets(crowd.doubted * 2), values)

    def _complete(self, cases: Numbers) -> Column:
        """Whether a person recorded a list of these cases complete."""
        shares = self.prepared.complete.take(self.crowd.stage.take(cases))
        return pa.array(happens(self.random, shares))

    # Places and what is feared there

    def _places(self) -> Column:
        crowd, prepared, courses = self.crowd, self.prepared, self.courses
        kind = prepared.schema.field("countries").type.value_type
        cases, role = crowd.place_case, crowd.place_role
        reference = role == REFERENCE
        of_role = np.stack(
            [
                prepared.patterns(Of.PLACE, [c.reference for c in courses]),
                prepared.patterns(Of.PLACE, [c.other for c in courses]),
                prepared.patterns(Of.PLACE, [c.destination for c in courses]),
            ]
        )
        stated_basis = reference & ~crowd.doubted.take(cases)
        begun = self.begun.take(cases) & reference
        fields = {
            "code": words(prepared.codes, crowd.place_code),
            "basis": words(BASES, np.where(stated_basis, 0, -1)),
            "other": pa.array(role == OTHER),
            "destination": pa.array(role == DESTINATION),
            "harms_complete": self._complete(cases),
            "indicators": self._indicators_of_places(),
            "findings": self._findings(Of.PLACE, of_role[role, crowd.course.take(cases)], cases),
            "rests_on": prepared.guided.rests_on(
                self.random, Scope.DESTINATION, crowd.place_code, begun
            ),
            "harms": self._harms(kind.field("harms").type),
            "areas": self._areas(kind.field("areas").type),
        }
        offsets = to_offsets(np.bincount(cases, minlength=crowd.size))
        return listed(offsets, structure(kind, len(cases), fields))

    def _harms(self, kind: pa.DataType) -> Column:
        crowd, prepared = self.crowd, self.prepared
        cases = crowd.harm_case
        fields = {
            "id": words(HARM_IDS, crowd.harm_number),
            "kind": words(prepared.population.kind.names, crowd.harm_kind),
            "stated": pa.array(crowd.harm_stated),
            "findings": self._findings(Of.HARM, crowd.harm_pattern, cases),
            "rests_on": prepared.guided.rests_on(
                self.random,
                Scope.HARM,
                crowd.place_code.take(crowd.harm_place),
                self.begun.take(cases),
            ),
        }
        offsets = to_offsets(np.bincount(crowd.harm_place, minlength=len(crowd.place_case)))
        return listed(offsets, structure(kind.value_type, len(cases), fields))

    def _areas(self, kind: pa.DataType) -> Column:
        crowd, prepared, courses = self.crowd, self.prepared, self.courses
        place = crowd.area_place
        cases = crowd.place_case.take(place)
        course = crowd.course.take(cases)
        pattern = prepared.patterns(Of.AREA, [c.area for c in courses])
        by_harm = prepared.patterns(Of.AREA_HARM, [c.area_harm for c in courses])
        harms = np.bincount(crowd.harm_place, minlength=len(crowd.place_case)).take(place)
        inner = kind.value_type.field("by_harm").type
        area = np.repeat(np.arange(len(place)), harms)
        asked = self._findings(Of.AREA_HARM, by_harm.take(course.take(area)), cases.take(area))
        fields = {
            "id": words(AREA_IDS, _second(place)),
            "findings": self._findings(Of.AREA, pattern.take(course), cases),
            "by_harm": listed(
                to_offsets(harms), structure(inner.value_type, len(area), {"findings": asked})
            ),
            "rests_on": self._nothing(kind.value_type.field("rests_on").type, len(place)),
        }
        offsets = to_offsets(np.bincount(place, minlength=len(crowd.place_case)))
        return listed(offsets, structure(kind.value_type, len(place), fields))

    def _acts(self) -> Column:
        crowd, kind = self.crowd, self.prepared.schema.field("acts").type
        cases = crowd.act_case
        fields = {
            "id": words(ACT_IDS, _second(cases)),
            "findings": self._findings(Of.ACT, crowd.act_pattern, cases),
            "rests_on": self._nothing(kind.value_type.field("rests_on").type, len(cases)),
        }
        offsets = to_offsets(np.bincount(cases, minlength=crowd.size))
        return listed(offsets, structure(kind.value_type, len(cases), fields))

    # What is recorded

    def _findings(self, of: Of, pattern: Numbers, cases: Numbers) -> Column:
        sheet = self.prepared.sheets[of]
        found = sheet.draw(self.random, pattern, self.condition.take(cases))
        kind = self._findings_type(of)
        fields = {name: pa.array(codes) for name, codes in found.items()}
        return structure(kind, len(cases), fields)

    def _findings_type(self, of: Of) -> pa.DataType:
        schema = self.prepared.schema
        place = schema.field("countries").type.value_type
        area = place.field("areas").type.value_type
        holder = {
            Of.PERSON: schema,
            Of.PLACE: place,
            Of.HARM: place.field("harms").type.value_type,
            Of.AREA: area,
            Of.AREA_HARM: area.field("by_harm").type.value_type,
            Of.ACT: schema.field("acts").type.value_type,
        }[of]
        return holder.field("findings").type

    def _indicators_of_places(self) -> Column:
        crowd = self.crowd
        marks: dict[str, Marks] = {}
        for scope, role in MARKED.items():
            there = (crowd.place_role == role) & self.begun.take(crowd.place_case)
            marks |= self._marks(scope, crowd.place_case, there)
        return named_marks(marks, len(crowd.place_case))

    def _indicators(self, scope: Scope, cases: Numbers, where: Marks) -> Column:
        return named_marks(self._marks(scope, cases, where), len(cases))

    def _marks(self, scope: Scope, cases: Numbers, where: Marks) -> dict[str, Marks]:
        course = self.crowd.course.take(cases)
        return {
            name: where & happens(self.random, shares.take(course))
            for name, shares in self.prepared.indicated(scope).items()
        }

    def _nothing(self, kind: pa.DataType, size: int) -> Column:
        return pa.nulls(size, kind)


def _listed_where(marks: Marks, values: Column) -> Column:
    """A list of its one value where the mark stands, an empty one elsewhere."""
    return listed(to_offsets(marks.astype(np.intp)), values.filter(pa.array(marks)))


def _second(owner: Numbers) -> Numbers:
    """0 for the first row of each owner, 1 for its second."""
    return np.append(0, owner[1:] == owner[:-1])[: len(owner)].astype(np.intp)
