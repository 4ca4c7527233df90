"""Guidance proposes only what it may, on points that bear on it."""

from collections.abc import Iterator
from typing import Any

from openrsd.errors import Problem
from openrsd.law.checks.naming import unknown_country, unknown_id
from openrsd.law.checks.references import check_condition
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.countries import is_country
from openrsd.law.documents import Path
from openrsd.law.files import Scope
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.model import Element


def check_guidance(corpus: Corpus) -> Iterator[Problem]:
    """What guidance names exists, and its proposals are ones it may make."""
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    kinds = {entry.item.id for entry in corpus.harm_kinds}
    for entry in corpus.guidance:
        edition = entry.item
        if not is_country(edition.country):
            yield unknown_country(entry, edition.country, ("country",))
        if edition.expires <= edition.dated:
            yield entry.problem("dates", "the guidance expires before it begins", at=("expires",))
        yield from _points(entry, set(elements))
        bears = {p.id: set(p.bears_on) for source in edition.sources for p in source.points}
        for i, profile in enumerate(edition.profiles):
            yield from check_condition(corpus, entry, profile.when, ("profiles", i, "when"))
            for j, kind in enumerate(profile.harm_kinds):
                if kind not in kinds:
                    yield unknown_id(
                        entry, "kind of harm", kind, kinds, ("profiles", i, "harm-kinds", j)
                    )
            for j, proposal in enumerate(profile.proposes):
                at: Path = ("profiles", i, "proposes", j)
                yield from _proposal(entry, at, proposal.element, proposal.points, elements, bears)


def _points(entry: Entry[GuidanceFile], elements: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, source in enumerate(entry.item.sources):
        for j, point in enumerate(source.points):
            at: Path = ("sources", i, "points", j)
            if point.id in seen:
                twice = f"the point '{point.id}' stands twice"
                yield entry.problem("duplicate-id", twice, at=(*at, "id"))
            seen.add(point.id)
            for k, name in enumerate(point.bears_on):
                if name not in elements:
                    yield unknown_id(entry, "element", name, elements, (*at, "bears-on", k))


def _proposal(
    entry: Entry[Any],
    at: Path,
    name: str,
    points: list[str],
    elements: dict[str, Element],
    bears: dict[str, set[str]],
) -> Iterator[Problem]:
    if name not in elements:
        yield unknown_id(entry, "element", name, set(elements), (*at, "element"))
    elif not elements[name].is_leaf:
        yield entry.problem(
            "proposal", f"'{name}' is made of parts", "a proposal on one of its parts", at=at
        )
    elif elements[name].scope not in (
        Scope.PERSON,
        Scope.COUNTRY,
        Scope.HARM,
        Scope.DESTINATION,
    ):
        yield entry.problem("proposal", f"guidance may not speak of '{name}'", at=at)
    for k, point in enumerate(points):
        if point not in bears:
            yield unknown_id(entry, "point", point, set(bears), (*at, "points", k))
        elif name in elements and name not in bears[point]:
            yield entry.problem(
                "proposal",
                f"the point '{point}' does not bear on '{name}'",
                "a point whose bears-on names the element",
                at=(*at, "points", k),
            )
