"""Invented cases and country guidance: how it was answered, and which records rest on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from openrsd.caseload.facts import FactColumns
from openrsd.caseload.generate.columns import listed, words
from openrsd.caseload.generate.crowd import REFERENCE, Crowd
from openrsd.caseload.generate.lots import Marks, Numbers, Random, happens
from openrsd.caseload.generate.mixes import Recipe
from openrsd.caseload.nested import Column, Level
from openrsd.caseload.schema import ANSWERS
from openrsd.caseload.tables import owners, to_offsets
from openrsd.law.files import Scope
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.model import Law

MOST_RESTS = 3


@dataclass(frozen=True)
class _Pool:
    """What a record on a country may rest on: element, source and edition, country by country."""

    elements: list[str]
    sources: list[str]
    editions: list[str]
    begins: Numbers
    sizes: Numbers


class Guided:
    """The guidance of the law on the countries of a recipe."""

    def __init__(self, recipe: Recipe, law: Law, codes: list[str]) -> None:
        self.law = law
        self.mix = recipe.mix
        self.codes = codes
        self.guidance = [law.guidance[code] for code in codes if code in law.guidance]
        self.pools = {scope: self._pool(scope) for scope in (Scope.HARM, Scope.DESTINATION)}

    def _pool(self, scope: Scope) -> _Pool:
        found = [list(self._rests(code, scope)) for code in self.codes]
        sizes = np.array([len(rests) for rests in found], np.intp)
        rests = [rest for of_country in found for rest in of_country]
        elements, sources, editions = ([rest[i] for rest in rests] for i in range(3))
        return _Pool(elements, sources, editions, to_offsets(sizes)[:-1], sizes)

    def _rests(self, code: str, scope: Scope) -> Iterator[tuple[str, str, str]]:
        guidance = self.law.guidance.get(code)
        for element, source, edition in _proposed(guidance) if guidance else ():
            if self.law.elements[element].scope is scope:
                yield element, code, guidance.edition if guidance else ""
                yield element, source, edition

    def rests_on(self, random: Random, scope: Scope, code: Numbers, begun: Marks) -> Column:
        """For each row up to three sources that its records rest on, where there is guidance."""
        pool = self.pools[scope]
        sizes = pool.sizes.take(code)
        some = begun & (sizes > 0)
        some &= happens(random, np.full(len(code), self.mix.rests_on))
        counts = random.integers(1, MOST_RESTS + 1, len(code)) * some
        offsets = to_offsets(counts)
        row = owners(offsets)
        first = random.integers(0, 2**31, len(code)).take(row)
        step = first + np.arange(len(row)) - offsets[:-1].take(row)
        place = pool.begins.take(code.take(row)) + step % sizes.take(row)
        fields = {
            "element": words(pool.elements, place),
            "source": words(pool.sources, place),
            "edition": self._editions(random, pool.editions, place),
        }
        return listed(offsets, pa.StructArray.from_arrays(list(fields.values()), list(fields)))

    def answers(self, random: Random, crowd: Crowd, facts: Column) -> Column:
        """Profiles that fit, accepted or rebutted by a person."""
        known = FactColumns(
            Level(crowd.size, {"facts": facts}, np.arange(crowd.size + 1)), self.law.day, {}
        )
        names: list[str] = []
        editions: list[str] = []
        fits = np.zeros((crowd.size, 0), bool)
        for guidance in self.guidance:
            here = (crowd.place_code == self.codes.index(guidance.country)) & (
                crowd.place_role == REFERENCE
            )
            concerned = np.bincount(crowd.place_case, here, crowd.size) > 0
            for profile in guidance.profiles:
                names.append(profile.id)
                editions.append(guidance.edition)
                fitting = concerned & known.holds(profile.when) & (crowd.stage > 0)
                fits = np.column_stack([fits, fitting])
        drawn = random.random((crowd.size, len(names))) * 100
        given = self.mix.guidance
        given_now = fits & (drawn < given.accepted + given.rebutted)
        case, profile_number = np.nonzero(given_now)
        rebutted = (drawn[given_now] >= given.accepted).astype(np.intp)
        fields = {
            "proposal": words(names, profile_number),
            "answer": words(list(ANSWERS), rebutted),
            "edition": self._editions(random, editions, profile_number),
        }
        values = pa.StructArray.from_arrays(list(fields.values()), list(fields))
        return listed(to_offsets(np.bincount(case, minlength=crowd.size)), values)

    def _editions(self, random: Random, editions: list[str], which: Numbers) -> Column:
        earlier = self.mix.earlier_editions
        replaced = happens(random, np.full(len(which), earlier.share))
        return words([*editions, earlier.edition], np.where(replaced, len(editions), which))


def _proposed(guidance: GuidanceFile) -> Iterator[tuple[str, str, str]]:
    """Every element of which guidance speaks with each source for it, and its edition."""
    source_of: Mapping[str, tuple[str, str]] = {
        point.id: (source.id, source.published)
        for source in guidance.sources
        for point in source.points
    }
    for profile in guidance.profiles:
        for proposition in profile.proposes:
            for point in proposition.points:
                yield (proposition.element, *source_of[point])
