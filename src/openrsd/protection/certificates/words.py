"""What a certificate and the page that checks it say, in each language: dated files.

A language is offered when its file is complete; there is no half translation of a sentence on which
somebody's safety rests.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field

from openrsd.law.documents import read_document
from openrsd.law.reading import Day, read_shape
from openrsd.protection.certificates.verifying import Result

ENGLISH = "en"


def _key(name: str) -> str:
    return name.replace("_", "-")


class Words(BaseModel):
    """All words of one language. `read_by` says who read them as a native speaker."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=2, alias_generator=_key)

    language: str
    as_of: Day
    read_by: tuple[str, ...]
    title: str
    statement: str
    says: str
    issued_by: str
    valid_until: str
    must_not_title: str
    must_not: tuple[str, ...] = Field(min_length=1)
    contact_title: str
    contact_unhcr: str
    bound_to_portrait: str
    bound_to_nobody: str
    check: str
    check_at: str
    no_certificate: str
    page_title: str
    page_intro: str
    scan: str
    stop: str
    photograph: str
    paste: str
    do_check: str
    works_offline: str
    list_of: str
    no_list: str
    looking: str
    no_camera: str
    languages: str
    valid: str
    not_valid: str
    because_expired: str
    because_revoked: str
    because_unknown_issuer: str
    because_forged: str
    because_unreadable: str

    @property
    def direction(self) -> str:
        """Which way it is written: ltr or rtl."""
        return self._locale.text_direction

    @property
    def own_name(self) -> str:
        """What its speakers call the language."""
        return self._locale.get_display_name() or self.language

    def because(self, result: Result) -> str:
        """Why a certificate is not valid."""
        said: str = getattr(self, f"because_{result.value.replace('-', '_')}")
        return said

    def day(self, day: date) -> str:
        """A day as it is written out in this language."""
        return format_date(day, "long", self._locale)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.replace("-", "_"))


@cache
def words() -> Mapping[str, Words]:
    """The words of every language by its tag, English first. InvalidDocument where one is amiss."""
    found = {}
    for file in (files("openrsd.protection.certificates") / "texts").iterdir():
        if file.name.endswith(".yaml"):
            read = read_shape(read_document(file.read_bytes(), file.name), Words)
            found[read.language] = read
    order = sorted(found, key=lambda tag: (tag != ENGLISH, tag))
    return MappingProxyType({tag: found[tag] for tag in order})
