"""Conditions on recorded facts. A condition holds only where the facts make it certain."""

from collections.abc import Mapping
from datetime import date

from openrsd.law.shapes import AgeCondition, FactCondition

Facts = Mapping[str, str]


def holds(condition: FactCondition, facts: Facts, on: date) -> bool:
    """Whether the recorded facts make the condition certain on the day `on`."""
    if condition.fact is not None:
        return facts.get(condition.fact) in (condition.is_ or ())
    if condition.age is not None:
        return _age_holds(condition.age, facts.get("birth-date", ""), on)
    if condition.all is not None:
        return all(holds(part, facts, on) for part in condition.all)
    return any(holds(part, facts, on) for part in condition.any or ())


def age_bounds(birth_date: str, on: date) -> tuple[int, int] | None:
    """The lowest and highest possible age in years, from a full or partial date, or None.

    `birth_date` is YYYY, YYYY-MM or YYYY-MM-DD: a year alone is not 1 January.
    """
    parts = birth_date.split("-")
    if not birth_date or len(parts) > 3 or not all(part.isdigit() for part in parts):
        return None
    year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
    latest = (year, month or 12, day or 31)
    earliest = (year, month or 1, day or 1)
    return _years(latest, on), _years(earliest, on)


def _years(birth: tuple[int, int, int], on: date) -> int:
    return on.year - birth[0] - ((on.month, on.day) < birth[1:])


def _age_holds(condition: AgeCondition, birth_date: str, on: date) -> bool:
    bounds = age_bounds(birth_date, on)
    if bounds is None:
        return False
    youngest, oldest = bounds
    under = condition.under is None or oldest < condition.under
    old_enough = condition.at_least is None or youngest >= condition.at_least
    return under and old_enough
