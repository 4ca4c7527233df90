"""Every id that one item names of another exists, on all the days on which it is needed."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from openrsd.errors import Problem
from openrsd.law.checks.naming import unknown_country, unknown_id
from openrsd.law.checks.scopes import indicators_in
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.countries import is_country
from openrsd.law.documents import Path
from openrsd.law.expressions import Expression, Ref, references
from openrsd.law.reading import suggestion
from openrsd.law.shapes import Citation, FactCondition, Period

NO_POSITION: Mapping[str, str] = MappingProxyType({})


def check_sources(corpus: Corpus) -> Iterator[Problem]:
    """Every source names a known work."""
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
                yield unknown_id(entry, "work", source.work, works, (*at, i, "work"))
    for treaty in corpus.treaties:
        if treaty.item.work not in works:
            yield unknown_id(treaty, "work", treaty.item.work, works, ("work",))


def check_elements(corpus: Corpus) -> Iterator[Problem]:
    """What elements name exists."""
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
            yield unknown_id(entry, "standard", standard, standards, ("standard",))
        for position, option in element.about.position.items():
            if option not in options.get(position, set()):
                known = {f"{p}: {o}" for p, all_ in options.items() for o in all_}
                yield unknown_id(
                    entry, "position", f"{position}: {option}", known, ("position", position)
                )
        for i, derivation in enumerate(element.about.derived):
            yield from check_condition(corpus, entry, derivation.when, ("derived", i, "when"))


def check_instruments(corpus: Corpus) -> Iterator[Problem]:
    """What instruments name exists."""
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
            yield unknown_id(entry, "treaty", treaty, treaties, ("applies", "parties-to"))
        for i, state in enumerate(instrument.about.applies.asylum or ()):
            if not is_country(state):
                yield unknown_country(entry, state, ("applies", "asylum", i))


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
            yield unknown_id(entry, "element", name, set(periods), at)
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
            yield unknown_id(entry, "indicator", indicator.name, known, at)


def _covered(period: Period, by: list[Period]) -> bool:
    reached = period.since.toordinal()
    last = (period.until or date.max).toordinal()
    for part in sorted(by, key=lambda p: p.since):
        if part.since.toordinal() <= reached:
            reached = max(reached, (part.until or date.max).toordinal() + 1)
    return reached > last


def check_lists(corpus: Corpus) -> Iterator[Problem]:
    """What positions, warnings and indicators name exists."""
    ids = {entry.item.id for entry in corpus.elements}
    for position in corpus.positions:
        options = {option.id for option in position.item.options}
        if position.item.default not in options:
            yield unknown_id(position, "option", position.item.default, options, ("default",))
    for warning in corpus.warnings:
        for i, condition in enumerate(warning.item.when):
            at: Path = ("when", i, "element")
            if condition.element not in ids:
                yield unknown_id(warning, "element", condition.element, ids, at)
    for indicator in corpus.indicators:
        if indicator.item.when is not None:
            yield from check_condition(corpus, indicator, indicator.item.when, ("when",))


def check_condition(
    corpus: Corpus,
    entry: Entry[Any],
    condition: FactCondition,
    at: Path,
) -> Iterator[Problem]:
    """A condition on facts has one form and names known facts."""
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
        yield unknown_id(entry, "fact", condition.fact, facts, (*at, "fact"))
    for key, parts in (("all", condition.all), ("any", condition.any)):
        for i, part in enumerate(parts or ()):
            yield from check_condition(corpus, entry, part, (*at, key, i))


def check_states(corpus: Corpus) -> Iterator[Problem]:
    """Treaty acts and notes name known states and treaties."""
    treaties = {entry.item.id for entry in corpus.treaties}
    seen: set[tuple[str, str]] = set()
    for act in corpus.acts:
        place = (act.file, act.line, 1)
        if act.treaty not in treaties:
            hint = suggestion(act.treaty, treaties).rstrip("?")
            yield Problem(*place, "unknown-id", f"there is no treaty '{act.treaty}'", hint)
        if not is_country(act.state):
            yield Problem(*place, "country", f"'{act.state}' is no country", "an alpha-3 code")
        if (act.treaty, act.state) in seen:
            twice = f"{act.state} became party to '{act.treaty}' on an earlier line already"
            yield Problem(*place, "duplicate-id", twice)
        seen.add((act.treaty, act.state))
    for note in corpus.binding_notes:
        if not is_country(note.item.state):
            yield unknown_country(note, note.item.state, ("state",))
        if note.item.treaty not in treaties:
            yield unknown_id(note, "treaty", note.item.treaty, treaties, ("treaty",))
