"""How elements combine: a small language of Kleene connectives and open-world quantifiers.

The meaning is in the determination room; here stand only the forms, their reading from law files
and the questions one can ask of a form (which elements it names, what it binds).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from openrsd.errors import Problem
from openrsd.law.documents import Document, Path, Value
from openrsd.law.files import Scope


class Variable(StrEnum):
    """What a scope binds, beside the person."""

    COUNTRY = "country"
    HARM = "harm"
    AREA = "area"
    OTHER = "other"
    ACT = "act"
    DESTINATION = "destination"


# The variables of each scope, in the order in which an element's instance names them.
SCOPE_VARIABLES: dict[Scope, tuple[Variable, ...]] = {
    Scope.PERSON: (),
    Scope.COUNTRY: (Variable.COUNTRY,),
    Scope.HARM: (Variable.COUNTRY, Variable.HARM),
    Scope.AREA: (Variable.COUNTRY, Variable.AREA),
    Scope.AREA_HARM: (Variable.COUNTRY, Variable.AREA, Variable.HARM),
    Scope.OTHER: (Variable.OTHER,),
    Scope.ACT: (Variable.ACT,),
    Scope.DESTINATION: (Variable.DESTINATION,),
}
# Harms and areas lie in a country, so their quantifiers need one bound.
NEEDS_COUNTRY = frozenset({Variable.HARM, Variable.AREA})
# Places can be read as one another; harms, areas and acts cannot.
PLACES = frozenset({Variable.COUNTRY, Variable.OTHER, Variable.DESTINATION})


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of an element."""

    element: str


@dataclass(frozen=True, slots=True)
class All:
    """Minimum of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Maximum of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """2 minus the part."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Quantified:
    """`some` or `every` over the members of a set; open-world unless it is complete.

    With `being`, the set is the one member that is also the bound `being`, or none; then it is
    always complete.
    """

    some: bool
    over: Variable
    part: "Expression"
    being: Variable | None = None


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The part with `variable` standing for the place that `source` is bound to."""

    variable: Variable
    source: Variable
    part: "Expression"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Yes where the indicator is set, else no (closed world)."""

    name: str


@dataclass(frozen=True, slots=True)
class AsFound:
    """The part as it stands in the inclusion analysis (semantics.md §2)."""

    part: "Expression"


Expression = Ref | All | AnyOf | Not | Quantified | ReadAs | Indicator | AsFound

_FORMS = "an element id, or one of: all, any, not, unless, some, every, read, indicator, as-found"


def references(expression: Expression) -> Iterator[str]:
    """The ids of the elements that `expression` names, in order, repeats included."""
    match expression:
        case Ref(element):
            yield element
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from references(part)
        case Not(part) | AsFound(part) | Quantified(part=part) | ReadAs(part=part):
            yield from references(part)
        case Indicator():
            return


def parse_expression(
    raw: Value, document: Document, path: Path, problems: list[Problem]
) -> Expression | None:
    """Read an expression; where it is malformed, add problems and return None."""
    if isinstance(raw, str):
        return Ref(raw)
    if not isinstance(raw, dict) or not raw:
        problems.append(document.problem(path, "expression", "this is no expression", _FORMS))
        return None
    reader = _Reader(document, problems)
    keys = frozenset(raw)
    match sorted(keys):
        case ["all"] | ["any"]:
            return reader.connective(raw, path)
        case ["not"]:
            part = reader.part(raw, "not", path)
            return None if part is None else Not(part)
        case ["unless"]:
            return reader.unless(raw, path)
        case ["as-found"]:
            part = reader.part(raw, "as-found", path)
            return None if part is None else AsFound(part)
        case ["indicator"]:
            name = raw["indicator"]
            if isinstance(name, str):
                return Indicator(name)
        case ["of", "some"] | ["being", "of", "some"] | ["every", "of"]:
            return reader.quantified(raw, path)
        case ["as", "of", "read"]:
            return reader.read_as(raw, path)
    shown = ", ".join(sorted(keys))[:60]
    problems.append(document.problem(path, "expression", f"'{shown}' is no operator", _FORMS))
    return None


class _Reader:
    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    def part(self, raw: dict[str, Value], key: str, path: Path) -> Expression | None:
        return parse_expression(raw[key], self.document, (*path, key), self.problems)

    def parts(self, raw: Value, path: Path) -> tuple[Expression, ...] | None:
        if not isinstance(raw, list) or not raw:
            self._refuse(path, "a list with at least one part")
            return None
        parts = [
            parse_expression(item, self.document, (*path, i), self.problems)
            for i, item in enumerate(raw)
        ]
        whole = [part for part in parts if part is not None]
        return tuple(whole) if len(whole) == len(parts) else None

    def connective(self, raw: dict[str, Value], path: Path) -> Expression | None:
        (key,) = raw
        parts = self.parts(raw[key], (*path, key))
        if parts is None:
            return None
        return All(parts) if key == "all" else AnyOf(parts)

    def unless(self, raw: dict[str, Value], path: Path) -> Expression | None:
        parts = self.parts(raw["unless"], (*path, "unless"))
        if parts is None:
            return None
        if len(parts) != 2:
            self._refuse((*path, "unless"), "two parts: what holds, and what takes it away")
            return None
        return All((parts[0], Not(parts[1])))

    def quantified(self, raw: dict[str, Value], path: Path) -> Expression | None:
        key = "some" if "some" in raw else "every"
        over = self._variable(raw, key, path)
        being = self._variable(raw, "being", path) if "being" in raw else None
        part = self.part(raw, "of", path)
        if over is None or part is None or ("being" in raw and being is None):
            return None
        return Quantified(key == "some", over, part, being)

    def read_as(self, raw: dict[str, Value], path: Path) -> Expression | None:
        variable = self._variable(raw, "read", path)
        source = self._variable(raw, "as", path)
        part = self.part(raw, "of", path)
        if variable is None or source is None or part is None:
            return None
        if not {variable, source} <= PLACES:
            self._refuse(path, "country, other and destination can be read as one another")
            return None
        return ReadAs(variable, source, part)

    def _variable(self, raw: dict[str, Value], key: str, path: Path) -> Variable | None:
        value = raw[key]
        if isinstance(value, str) and value in tuple(Variable):
            return Variable(value)
        self._refuse((*path, key), "one of: " + ", ".join(Variable))
        return None

    def _refuse(self, path: Path, expected: str) -> None:
        self.problems.append(
            self.document.problem(path, "expression", "this part cannot be read", expected)
        )
