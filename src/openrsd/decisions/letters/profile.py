"""What an office says of itself in its letters: a file that a lawyer can read and mend.

`letters.yaml` in the folder of the installation, or where `OPENRSD_LETTERS` says. Without it, and
where something is missing in it, a letter that needs it cannot be made. A demonstration has one of
its own, invented.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape

DEMONSTRATION = Path(str(files("openrsd.decisions.letters") / "demonstration.yaml"))

_LEFT_TO_RIGHT, _UNBROKEN = "\u200e", "\u00a0"


def _key(name: str) -> str:
    return name.replace("_", "-")


class _Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_key, str_strip_whitespace=True
    )


class Place(_Shape):
    """Somebody to turn to: a name, and at least one way."""

    who: str = Field(min_length=2, max_length=200)
    address: str = Field(default="", max_length=300)
    telephone: str = Field(default="", pattern=r"^(\+?[0-9 ()-]{2,30})?$")
    free: bool = True

    def in_one_line(self) -> str:
        """As it stands in a sentence. A number is on one line, and reads from left to right also
        among letters that do not.
        """
        number = f"{_LEFT_TO_RIGHT}{self.telephone.replace(' ', _UNBROKEN)}"
        parts = (self.who, self.address, number if self.telephone else "")
        return ", ".join(part for part in parts if part)


class OfficeProfile(_Shape):
    """What stands in the letters of an office. `language` is that in which it works."""

    language: str = "en"
    address: str = Field(default="", max_length=300)
    telephone: str = Field(default="", pattern=r"^(\+?[0-9 ()-]{2,30})?$")
    appeal: Place | None = None
    court: Place | None = None
    counsel: tuple[Place, ...] = ()
    counselling: tuple[Place, ...] = ()
    complaints: tuple[Place, ...] = ()


class LettersProfile(_Shape):
    """One for every office, and those of offices that have their own, by name."""

    everywhere: OfficeProfile = OfficeProfile()
    offices: dict[str, OfficeProfile] = {}

    def of(self, office: str) -> OfficeProfile:
        """What holds for the office of this name."""
        return self.offices.get(office, self.everywhere)


def letters_profile() -> LettersProfile:
    """As the file says now. InvalidDocument with every mistake in it."""
    path: Path = DEMONSTRATION if settings.DEMONSTRATION else settings.LETTERS_PROFILE
    return _read(path, path.stat().st_mtime_ns) if path.exists() else LettersProfile()


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> LettersProfile:
    return read_shape(read_document(path.read_bytes(), path.name), LettersProfile)
