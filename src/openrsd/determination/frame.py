"""The frame of an evaluation: the law of the day and the sets that quantifiers range over.

A frame is frozen while its case is evaluated and explained (semantics.md §1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from openrsd.law.expressions import SCOPE_VARIABLES, Variable
from openrsd.law.files import Scope
from openrsd.law.model import Law

Names = tuple[str, ...]
Binding = Mapping[Variable, str]


class Instance(NamedTuple):
    """An element asked of something in particular: its id, and what the scope binds, in order."""

    element: str
    scope: Names = ()

    def __str__(self) -> str:
        return f"{self.element} ({', '.join(self.scope)})" if self.scope else self.element


class Gap(NamedTuple):
    """A set that no one has recorded complete: an unlisted member may exist."""

    over: Variable
    country: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is fixed during one evaluation.

    `countries` are the countries of reference of one hypothesis, `nationalities` those of them
    that are countries of nationality (the others are former habitual residences). `others`, areas
    and acts are the authority's to fill and so always complete; `complete` names the rest.
    """

    law: Law
    instruments: tuple[str, ...]
    countries: Names = ()
    nationalities: frozenset[str] = frozenset()
    others: Names = ()
    harms: tuple[tuple[str, Names], ...] = ()
    areas: tuple[tuple[str, Names], ...] = ()
    acts: Names = ()
    destinations: Names = ()
    complete: frozenset[Gap] = frozenset()
    indicators: frozenset[Instance] = frozenset()
    composites: frozenset[Instance] = frozenset()

    def members(self, over: Variable, bound: Binding) -> tuple[Names, Gap | None]:
        """The members of a set under `bound`, and its gap where it may have more."""
        country = bound.get(Variable.COUNTRY, "")
        match over:
            case Variable.COUNTRY:
                return self.countries, self._gap(Gap(over))
            case Variable.HARM:
                return dict(self.harms).get(country, ()), self._gap(Gap(over, country))
            case Variable.AREA:
                return dict(self.areas).get(country, ()), None
            case Variable.OTHER:
                return self._others(country), None
            case Variable.ACT:
                return self.acts, None
            case Variable.DESTINATION:
                return self.destinations, None

    def _gap(self, gap: Gap) -> Gap | None:
        return None if gap in self.complete else gap

    def _others(self, country: str) -> Names:
        """Every other country whose nationality may be held, never the bound country itself."""
        held = tuple(c for c in self.countries if c in self.nationalities)
        every = (*held, *(o for o in self.others if o not in held))
        return tuple(other for other in every if other != country)

    def instances(self, scope: Scope) -> list[Names]:
        """Everything an element of `scope` is asked of in this frame."""
        return [tuple(b[v] for v in SCOPE_VARIABLES[scope]) for b in self.bindings(scope)]

    def bindings(self, scope: Scope) -> list[dict[Variable, str]]:
        """Every binding of the variables of `scope`."""
        bindings: list[dict[Variable, str]] = [{}]
        for variable in SCOPE_VARIABLES[scope]:
            bindings = [
                {**bound, variable: member}
                for bound in bindings
                for member in self.members(variable, bound)[0]
            ]
        return bindings
