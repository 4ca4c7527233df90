"""Of whom or what a finding in a case file speaks, with the defaults that make short files work.

With one country, harm, area, act or other country the finding need not name it. In a published
decision the other country, the area and the act may stay unnamed altogether.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openrsd.determination.casefile.shapes import NamedFinding
from openrsd.determination.frame import Instance
from openrsd.determination.record import Act, Area, Harm
from openrsd.errors import Problem
from openrsd.law.documents import Document, Path
from openrsd.law.expressions import SCOPE_VARIABLES, Variable
from openrsd.law.model import Law

SCOPE_KEYS = ("country", "harm", "area", "other", "act", "destination")
UNNAMED_OTHER = "unnamed-country"
UNNAMED_AREA = "unnamed-area"
UNNAMED_ACT = "unnamed-act"


def finding_place(document: Document, path: Path, key: str, index: int) -> Path:
    """Where a finding stands: in a list, in a list below its id, or at its id."""
    if not key:
        return (*path, index)
    below = (*path, key, index)
    return below if below in document.places else (*path, key)


@dataclass
class Sets:
    """The members known so far; a finding that names a new other country, area or act adds it."""

    published: bool
    countries: list[str]
    others: list[str]
    acts: list[Act]
    destinations: list[str]
    harms_listed: bool
    asylum: str | None = None
    harms: list[Harm] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


class _Unclear(Exception):
    """The scope cannot be told; carries the key that is missing and what was said."""

    def __init__(self, key: str, message: str, expected: str) -> None:
        super().__init__(message)
        self.key, self.message, self.expected = key, message, expected


@dataclass
class FindingScope:
    """Gives each finding of one person its instance, or a problem."""

    document: Document
    law: Law
    sets: Sets
    problems: list[Problem]

    def instance(self, finding: NamedFinding, at: Path) -> Instance | None:
        """The instance that a finding speaks of; None after adding a problem."""
        scope = self.law.elements[finding.element].scope
        names: list[str] = []
        try:
            self._refuse_strangers(finding, SCOPE_VARIABLES[scope])
            for variable in SCOPE_VARIABLES[scope]:
                names.append(self._name(variable, finding, names))
        except _Unclear as unclear:
            place = (*at, unclear.key)
            path = place if place in self.document.places else at
            self.problems.append(
                self.document.problem(path, "scope", unclear.message, unclear.expected)
            )
            return None
        return Instance(finding.element, tuple(names))

    def names_given(self, finding: NamedFinding) -> int:
        """How many parts of its scope a finding names."""
        return sum(getattr(finding, key) is not None for key in SCOPE_KEYS)

    def _refuse_strangers(self, finding: NamedFinding, wanted: Sequence[Variable]) -> None:
        """A scope key that the element is not asked of is a mistake, not a comment."""
        allowed = {str(variable) for variable in wanted}
        if Variable.OTHER in wanted or Variable.DESTINATION in wanted:
            allowed.add("country")
        for key in SCOPE_KEYS:
            if getattr(finding, key) is not None and key not in allowed:
                scope = self.law.elements[finding.element].scope
                raise _Unclear(
                    key,
                    f"'{finding.element}' is not asked of each {key}",
                    f"nothing, or {', '.join(wanted)}: it is asked of each {scope}",
                )

    def _name(self, variable: Variable, finding: NamedFinding, bound: list[str]) -> str:
        match variable:
            case Variable.COUNTRY:
                return self._country(finding)
            case Variable.HARM:
                return self._harm(finding, bound[0])
            case Variable.AREA:
                return self._area(finding, bound[0])
            case Variable.OTHER:
                return self._other(finding)
            case Variable.ACT:
                return self._act(finding)
            case Variable.DESTINATION:
                return self._destination(finding)

    def _country(self, finding: NamedFinding) -> str:
        known = list(dict.fromkeys((*self.sets.countries, *self.sets.others)))
        if finding.country is not None:
            if finding.country not in known:
                raise _Unclear(
                    "country", f"{finding.country} is no country of this claim", ", ".join(known)
                )
            return finding.country
        of_harm = {h.country for h in self.sets.harms if h.id == finding.harm}
        if finding.harm is not None and len(of_harm) == 1:
            return of_harm.pop()
        of_area = {a.country for a in self.sets.areas if a.id == finding.area}
        if finding.area is not None and len(of_area) == 1:
            return of_area.pop()
        return self._only("country", self.sets.countries, finding)

    def _harm(self, finding: NamedFinding, country: str) -> str:
        harms = [harm.id for harm in self.sets.harms if harm.country == country]
        if finding.harm is None:
            if not harms and self.sets.published:
                self.sets.harms.append(Harm("harm-1", country))
                return "harm-1"
            return self._only("harm", harms, finding)
        if finding.harm not in harms:
            if self.sets.harms_listed:
                listed = ", ".join(harms) or "none"
                raise _Unclear(
                    "harm",
                    f"no claim '{finding.harm[:60]}' is listed for {country}",
                    f"one of the claims: {listed}",
                )
            # A file without a list of claims names its harms in the findings.
            unnamed = Harm("harm-1", country)
            if unnamed in self.sets.harms:
                self.sets.harms.remove(unnamed)
            self.sets.harms.append(Harm(finding.harm, country))
        return finding.harm

    def _area(self, finding: NamedFinding, country: str) -> str:
        areas = [area.id for area in self.sets.areas if area.country == country]
        if finding.area is None:
            if areas:
                return self._only("area", areas, finding)
            if not self.sets.published:
                raise _Unclear(
                    "area",
                    "an internal alternative is a particular place, and none is named",
                    "area: the name of the place (GIP 4 paras 6-7)",
                )
        name = finding.area or UNNAMED_AREA
        if name not in areas:
            self.sets.areas.append(Area(name, country))
        return name

    def _other(self, finding: NamedFinding) -> str:
        name = finding.other or finding.country
        if name is None:
            if self.sets.others:
                return self._only("other", self.sets.others, finding)
            if not self.sets.published:
                raise _Unclear(
                    "other",
                    f"'{finding.element}' speaks of another country, and none is named",
                    "other: its code, e.g. KOR",
                )
            name = UNNAMED_OTHER
        held = name in self.sets.countries
        if not held and name not in self.sets.others:
            self.sets.others.append(name)
        return name

    def _act(self, finding: NamedFinding) -> str:
        acts = [act.id for act in self.sets.acts]
        if finding.act is None:
            if acts:
                return self._only("act", acts, finding)
            if not self.sets.published:
                raise _Unclear(
                    "act",
                    "exclusion is examined act by act, and none is named",
                    "act: a short name of the act",
                )
        name = finding.act or UNNAMED_ACT
        if name not in acts:
            self.sets.acts.append(Act(name))
        return name

    def _destination(self, finding: NamedFinding) -> str:
        known = list(
            dict.fromkeys((*self.sets.countries, *self.sets.others, *self.sets.destinations))
        )
        name = finding.destination or finding.country
        if name is None:
            return self._only("destination", self.sets.countries, finding)
        if name == self.sets.asylum:
            raise _Unclear(
                "destination", "the country of asylum is not a destination of removal", "another"
            )
        if name not in known:
            self.sets.destinations.append(name)
        return name

    def _only(self, key: str, among: list[str], finding: NamedFinding) -> str:
        if len(among) == 1:
            return among[0]
        listed = ", ".join(among) or "none is listed"
        raise _Unclear(
            key, f"for which {key} is '{finding.element}' meant?", f"{key}: one of {listed}"
        )
