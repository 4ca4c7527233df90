"""The files of the demonstration, read strictly: a mistake in them is an error with its place."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field

from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.law.shapes import CountryCode, Shape, Text

# Numbers are text in these documents.
Days = Annotated[int, BeforeValidator(int)]
ShapeT = TypeVar("ShapeT", bound=Shape)


class DemonstrationPersonFile(Shape):
    """One invented person."""

    name: Text
    also: list[Text] = Field(default_factory=list)
    sex: Literal["F", "M"]
    born: Text
    of: list[CountryCode]
    speaks: Annotated[list[Text], Field(min_length=1)]
    is_: Text | None = Field(default=None, alias="is")
    own_case: Text | None = Field(default=None, alias="own-case")
    needs: list[Text] = Field(default_factory=list)
    wants: Literal["none", "counsel", "paper", "phone"] | None = None
    story: Text | None = None
    words: dict[Text, Text] = Field(default_factory=dict)


class HouseholdFile(Shape):
    """People who came together."""

    office: Literal["border", "capital"]
    came: Days
    state: Text
    people: Annotated[list[DemonstrationPersonFile], Field(min_length=1)]


class PeopleFile(Shape):
    """Everyone."""

    households: list[HouseholdFile]


class StepFile(Shape):
    """Who makes a step, and what it brings."""

    by: Text
    with_: dict[Text, Text] = Field(default_factory=dict, alias="with")
    outcome: Literal["positive", "partial", "negative"] | None = None
    # By the user who must agree beforehand, the part of the step that names them.
    agrees: dict[Text, Text] = Field(default_factory=dict)


class CoursesFile(Shape):
    """The steps to every state."""

    courses: dict[Text, list[Text]]
    steps: dict[Text, StepFile]


@cache
def people() -> PeopleFile:
    """The people of the demonstration."""
    return _read("people.yaml", PeopleFile)


@cache
def courses() -> CoursesFile:
    """The ways of their cases."""
    return _read("courses.yaml", CoursesFile)


def _read(name: str, shape: type[ShapeT]) -> ShapeT:
    raw = (files("openrsd.demonstration") / name).read_bytes()
    return read_shape(read_document(raw, name), shape)
