"""Whether every element is named where everything it is asked of is bound (semantics.md §1)."""

from collections.abc import Iterator
from typing import Any

from openrsd.errors import Problem
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.documents import Path
from openrsd.law.expressions import (
    NEEDS_COUNTRY,
    SCOPE_VARIABLES,
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
    Variable,
)
from openrsd.law.files import Scope

Bound = frozenset[Variable]


def indicators_in(expression: Expression) -> Iterator[Indicator]:
    """Every indicator that the expression reads."""
    match expression:
        case Indicator():
            yield expression
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from indicators_in(part)
        case Not(part) | AsFound(part) | Quantified(part=part) | ReadAs(part=part):
            yield from indicators_in(part)
        case Ref():
            return


def check_scopes(corpus: Corpus) -> Iterator[Problem]:
    """Problems for every part, root, bar and warning that is asked of something unbound."""
    check = _ScopeCheck(corpus)
    for entry in corpus.elements:
        bound = frozenset(SCOPE_VARIABLES[entry.item.scope])
        for key, expression in (("combine", entry.item.combine), ("opens", entry.item.opens)):
            if expression is not None:
                yield from check.expression(expression, bound, entry, (key,))
    for instrument in corpus.instruments:
        yield from check.instrument(instrument)
    for warning in corpus.warnings:
        bound = frozenset(SCOPE_VARIABLES[warning.item.each])
        for i, condition in enumerate(warning.item.when):
            part = Ref(condition.element)
            yield from check.expression(part, bound, warning, ("when", i))


def _bound_anew(bound: Bound, variable: Variable) -> Bound:
    """What is bound inside. Harms and areas of the country bound before are none of a new one."""
    lost = NEEDS_COUNTRY if variable is Variable.COUNTRY else frozenset()
    return (bound - lost) | {variable}


class _ScopeCheck:
    def __init__(self, corpus: Corpus) -> None:
        self.elements = {entry.item.id: entry.item.scope for entry in corpus.elements}
        self.indicators = {entry.item.id: entry.item.scope for entry in corpus.indicators}
        versions: dict[str, set[Scope]] = {}
        for entry in corpus.elements:
            versions.setdefault(entry.item.id, set()).add(entry.item.scope)
        self.unsteady = {name for name, scopes in versions.items() if len(scopes) > 1}

    def instrument(self, entry: Entry[Any]) -> Iterator[Problem]:
        person: Bound = frozenset()
        country: Bound = frozenset({Variable.COUNTRY})
        item = entry.item
        for key, root, bound in (
            ("instead", item.instead, person),
            ("preconditions", item.preconditions, person),
            ("inclusion", item.inclusion, country),
            ("exclusion", item.exclusion, person),
            ("removal", item.removal, frozenset({Variable.DESTINATION})),
            ("status", item.status, person),
        ):
            if root is not None:
                yield from self.expression(root, bound, entry, ("roots", key))
        for i, name in enumerate(item.bars):
            yield from self.expression(Ref(name), country, entry, ("roots", "bars", i))

    def expression(
        self,
        expression: Expression,
        bound: Bound,
        entry: Entry[Any],
        at: Path,
    ) -> Iterator[Problem]:
        match expression:
            case Ref(name):
                yield from self._named(name, self.elements[name], bound, entry, at)
                if name in self.unsteady:
                    yield entry.problem(
                        "scope", f"the versions of '{name}' are asked of different things", at=at
                    )
            case Indicator(name):
                yield from self._named(name, self.indicators[name], bound, entry, at)
            case All(parts) | AnyOf(parts):
                for part in parts:
                    yield from self.expression(part, bound, entry, at)
            case Not(part) | AsFound(part):
                yield from self.expression(part, bound, entry, at)
            case Quantified(over=over, part=part, being=being):
                if over in NEEDS_COUNTRY and Variable.COUNTRY not in bound:
                    yield entry.problem(
                        "scope", f"'{over}' is asked for no country", "a bound country", at=at
                    )
                if being is not None and being not in bound:
                    yield entry.problem("scope", f"nothing is bound as '{being}' here", at=at)
                yield from self.expression(part, _bound_anew(bound, over), entry, at)
            case ReadAs(variable, source, part):
                if source not in bound:
                    yield entry.problem("scope", f"nothing is bound as '{source}' here", at=at)
                yield from self.expression(part, _bound_anew(bound, variable), entry, at)

    def _named(
        self,
        name: str,
        scope: Scope,
        bound: Bound,
        entry: Entry[Any],
        at: Path,
    ) -> Iterator[Problem]:
        missing = [v for v in SCOPE_VARIABLES[scope] if v not in bound]
        if missing:
            names = ", ".join(missing)
            yield entry.problem(
                "scope",
                f"'{name}' is asked of each {scope}, but no {names} is bound here",
                f"a quantifier: {{some: {missing[0]}, of: ...}}",
                at=at,
            )
