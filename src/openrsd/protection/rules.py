"""What a lawyer decides about bars and letters (`rules.yaml`), checked when it is first read."""

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, field_validator

from openrsd.law.countries import is_country
from openrsd.law.documents import read_document
from openrsd.law.reading import Day, read_shape
from openrsd.texts import gettext as _

FILE = "protection/rules.yaml"
# law.md §9. A file can shorten it and not lengthen it.
LONGEST = 90


def _key(name: str) -> str:
    return name.replace("_", "-")


class _Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, alias_generator=_key
    )


class ReturningState(_Shape):
    """A state recorded as returning people, to which countries, and where that is said."""

    state: str
    to: tuple[str, ...] = Field(min_length=1)
    source: str = Field(min_length=10)

    @field_validator("state")
    @classmethod
    def _known(cls, code: str) -> str:
        if not is_country(code):
            raise ValueError(_("'{code}' is no country code").format(code=code))
        return code

    @field_validator("to")
    @classmethod
    def _all_known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cls._known(code) for code in codes)


class Rules(_Shape):
    """The whole file."""

    edition: Day
    lapses_after_days: int = Field(ge=1, le=LONGEST)
    source: str = Field(min_length=10)
    returning_states: tuple[ReturningState, ...]

    def returns_people(self, state: str) -> bool:
        """Whether this state (ISO 3166 alpha-3) is recorded as returning people anywhere."""
        return any(one.state == state for one in self.returning_states)


@cache
def shipped_rules() -> Rules:
    """The rules that come with OpenRSD."""
    return read_rules((files("openrsd") / FILE).read_bytes(), FILE)


def read_rules(raw: bytes, name: str) -> Rules:
    """Rules from the text of a file. InvalidDocument names every problem with its line."""
    return read_shape(read_document(raw, name), Rules)
