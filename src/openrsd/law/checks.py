"""What must be true between law files: every name known, no cycle, no two versions on one day.

Each check yields problems; none stops at the first. Scopes are checked in `scopes`, burdens here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Any

from openrsd.errors import Problem
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.countries import is_country
from openrsd.law.documents import Path
from openrsd.law.expressions import Expression, Ref, references
from openrsd.law.files import Scope
from openrsd.law.model import Element
from openrsd.law.polarity import branch_signs, signs_of
from openrsd.law.reading import suggestion
from openrsd.law.scopes import check_scopes, indicators_in
from openrsd.law.shapes import Citation, FactCondition, Period

NO_POSITION: Mapping[str, str] = MappingProxyType({})


def check_corpus(corpus: Corpus) -> list[Problem]:
    """All problems between the items of a corpus, in file order."""
    problems = [
        *_unique(corpus),
        *_versions(corpus),
        *_sources(corpus),
        *_element_references(corpus),
        *_instrument_references(corpus),
        *_other_references(corpus),
        *_states(corpus),
        *_guidance(corpus),
    ]
    if not problems:
        # These walk the graph and so need every name to be known.
        problems.extend(_cycles(corpus))
    if not problems:
        problems.extend(check_scopes(corpus))
        problems.extend(_burdens(corpus))
        problems.extend(_derivations(corpus))
    return sorted(set(problems))


def _unique(corpus: Corpus) -> Iterator[Problem]:
    tables: tuple[Sequence[Entry[Any]], ...] = (
        corpus.works,
        corpus.standards,
        corpus.facts,
        corpus.indicators,
        corpus.harm_kinds,
        corpus.positions,
        corpus.warnings,
        corpus.treaties,
    )
    for table in tables:
        seen: dict[str, Entry[Any]] = {}
        for entry in table:
            first = seen.setdefault(entry.item.id, entry)
            if first is not entry:
                line, _ = first.document.place(first.path)
                yield entry.problem(
                    "duplicate-id",
                    f"'{entry.item.id}' stands already in {first.document.name}:{line}",
                    at=("id",),
                )


def _versions(corpus: Corpus) -> Iterator[Problem]:
    versions: dict[tuple[str, ...], list[tuple[Entry[Element], Period]]] = {}
    for entry in corpus.elements:
        about = entry.item.about
        key = (about.id, *(f"{k}={v}" for k, v in sorted(about.position.items())))
        versions.setdefault(key, []).append((entry, about.in_force))
    for group in versions.values():
        yield from _overlaps(group, group[0][0].item.id)
    laws: dict[str, list[tuple[Entry[Any], Period]]] = {}
    for law in corpus.instruments:
        laws.setdefault(law.item.id, []).append((law, law.item.about.in_force))
    for name, pairs in laws.items():
        yield from _overlaps(pairs, name)


def _overlaps(versions: Sequence[tuple[Entry[Any], Period]], name: str) -> Iterator[Problem]:
    for entry, period in versions:
        if period.until is not None and period.until < period.since:
            yield entry.problem(
                "dates", f"'{name}' ends on {period.until}, before it begins on {period.since}"
            )
    for (first, one), (second, two) in combinations(versions, 2):
        if one.since <= (two.until or date.max) and two.since <= (one.until or date.max):
            line, _ = first.document.place(first.path)
            yield second.problem(
                "dates-overlap",
                f"'{name}' is in force on days on which {first.document.name}:{line} is too",
                "versions of one id that leave each other's days free",
                at=("in-force",),
            )


def _sources(corpus: Corpus) -> Iterator[Problem]:
    works = {entry.item.id for entry in corpus.works}
    cited: list[tuple[Entry[Any], list[Citation], Path]] = []
    cited.extend((e, e.item.about.sources, ("sources",)) for e in corpus.elements)
    cited.extend((e, e.item.about.sources, ("sources",)) for e in corpus.instruments)
    cited.extend((e, e.item.sources, ("sources",)) for e in corpus.standards)
    cited.extend((e, e.item.sources, ("sources",)) for e in corpus.warnings)
    cited.extend((e, e.item.sources, ("sources",)) for e in corpus.binding_notes)
    for position in corpus.positions:
        for i, option in enumerate(position.item.options):
            cited.append((position, option.sources, ("options", i, "sources")))
    for entry, sources, at in cited:
        for i, source in enumerate(sources):
            if source.work not in works:
                yield _unknown(entry, "work", source.work, works, (*at, i, "work"))
    for treaty in corpus.treaties:
        if treaty.item.work not in works:
            yield _unknown(treaty, "work", treaty.item.work, works, ("work",))


def _element_references(corpus: Corpus) -> Iterator[Problem]:
    standards = {entry.item.id for entry in corpus.standards}
    options = {e.item.id: {o.id for o in e.item.options} for e in corpus.positions}
    for entry in corpus.elements:
        element = entry.item
        for key, expression in (("combine", element.combine), ("opens", element.opens)):
            yield from _expression_names(
                corpus, entry, (key,), expression, element.about.in_force, element.about.position
            )
        standard = element.about.standard
        if standard is not None and standard not in standards:
            yield _unknown(entry, "standard", standard, standards, ("standard",))
        for position, option in element.about.position.items():
            if option not in options.get(position, set()):
                known = {f"{p}: {o}" for p, all_ in options.items() for o in all_}
                yield _unknown(
                    entry, "position", f"{position}: {option}", known, ("position", position)
                )
        for i, derivation in enumerate(element.about.derived):
            yield from _condition_names(corpus, entry, derivation.when, ("derived", i, "when"))


def _instrument_references(corpus: Corpus) -> Iterator[Problem]:
    treaties = {entry.item.id for entry in corpus.treaties}
    for entry in corpus.instruments:
        instrument, period = entry.item, entry.item.about.in_force
        for key, root in (
            ("instead", instrument.instead),
            ("preconditions", instrument.preconditions),
            ("inclusion", instrument.inclusion),
            ("exclusion", instrument.exclusion),
            ("removal", instrument.removal),
            ("status", instrument.status),
        ):
            yield from _expression_names(corpus, entry, ("roots", key), root, period)
        for i, name in enumerate(instrument.bars):
            yield from _expression_names(corpus, entry, ("roots", "bars", i), Ref(name), period)
        for i, name in enumerate(instrument.about.beside):
            yield from _expression_names(corpus, entry, ("beside", i), Ref(name), period)
        treaty = instrument.about.applies.parties_to
        if treaty is not None and treaty not in treaties:
            yield _unknown(entry, "treaty", treaty, treaties, ("applies", "parties-to"))
        for i, state in enumerate(instrument.about.applies.asylum or ()):
            if not is_country(state):
                yield _country(entry, state, ("applies", "asylum", i))


def _expression_names(
    corpus: Corpus,
    entry: Entry[Any],
    at: Path,
    expression: Expression | None,
    period: Period,
    position: Mapping[str, str] = NO_POSITION,
) -> Iterator[Problem]:
    """Names that do not stand on all days of `period`, with `position` chosen or none at all."""
    if expression is None:
        return
    periods: dict[str, list[Period]] = {}
    for element in corpus.elements:
        standing = periods.setdefault(element.item.id, [])
        if element.item.about.position.items() <= position.items():
            standing.append(element.item.about.in_force)
    for name in references(expression):
        if name not in periods:
            yield _unknown(entry, "element", name, set(periods), at)
        elif not _covered(period, periods[name]):
            yield entry.problem(
                "dates",
                f"'{name}' is not in force on all the days on which it is needed here",
                f"a version for each day from {period.since} to {period.until or 'today and on'}",
                at=at,
            )
    known = {indicator.item.id for indicator in corpus.indicators}
    for indicator in indicators_in(expression):
        if indicator.name not in known:
            yield _unknown(entry, "indicator", indicator.name, known, at)


def _covered(period: Period, by: list[Period]) -> bool:
    reached = period.since.toordinal()
    last = (period.until or date.max).toordinal()
    for part in sorted(by, key=lambda p: p.since):
        if part.since.toordinal() <= reached:
            reached = max(reached, (part.until or date.max).toordinal() + 1)
    return reached > last


def _other_references(corpus: Corpus) -> Iterator[Problem]:
    ids = {entry.item.id for entry in corpus.elements}
    for position in corpus.positions:
        options = {option.id for option in position.item.options}
        if position.item.default not in options:
            yield _unknown(position, "option", position.item.default, options, ("default",))
    for warning in corpus.warnings:
        for i, condition in enumerate(warning.item.when):
            at: Path = ("when", i, "element")
            if condition.element not in ids:
                yield _unknown(warning, "element", condition.element, ids, at)
    for indicator in corpus.indicators:
        if indicator.item.when is not None:
            yield from _condition_names(corpus, indicator, indicator.item.when, ("when",))


def _condition_names(
    corpus: Corpus,
    entry: Entry[Any],
    condition: FactCondition,
    at: Path,
) -> Iterator[Problem]:
    facts = {fact.item.id for fact in corpus.facts}
    forms = [condition.fact, condition.age, condition.all, condition.any]
    if sum(form is not None for form in forms) != 1 or (condition.fact and not condition.is_):
        yield entry.problem(
            "condition",
            "this condition cannot be read",
            "one of {fact: ID, is: VALUE}, {age: ...}, {all: [...]}, {any: [...]}",
            at=at,
        )
    if condition.fact is not None and condition.fact not in facts:
        yield _unknown(entry, "fact", condition.fact, facts, (*at, "fact"))
    for key, parts in (("all", condition.all), ("any", condition.any)):
        for i, part in enumerate(parts or ()):
            yield from _condition_names(corpus, entry, part, (*at, key, i))


def _states(corpus: Corpus) -> Iterator[Problem]:
    treaties = {entry.item.id for entry in corpus.treaties}
    seen: set[tuple[str, str]] = set()
    for act in corpus.acts:
        place = f"{act.treaty} {act.state} {act.day}"
        if act.treaty not in treaties:
            yield Problem("states", 0, 0, "unknown-id", f"{place}: unknown treaty")
        if not is_country(act.state):
            yield Problem("states", 0, 0, "country", f"{place}: unknown country code")
        if (act.treaty, act.state) in seen:
            yield Problem("states", 0, 0, "duplicate-id", f"{place}: a second act of this state")
        seen.add((act.treaty, act.state))
    for note in corpus.binding_notes:
        if not is_country(note.item.state):
            yield _country(note, note.item.state, ("state",))
        if note.item.treaty not in treaties:
            yield _unknown(note, "treaty", note.item.treaty, treaties, ("treaty",))


def _guidance(corpus: Corpus) -> Iterator[Problem]:
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    kinds = {entry.item.id for entry in corpus.harm_kinds}
    for entry in corpus.guidance:
        edition = entry.item
        if not is_country(edition.country):
            yield _country(entry, edition.country, ("country",))
        if edition.expires <= edition.dated:
            yield entry.problem("dates", "the guidance expires before it begins", at=("expires",))
        bears = {p.id: set(p.bears_on) for source in edition.sources for p in source.points}
        for i, source in enumerate(edition.sources):
            for j, point in enumerate(source.points):
                for k, name in enumerate(point.bears_on):
                    if name not in elements:
                        at: Path = ("sources", i, "points", j, "bears-on", k)
                        yield _unknown(entry, "element", name, set(elements), at)
        for i, profile in enumerate(edition.profiles):
            yield from _condition_names(corpus, entry, profile.when, ("profiles", i, "when"))
            for j, kind in enumerate(profile.harm_kinds):
                if kind not in kinds:
                    yield _unknown(
                        entry, "kind of harm", kind, kinds, ("profiles", i, "harm-kinds", j)
                    )
            for j, proposal in enumerate(profile.proposes):
                at = ("profiles", i, "proposes", j)
                yield from _proposal(entry, at, proposal.element, proposal.points, elements, bears)


def _proposal(
    entry: Entry[Any],
    at: Path,
    name: str,
    points: list[str],
    elements: dict[str, Element],
    bears: dict[str, set[str]],
) -> Iterator[Problem]:
    if name not in elements:
        yield _unknown(entry, "element", name, set(elements), (*at, "element"))
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
            yield _unknown(entry, "point", point, set(bears), (*at, "points", k))
        elif name in elements and name not in bears[point]:
            yield entry.problem(
                "proposal",
                f"the point '{point}' does not bear on '{name}'",
                "a point whose bears-on names the element",
                at=(*at, "points", k),
            )


def _cycles(corpus: Corpus) -> Iterator[Problem]:
    parts: dict[str, set[str]] = {}
    for entry in corpus.elements:
        own = parts.setdefault(entry.item.id, set())
        for expression in (entry.item.combine, entry.item.opens):
            if expression is not None:
                own.update(references(expression))
    state: dict[str, str] = {}
    for entry in corpus.elements:
        cycle = _find_cycle(entry.item.id, parts, state)
        if cycle:
            shown = " → ".join(cycle)
            yield entry.problem("cycle", f"the element depends on itself: {shown}", at=("combine",))


def _find_cycle(start: str, parts: dict[str, set[str]], state: dict[str, str]) -> list[str]:
    """A cycle reachable from `start` that was not reported yet. Iterative, for deep graphs."""
    if start in state:
        return []
    trail: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            state[name] = "done"
            trail.pop()
            continue
        if state.get(name) == "open":
            state.update(dict.fromkeys(trail, "done"))
            return [*trail[trail.index(name) :], name]
        if name in state:
            continue
        state[name] = "open"
        trail.append(name)
        stack.append((name, True))
        stack.extend((part, False) for part in sorted(parts.get(name, ())))
    return []


def _burdens(corpus: Corpus) -> Iterator[Problem]:
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    for entry in corpus.elements:
        if not entry.item.on_authority:
            continue
        for name, signs in branch_signs(entry.item, elements).items():
            inner = elements[name]
            if inner.is_leaf and len(signs) > 1:
                yield entry.problem(
                    "polarity",
                    f"'{name}' counts both towards and against this branch, so an unresolved "
                    "answer has no favourable reading",
                    "as-found around one of the two",
                )
            if inner.on_authority and -1 in signs:
                yield entry.problem(
                    "polarity", f"the authority's branch '{name}' counts against this one"
                )


def _derivations(corpus: Corpus) -> Iterator[Problem]:
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    signs = signs_of(elements, [entry.item for entry in corpus.instruments])
    for entry in corpus.elements:
        for i, derivation in enumerate(entry.item.about.derived):
            at: Path = ("derived", i)
            if not entry.item.is_leaf:
                yield entry.problem("derivation", "only a leaf follows from facts", at=at)
            if derivation.gives == "yes" and -1 in signs[entry.item.id]:
                yield entry.problem(
                    "derivation", "a fact may not by itself speak against the person", at=at
                )
            if derivation.gives == "not-applicable" and entry.item.scope is not Scope.DESTINATION:
                yield entry.problem(
                    "derivation", "only a bar to removal can be not applicable", at=at
                )
    for guide in corpus.guidance:
        for i, profile in enumerate(guide.item.profiles):
            for j, proposal in enumerate(profile.proposes):
                if -1 in signs[proposal.element]:
                    yield guide.problem(
                        "proposal",
                        f"a yes on '{proposal.element}' would speak against the person",
                        "proposals on inclusion or on bars to removal only",
                        at=("profiles", i, "proposes", j),
                    )


def _unknown(
    entry: Entry[Any],
    what: str,
    name: str,
    known: set[str],
    at: Path,
) -> Problem:
    return entry.problem(
        "unknown-id", f"there is no {what} '{name}'", suggestion(name, known).rstrip("?"), at=at
    )


def _country(entry: Entry[Any], code: str, at: Path) -> Problem:
    return entry.problem(
        "country", f"'{code}' is no country", "an ISO 3166-1 alpha-3 code, e.g. PRK", at=at
    )
