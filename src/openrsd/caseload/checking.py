"""Rows that cannot be screened, and why. Each is reported; none changes what follows for others."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openrsd.caseload.kleene import Marks, Rows
from openrsd.caseload.nested import Column, Level, Levels, Numbers, encoded, struct_fields
from openrsd.caseload.schema import (
    ANSWERS,
    AUTHORITIES,
    BASES,
    HIGHEST_CODE,
    MAX_LETTERS,
    MAX_MEMBERS,
    STATUSES,
)
from openrsd.determination.casefile.fact_values import clean_fact, had_begun
from openrsd.law.countries import is_country
from openrsd.law.files import Scope
from openrsd.law.model import Law

Found = tuple[Rows, str]  # rows of the batch, and what is wrong with each of them
SHOWN_LETTERS = 40


def problems_of(levels: Levels, law: Law) -> dict[int, str]:
    """What is wrong with rows of the batch, by row; sound rows are not named."""
    by_row: dict[int, list[str]] = {}
    for rows, message in _Check(levels, law).problems():
        for row in np.unique(rows).tolist():
            by_row.setdefault(row, []).append(message)
    return {row: "; ".join(messages[:3]) for row, messages in sorted(by_row.items())}


class _Check:
    def __init__(self, levels: Levels, law: Law) -> None:
        self.levels = levels
        self.law = law
        case = np.arange(levels.case.size, dtype=np.intp)
        place = levels.place.owner
        harm, area = place.take(levels.harm.owner), place.take(levels.area.owner)
        # The names of the levels as users know them, and the case of each of their rows.
        self.cases_of = {
            "": (levels.case, case),
            "countries": (levels.place, place),
            "countries.harms": (levels.harm, harm),
            "countries.areas": (levels.area, area),
            "countries.areas.by_harm": (
                levels.area_harm,
                area.take(levels.area_harm.owner),
            ),
            "acts": (levels.act, levels.act.owner),
            "hypotheses": (levels.hypothesis, levels.hypothesis.owner),
        }

    def problems(self) -> Iterator[Found]:
        """Everything that is wrong."""
        yield from self._numbers_of_members()
        yield from self._ids()
        yield from self._vocabularies()
        yield from self._countries()
        yield from self._hypotheses()
        yield from self._facts()
        yield from self._indicators()
        yield from self._answers()
        for name, (level, cases) in self.cases_of.items():
            yield from self._findings(name, level, cases)
            yield from self._rests_on(name, level, cases)
        yield from self._areas()

    # Sets and ids

    def _numbers_of_members(self) -> Iterator[Found]:
        for name, (level, cases) in self.cases_of.items():
            most = MAX_MEMBERS.get(name.rpartition(".")[2])
            if most is None:
                continue
            many = np.flatnonzero(np.diff(level.offsets) > most)
            if len(many):
                above = cases[level.offsets[many]]
                yield above, f"{name}: more than {most} stand in one list"

    def _ids(self) -> Iterator[Found]:
        names = {"": "case", "countries": "code"}
        for name, (level, cases) in self.cases_of.items():
            if not level.size or name.endswith("by_harm"):
                continue
            key = names.get(name, "id")
            at = f"{name}.{key}" if name else key
            words = level.words(key)
            letters = pc.fill_null(pc.utf8_length(words), 0).to_numpy(zero_copy_only=False)
            if (letters == 0).any():
                yield cases[letters == 0], f"{at} is empty"
            if (letters > MAX_LETTERS).any():
                yield cases[letters > MAX_LETTERS], f"{at} has more than {MAX_LETTERS} letters"
            if name:
                twice = _standing_twice(level.coded(key)[0], level)
                if twice.any():
                    yield cases[twice], f"{at} stands twice in one list"

    def _vocabularies(self) -> Iterator[Found]:
        for name, key, known in (
            ("", "authority", AUTHORITIES),
            ("", "status", STATUSES),
            ("countries", "basis", BASES),
            ("countries.harms", "kind", tuple(self.law.harm_kinds)),
        ):
            level, cases = self.cases_of[name]
            at = f"{name}.{key}" if name else key
            yield from _outside(level, key, known, cases, at)

    # Countries

    def _countries(self) -> Iterator[Found]:
        levels = self.levels
        place, cases = self.cases_of["countries"]
        yield from _no_countries(
            levels.case.words("asylum"), np.arange(levels.case.size, dtype=np.intp), "asylum"
        )
        named = self._named_by_hypotheses()
        basis, _ = place.coded("basis")
        reference = (basis >= 0) | named
        must_be = reference | place.marks("destination")
        codes = place.words("code")
        rows = np.flatnonzero(must_be)
        yield from _no_countries(codes.take(pa.array(rows)), cases[rows], "countries.code")
        holds = reference | place.marks("other")
        for inner in ("harms", "areas"):
            level = self.cases_of[f"countries.{inner}"][0]
            stray = np.flatnonzero((np.diff(level.offsets) > 0) & ~holds)
            if len(stray):
                yield (
                    cases[stray],
                    f"countries.{inner}: the country has no basis, stands in no hypothesis and is "
                    "no other country of the case",
                )
        some = np.bincount(cases[basis >= 0], minlength=levels.case.size) > 0
        many = np.diff(levels.hypothesis.offsets) > 0
        if (~some & ~many).any():
            yield (
                np.flatnonzero(~some & ~many),
                "no country of reference: countries.basis is empty and there are no hypotheses",
            )
        if (some & many).any():
            yield np.flatnonzero(some & many), "countries.basis and hypotheses are both given"

    def _named_by_hypotheses(self) -> Marks:
        """Places that some hypothesis of their case names."""
        place = self.levels.place
        keys = self._keys_of_hypotheses()
        (numbers, *named), words = encoded(
            place.words("code"), *(level.words("") for level, _ in keys)
        )
        marks = np.zeros(place.size, bool)
        if not self.levels.hypothesis.size:
            return marks
        pairs = _pairs(place.owner, numbers, words)
        for (_, cases), codes in zip(keys, named, strict=True):
            marks |= np.isin(pairs, _pairs(cases, codes, words))
        return marks

    def _keys_of_hypotheses(self) -> list[tuple[Level, Rows]]:
        """The lists of codes of all hypotheses, with the case of each code."""
        level, cases = self.cases_of["hypotheses"]
        inner = [level.inner(key) for key in ("nationality", "former_habitual_residence")]
        return [(codes, cases.take(codes.owner)) for codes in inner]

    def _hypotheses(self) -> Iterator[Found]:
        level, cases = self.cases_of["hypotheses"]
        if not level.size:
            return
        counts = np.zeros(level.size, np.intp)
        place = self.levels.place
        keys = self._keys_of_hypotheses()
        (numbers, *named), words = encoded(
            place.words("code"), *(codes.words("") for codes, _ in keys)
        )
        known = _pairs(place.owner, numbers, words)
        for (codes, of_case), coded in zip(keys, named, strict=True):
            counts += np.diff(codes.offsets)
            strange = ~np.isin(_pairs(of_case, coded, words), known)
            if strange.any():
                yield of_case[strange], "hypotheses name a country that is not in countries"
        if (counts == 0).any():
            yield cases[counts == 0], "a hypothesis names no country"

    # What is recorded

    def _facts(self) -> Iterator[Found]:
        column = self.levels.case.fields.get("facts")
        if column is None:
            return
        for name, values in struct_fields(column).items():
            fact = self.law.facts.get(name)
            if fact is None or values.null_count == len(values):
                continue
            (numbers,), words = encoded(values)
            for number, word in enumerate(words):
                if fact.kind == "date" and _had_begun(word, self.law.day):
                    continue
                clean, expected = clean_fact(fact, word, self.law.day)
                if clean != word:
                    shown = f"facts.{name} is '{word[:SHOWN_LETTERS]}', expected {expected}"
                    yield np.flatnonzero(numbers == number), shown

    def _indicators(self) -> Iterator[Found]:
        for name, scopes in (("", (Scope.PERSON,)), ("countries", (Scope.COUNTRY, Scope.OTHER))):
            level, cases = self.cases_of[name]
            marked = level.inner("indicators")
            known = [i.id for i in self.law.indicators.values() if i.scope in scopes]
            at = f"{name}.indicators" if name else "indicators"
            yield from _outside(marked, "", known, cases.take(marked.owner), at)

    def _answers(self) -> Iterator[Found]:
        given = self.levels.case.inner("answers")
        yield from _outside(given, "answer", ANSWERS, given.owner, "answers.answer")
        proposals, _ = given.coded("proposal")
        twice = _standing_twice(proposals, given)
        if twice.any():
            yield given.owner[twice], "answers.proposal stands twice"

    def _findings(self, name: str, level: Level, cases: Rows) -> Iterator[Found]:
        for element, column in level.findings.items():
            if not len(column):
                continue
            bounds = pc.min_max(column).as_py()
            if bounds["min"] is None or (bounds["min"] >= 0 and bounds["max"] <= HIGHEST_CODE):
                continue
            codes = pc.fill_null(column, 0).to_numpy(zero_copy_only=False)
            wrong = (codes < 0) | (codes > HIGHEST_CODE)
            at = f"{name}.findings.{element}" if name else f"findings.{element}"
            yield cases[wrong], f"{at} is {codes[wrong][0]}, expected 0 to {HIGHEST_CODE}"

    def _rests_on(self, name: str, level: Level, cases: Rows) -> Iterator[Found]:
        if "rests_on" not in level.fields:
            return
        resting = level.inner("rests_on")
        known = level.findings
        at = f"{name}.rests_on.element" if name else "rests_on.element"
        yield from _outside(
            resting, "element", list(known), cases.take(resting.owner), at, required=True
        )

    def _areas(self) -> Iterator[Found]:
        """By harm in the order of the country's harms, or not at all."""
        levels = self.levels
        area, cases = self.cases_of["countries.areas"]
        asked = np.diff(levels.area_harm.offsets)
        harms = np.diff(levels.harm.offsets).take(area.owner)
        wrong = (asked > 0) & (asked != harms)
        if wrong.any():
            yield cases[wrong], "countries.areas.by_harm needs one entry for each of the harms"


