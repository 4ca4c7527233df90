"""Who the people of an invented caseload are: their countries, harms, areas and acts, as rows.

What is answered about them is drawn afterwards, by the patterns that are chosen here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openrsd.caseload.generate.lots import Among, Lots, Marks, Numbers, Random, happens
from openrsd.caseload.generate.mixes import Recipe
from openrsd.caseload.generate.shapes import Of, Stage
from openrsd.caseload.tables import owners, to_offsets

REFERENCE, OTHER, DESTINATION = 0, 1, 2
STAGES = tuple(Stage)
SECOND_OF_ITS_KIND = 20.0  # areas and acts of which there are two, of a hundred


@dataclass(frozen=True)
class Crowd:
    """The people of a block as numbers into the lists of `Population`; all rows are in order."""

    origin: Numbers
    asylum: Numbers
    authority: Numbers
    stage: Numbers
    course: Numbers
    doubted: Marks
    formerly_resident: Marks
    place_case: Numbers
    place_code: Numbers
    place_role: Numbers
    harm_place: Numbers
    harm_pattern: Numbers
    harm_kind: Numbers
    harm_number: Numbers
    harm_stated: Marks
    area_place: Numbers
    act_case: Numbers
    act_pattern: Numbers

    @property
    def size(self) -> int:
        """How many people there are."""
        return len(self.origin)

    @property
    def harm_case(self) -> Numbers:
        """For each harm its case."""
        return self.place_case.take(self.harm_place)


@dataclass(frozen=True)
class _Members:
    """The places of a block: for each case four that it may have, and which of them it has."""

    codes: Numbers
    present: Marks
    doubted: Marks


class Population:
    """The choices of a recipe, ready to be drawn from."""

    def __init__(self, recipe: Recipe) -> None:
        mix, courses = recipe.mix, recipe.courses
        origins = mix.origins
        self.recipe = recipe
        self.origins = Lots([[origin.weight for origin in origins]])
        self.asylum = Among([origin.asylum for origin in origins])
        self.authority = Among([mix.authority])
        self.stage = Lots([[mix.stages.get(stage, 0) for stage in STAGES]])
        numbers = recipe.course_numbers
        self.course = Lots([[o.courses.get(name, 0) for name in numbers] for o in origins])
        self.other = Among([origin.others for origin in origins], total=100)
        self.alleged = Among([origin.others for origin in origins])
        self.third = Among([dict.fromkeys(origin.third_countries, 1) for origin in origins])
        self.kind = Among([origin.harms for origin in origins])
        self.harms = Lots([mix.harms])
        self.first = _patterns(recipe, Of.HARM, [course.first_harm for course in courses])
        self.further = _patterns(recipe, Of.HARM, [course.further_harms for course in courses])
        self.act = _patterns(recipe, Of.ACT, [course.act for course in courses])
        self.acts = np.array([course.acts for course in courses])
        self.alternatives = np.array([course.alternatives for course in courses])
        self.alleging = np.array([course.alleges_nationality for course in courses])
        self.codes = sorted(
            {o.country for o in origins}
            | {o.second for o in origins}
            | {*self.asylum.names, *self.other.names, *self.third.names}
        )

    def coded(self, names: Sequence[str]) -> Numbers:
        """The numbers of countries; one more at the end, for none."""
        return np.array([*(self.codes.index(name) for name in names), -1], np.intp)

    def draw(self, random: Random, size: int) -> Crowd:
        """So many people."""
        alone = np.zeros(size, np.intp)
        origin = self.origins.draw(random, alone)
        asylum = self.coded(self.asylum.names).take(self.asylum.draw(random, origin))
        authority = self.authority.draw(random, alone)
        stage = self.stage.draw(random, alone)
        course = self.course.draw(random, origin)
        members = self._members(random, origin, asylum, course)
        # While the nationality is in doubt, nothing is decided.
        decided, assessed = STAGES.index(Stage.DECIDED), STAGES.index(Stage.ASSESSED)
        stage = np.where(members.doubted & (stage == decided), assessed, stage)
        begun = stage > STAGES.index(Stage.REGISTERED)
        formerly_resident = random.random(size) < 0.5
        present = members.present.ravel()
        place_case = np.repeat(np.arange(size, dtype=np.intp), 4)[present]
        harm_counts = self._harms(random, members).ravel()[present]
        harm_place = owners(to_offsets(harm_counts))
        harm_case = place_case.take(harm_place)
        of_course = course.take(harm_case)
        first = np.append(True, harm_place[1:] != harm_place[:-1])
        role = np.tile(np.array([REFERENCE, REFERENCE, OTHER, DESTINATION]), size)[present]
        named = begun.take(place_case) & (role == REFERENCE)
        areas = named & happens(random, self.alternatives.take(course.take(place_case)))
        acts = begun & happens(random, self.acts.take(course))
        area_place, act_case = _one_or_two(random, areas), _one_or_two(random, acts)
        return Crowd(
            origin=origin,
            asylum=asylum,
            authority=authority,
            stage=stage,
            course=course,
            doubted=members.doubted,
            formerly_resident=formerly_resident,
            place_case=place_case,
            place_code=members.codes.ravel()[present],
            place_role=role,
            harm_place=harm_place,
            harm_pattern=np.where(
                first, self.first.draw(random, of_course), self.further.draw(random, of_course)
            ),
            harm_kind=self.kind.draw(random, origin.take(harm_case)),
            harm_number=_position(harm_case),
            harm_stated=happens(random, np.full(len(harm_place), self.recipe.mix.stated)),
            area_place=area_place,
            act_case=act_case,
            act_pattern=self.act.draw(random, course.take(act_case)),
        )

    def _members(
        self, random: Random, origin: Numbers, asylum: Numbers, course: Numbers
    ) -> _Members:
        """The origin, a second country of reference, another that is alleged, a third country."""
        mix = self.recipe.mix
        size = len(origin)
        second = self.coded([o.second for o in mix.origins]).take(origin)
        drawn = random.random(size) * 100
        several = drawn < mix.several_nationalities
        doubted = ~several & (drawn < mix.several_nationalities + mix.doubted_nationality)
        several &= second != asylum
        alleging = self.alleging.take(course)
        by_chance = self.coded(self.other.names).take(self.other.draw(random, origin))
        alleged = self.coded(self.alleged.names).take(self.alleged.draw(random, origin))
        other = np.where(alleging, alleged, by_chance)
        # One country does not stand in two places of a case.
        same = other == second
        several &= ~(same & alleging)
        doubted &= ~(same & alleging)
        other = np.where(same & (several | doubted), -1, other)
        third = self.coded(self.third.names).take(self.third.draw(random, origin))
        two = several | doubted
        wanted = happens(random, np.full(size, mix.third_country))
        wanted &= (third != asylum) & (third != other) & ~(two & (third == second))
        wanted &= ~(two & (other >= 0))
        first = self.coded([o.country for o in mix.origins]).take(origin)
        return _Members(
            np.stack([first, second, other, third], axis=1),
            np.stack([np.ones(size, bool), two, other >= 0, wanted], axis=1),
            doubted,
        )

    def _harms(self, random: Random, members: _Members) -> Numbers:
        """How many harms are feared in each place: one at least in every country of reference."""
        size = len(members.present)
        two = members.present[:, 1].astype(np.intp)
        total = self.harms.draw(random, np.zeros(size, np.intp)) + 1
        further = np.maximum(total - 1 - two, 0)
        in_second = random.binomial(further, 0.5) * two
        nowhere = np.zeros(size, np.intp)
        return np.stack([1 + further - in_second, two + in_second, nowhere, nowhere], axis=1)


def _patterns(recipe: Recipe, of: Of, chosen: Sequence[dict[str, int]]) -> Lots:
    names = [pattern.id for pattern in recipe.patterns[of]]
    return Lots([[weights.get(name, 0) for name in names] for weights in chosen])


def _one_or_two(random: Random, marked: Marks) -> Numbers:
    """The rows that are marked, some of them twice."""
    twice = happens(random, np.full(len(marked), SECOND_OF_ITS_KIND))
    return owners(to_offsets(marked.astype(np.intp) * (1 + twice)))


def _position(owner: Numbers) -> Numbers:
    """For each row its place among those of the same owner, from 0."""
    rows = np.arange(len(owner), dtype=np.intp)
    begins = np.append(True, owner[1:] != owner[:-1]) if len(owner) else np.zeros(0, bool)
    return rows - np.maximum.accumulate(np.where(begins, rows, 0))
