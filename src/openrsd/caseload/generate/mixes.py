"""Reads a mix and the courses, and checks every name in them against the law."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from openrsd.caseload.generate.shapes import (
    SCOPES,
    Course,
    Courses,
    Mix,
    Of,
    Origin,
    Pattern,
    Stage,
)
from openrsd.caseload.schema import AUTHORITIES
from openrsd.determination.casefile.fact_values import clean_fact
from openrsd.errors import InvalidDocument, OpenRSDError, Problem
from openrsd.law.countries import is_country
from openrsd.law.documents import Document, Path, read_document
from openrsd.law.model import Law
from openrsd.law.reading import read_shape, suggestion

HERE = files("openrsd.caseload.generate")


class UnknownMix(OpenRSDError):
    """A mix that is not there."""

    code = "unknown-mix"


@dataclass(frozen=True, eq=False)
class Recipe:
    """A mix with its courses and patterns, everything in it known to the law."""

    mix: Mix
    courses: tuple[Course, ...]
    patterns: Mapping[Of, tuple[Pattern, ...]]

    @cached_property
    def course_numbers(self) -> Mapping[str, int]:
        """The place of each course."""
        return {course.id: number for number, course in enumerate(self.courses)}

    def number(self, of: Of, pattern: str) -> int:
        """The place of a pattern among those of its kind."""
        return next(n for n, known in enumerate(self.patterns[of]) if known.id == pattern)


def mix_names() -> list[str]:
    """The mixes that come with OpenRSD."""
    return sorted(
        item.name.removesuffix(".yaml")
        for item in (HERE / "mixes").iterdir()
        if item.name.endswith(".yaml")
    )


@cache
def recipe_for(name: str, law: Law) -> Recipe:
    """A mix by name. Raises UnknownMix, or InvalidDocument with everything that does not fit."""
    if name not in mix_names():
        known = ", ".join(mix_names())
        raise UnknownMix(f"There is no mix '{name}'. Known: {known}.")
    mix_file = (HERE / "mixes" / f"{name}.yaml").read_bytes()
    return read_recipe(mix_file, f"{name}.yaml", (HERE / "courses.yaml").read_bytes(), law)


def read_recipe(mix_file: bytes, name: str, courses_file: bytes, law: Law) -> Recipe:
    """Read a mix and the courses. Raises InvalidDocument with everything that does not fit."""
    about, mix_of = read_document(courses_file, "courses.yaml"), read_document(mix_file, name)
    courses, mix = read_shape(about, Courses), read_shape(mix_of, Mix)
    problems = [*_of_courses(courses, about, law), *_of_mix(mix, courses, mix_of, law)]
    if problems:
        raise InvalidDocument(problems)
    by_kind = {of: tuple(p for p in courses.patterns if p.of is of) for of in Of}
    return Recipe(mix, tuple(courses.courses), by_kind)


def _unknown(
    names: Iterable[str], known: Collection[str], document: Document, path: Path, what: str
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = suggestion(name, set(known))[:-1]
            at = (*path, name)
            yield document.problem(at, "unknown-name", f"'{name}' is no {what}", hint)


def _of_courses(courses: Courses, document: Document, law: Law) -> Iterator[Problem]:
    of = {kind: [p.id for p in courses.patterns if p.of is kind] for kind in Of}
    for number, course in enumerate(courses.courses):
        path: Path = ("courses", number)
        for key, kind, named in (
            ("person", Of.PERSON, [course.person]),
            ("reference", Of.PLACE, [course.reference]),
            ("other", Of.PLACE, [course.other]),
            ("destination", Of.PLACE, [course.destination]),
            ("first-harm", Of.HARM, course.first_harm),
            ("further-harms", Of.HARM, course.further_harms),
            ("area", Of.AREA, [course.area]),
            ("area-harm", Of.AREA_HARM, [course.area_harm]),
            ("act", Of.ACT, course.act),
        ):
            what = f"pattern of a {kind.value}"
            yield from _unknown(named, of[kind], document, (*path, key), what)
        at = (*path, "indicators")
        yield from _unknown(course.indicators, law.indicators, document, at, "indicator")
    for number, pattern in enumerate(courses.patterns):
        asked = [e.id for e in law.elements.values() if e.is_leaf and e.scope in SCOPES[pattern.of]]
        at = ("patterns", number, "answers")
        what = f"question that a person answers of a {pattern.of.value}"
        yield from _unknown(pattern.answers, asked, document, at, what)


def _of_mix(mix: Mix, courses: Courses, document: Document, law: Law) -> Iterator[Problem]:
    for key, shares in (("recorded", mix.recorded), ("lists-complete", mix.lists_complete)):
        for stage in Stage:
            if stage not in shares:
                yield document.problem((key,), "missing-key", f"the stage '{stage}' is missing")
    yield from _unknown(mix.authority, AUTHORITIES, document, ("authority",), "authority")
    yield from _unknown(mix.indicators, law.indicators, document, ("indicators",), "indicator")
    known = {course.id: course for course in courses.courses}
    for number, origin in enumerate(mix.origins):
        path: Path = ("origins", number)
        yield from _of_origin(origin, known, document, path, law)


def _of_origin(
    origin: Origin, courses: Mapping[str, Course], document: Document, path: Path, law: Law
) -> Iterator[Problem]:
    yield from _unknown(origin.courses, courses, document, (*path, "courses"), "course")
    yield from _unknown(origin.harms, law.harm_kinds, document, (*path, "harms"), "kind of harm")
    for key, codes in (
        ("country", [origin.country]),
        ("second", [origin.second]),
        ("asylum", origin.asylum),
        ("others", origin.others),
        ("third-countries", origin.third_countries),
    ):
        for code in codes:
            if not is_country(code):
                yield document.problem((*path, key), "country", f"'{code}' is no country")
            elif code == origin.country and key != "country":
                message = f"'{code}' is the origin itself"
                yield document.problem((*path, key), "country", message)
    alleging = [c for c in origin.courses if c in courses and courses[c].alleges_nationality]
    if alleging and not origin.others:
        message = f"the course '{alleging[0]}' alleges a nationality, and none is named"
        yield document.problem((*path, "others"), "missing", message)
    recorded = {name: fact for name, fact in law.facts.items() if not fact.computed}
    yield from _unknown(origin.facts, recorded, document, (*path, "facts"), "fact")
    for name, values in origin.facts.items():
        for value in values:
            clean, expected = (
                clean_fact(recorded[name], value, law.day) if name in recorded else (value, "")
            )
            if clean != value:
                at = (*path, "facts", name, value)
                yield document.problem(at, "value", f"'{value}' is no value of it", expected)