@lru_cache(maxsize=2**18)
def _had_begun(word: str, day: date) -> bool:
    """Dates recur from batch to batch, and are many."""
    return had_begun(word, day)


def _outside(
    level: Level, key: str, known: Sequence[str], cases: Rows, at: str, *, required: bool = False
) -> Iterator[Found]:
    """Words that are not in a vocabulary; empty ones too where one is required."""
    if not level.size:
        return
    numbers, given = level.coded(key)
    if required and (numbers < 0).any():
        yield cases[numbers < 0], f"{at} is empty"
    for number, word in enumerate(given):
        if word not in known:
            some = ", ".join(known) if len(known) <= 8 else "one of the law files"
            yield cases[numbers == number], (f"{at} is '{word[:SHOWN_LETTERS]}', expected {some}")


def _no_countries(codes: Column, cases: Rows, at: str) -> Iterator[Found]:
    if not len(codes):
        return
    (numbers,), words = encoded(codes)
    for number, word in enumerate(words):
        if not is_country(word):
            yield (
                cases[numbers == number],
                (
                    f"{at} is '{word[:SHOWN_LETTERS]}', expected an ISO 3166-1 alpha-3 code, "
                    "e.g. PRK"
                ),
            )


def _standing_twice(numbers: Numbers, level: Level) -> Marks:
    """Rows whose word stands a second time in the same list. Lists beyond the limits are cut."""
    twice = np.zeros(level.size, bool)
    longest = int(np.diff(level.offsets).max(initial=0))
    owner = level.owner
    for step in range(1, min(longest, max(MAX_MEMBERS.values()))):
        same = (numbers[:-step] == numbers[step:]) & (owner[:-step] == owner[step:])
        twice[step:] |= same & (numbers[step:] >= 0)
    return twice


def _pairs(cases: Rows, codes: Numbers, words: Sequence[str]) -> Rows:
    """A case and the number of one of `words`, or of none of them, as one number."""
    return cases * (len(words) + 1) + codes + 1
