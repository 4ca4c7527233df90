"""What an installation has decided about certificates: a file that a lawyer can read.

`certificates.yaml` in the folder of the installation, or where `OPENRSD_CERTIFICATES` says. Without
the file there is no issuer, and nothing is issued.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from babel import Locale, UnknownLocaleError
from django.conf import settings
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from openrsd.law.documents import read_document
from openrsd.law.reading import Day, read_shape
from openrsd.protection.certificates.credential import MOST_ISSUER_LETTERS

DEMONSTRATION = "DEMONSTRATION, not valid"


def _known(tag: str) -> str:
    try:
        Locale.parse(tag.replace("-", "_"))
    except UnknownLocaleError as unknown:
        raise ValueError(str(unknown)) from None
    return tag


def _key(name: str) -> str:
    return name.replace("_", "-")


class _Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, alias_generator=_key
    )


class Contact(_Shape):
    """Whom to call before anything is done to the holder of a certificate."""

    who: str = Field(min_length=1, max_length=80)
    telephone: str = Field(pattern=r"^\+?[0-9 ()-]{2,30}$")

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return "".join(letter for letter in self.telephone if letter in "+0123456789")


class Decided(_Shape):
    """That certificates are given although the host state returns people, by whom and why."""

    on: Day
    data_protection_officer: str = Field(min_length=1, max_length=80)
    supervisor: str = Field(min_length=1, max_length=80)
    why: str = Field(min_length=20, max_length=2000)


class Profile(_Shape):
    """The decisions of one installation."""

    issuer: str = Field(default="", max_length=MOST_ISSUER_LETTERS)
    # Of the page that checks certificates, as everyone can reach it; without it codes are bare.
    page_address: str = Field(default="", pattern=r"^(https://[a-z0-9.:-]+/[a-z0-9/_-]*)?$")
    # Of the country of asylum. English is added.
    languages: tuple[Annotated[str, AfterValidator(_known)], ...] = ()
    valid_days: int = Field(default=365, ge=30, le=730)
    contacts: tuple[Contact, ...] = ()
    host_state_returns_people: bool = False
    given_all_the_same: Decided | None = None

    @property
    def gives_certificates(self) -> bool:
        """Whether a certificate may go into the hands of its holder."""
        return not self.host_state_returns_people or self.given_all_the_same is not None


def profile() -> Profile:
    """As the file says now. InvalidDocument with every mistake in it.

    What a demonstration issues says so, whatever the file says.
    """
    path: Path = settings.CERTIFICATES_PROFILE
    found = _read(path, path.stat().st_mtime_ns) if path.exists() else Profile()
    return found.model_copy(update={"issuer": DEMONSTRATION}) if settings.DEMONSTRATION else found


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Profile:
    return read_shape(read_document(path.read_bytes(), path.name), Profile)
