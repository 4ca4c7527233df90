"""Parts that several kinds of law files share: dates, citations, conditions on facts."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from openrsd.law.reading import Day

IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Shape(BaseModel):
    """Base of all file shapes: unknown keys are errors, nothing changes after reading."""

    # Folded YAML text ends in a line break that no one means.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def one_or_many(value: Any) -> Any:
    """A list, where a single item may stand alone."""
    return [value] if isinstance(value, (str, dict)) else value


# Quoted or not, editors show a yes as a boolean: the schema takes both, and a single value.
_VALUE: dict[str, Any] = {"type": ["string", "boolean"]}
OneOrMany = Annotated[
    list[str],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]}),
]


class Period(Shape):
    """Days on which something is in force; `until` is the last day, absent while it lasts."""

    since: Day = Field(alias="from")
    until: Day | None = None

    def includes(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.since <= day and (self.until is None or day <= self.until)


ALWAYS = Period.model_validate({"from": date(1951, 7, 28)})


class Citation(Shape):
    """One source of an element: a work of `works.yaml` and the place in it.

    `checked` names the published text against which the line was compared; without it the line
    stands unverified and may support protection, not a negative (law.md §12).
    """

    work: Identifier
    at: str = ""
    says: str = ""
    checked: str = ""

    @property
    def verified(self) -> bool:
        """Whether someone compared the line with a published text, and said which."""
        return bool(self.checked)


class AgeCondition(Shape):
    """True only where it is certain: an unknown or partial birth date never makes an adult."""

    under: int | None = None
    at_least: int | None = Field(default=None, alias="at-least")


class FactCondition(Shape):
    """A condition on recorded facts. Exactly one of the forms is used."""

    fact: Identifier | None = None
    is_: OneOrMany | None = Field(default=None, alias="is")
    age: AgeCondition | None = None
    all: list["FactCondition"] | None = None
    any: list["FactCondition"] | None = None
