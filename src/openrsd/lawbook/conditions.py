"""Whom a profile fits: facts of a person, as two lists and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openrsd.law.model import Law
from openrsd.texts import gettext as _

ANY, ALL = "any", "all"


@dataclass(frozen=True, slots=True)
class Fits:
    """Facts that are yes and facts that are no; one of them is enough, or all are needed."""

    how: str
    yes: list[str]
    no: list[str]

    def as_condition(self) -> dict[str, Any]:
        """In the shape of the law files."""
        parts: list[dict[str, Any]] = [
            *({"fact": one, "is": "yes"} for one in self.yes),
            *({"fact": one, "is": "no"} for one in self.no),
        ]
        return parts[0] if len(parts) == 1 else {self.how: parts}


def fits_of(condition: Mapping[str, Any]) -> Fits | None:
    """A condition as two lists; None where it is not as simple as that."""
    how = ALL if ALL in condition else ANY
    parts = condition.get(how, [condition] if "fact" in condition else None)
    if parts is None:
        return None
    found = Fits(how, [], [])
    for one in parts:
        match one.get("fact"), _single(one.get("is")):
            case str() as fact, "yes":
                found.yes.append(fact)
            case str() as fact, "no":
                found.no.append(fact)
            case _:
                return None
    return found


def in_words(condition: Mapping[str, Any], law: Law) -> str:
    """A condition as people read it."""
    for how, word in ((ALL, _(" and ")), (ANY, _(" or "))):
        if condition.get(how):
            return word.join(in_words(one, law) for one in condition[how])
    if age := condition.get("age"):
        if age.get("under") is not None:
            return _("younger than {age}").format(age=age["under"])
        return _("{age} or older").format(age=age["at-least"])
    fact = law.facts.get(str(condition.get("fact")))
    title = _(fact.title) if fact else str(condition.get("fact"))
    said = condition.get("is")
    values = said if isinstance(said, list) else [said]
    return f"{title}: {_(' or ').join(str(one) for one in values)}"


def _single(said: Any) -> str:
    values = said if isinstance(said, list) else [said]
    return str(values[0]) if len(values) == 1 else ""
