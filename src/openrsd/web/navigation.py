"""Where the frame leads whom: `navigation.yaml`, checked when it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from django.urls import NoReverseMatch, reverse
from pydantic import BaseModel, ConfigDict

from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.errors import InvalidDocument, OpenRSDError
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape
from openrsd.texts import gettext as _


class UnknownAddress(OpenRSDError):
    """The navigation leads to an address that does not exist."""

    code = "unknown-address"


class Place(StrEnum):
    """Where an entry stands."""

    BAR = "bar"
    OWN = "own"
    FOOT = "foot"


class Entry(BaseModel):
    """One link of the frame, and who is shown it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    url: str
    place: Place
    says: str = ""
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    permission: Permission | None = None

    def is_for(self, actor: Actor) -> bool:
        """Whether this person is shown the entry. The page behind it decides for itself."""
        if self.permission and may(actor, self.permission):
            return True
        return bool(actor.kind in self.kinds or actor.roles & self.roles)


class Navigation(BaseModel):
    """All links of the frame, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one person sees it on one page."""

    title: str
    says: str
    address: str
    is_here: bool


@cache
def entries() -> tuple[Entry, ...]:
    """The shipped entries. Raises InvalidDocument or UnknownAddress for what cannot be."""
    return read(files("openrsd.web").joinpath("navigation.yaml").read_bytes())


def read(written: bytes) -> tuple[Entry, ...]:
    """The entries of this file."""
    document = read_document(written, "navigation.yaml")
    found = read_shape(document, Navigation).entries
    problems = [
        document.problem(
            ("entries", place, "title"),
            "shown-to-nobody",
            f"'{entry.title}' names no permission, role or kind of account: nobody is shown it",
        )
        for place, entry in enumerate(found)
        if not (entry.roles or entry.kinds or entry.permission)
    ]
    if problems:
        raise InvalidDocument(problems)
    for entry in found:
        _address(entry)
    return found


def links(actor: Actor, place: Place, here: str) -> Iterator[Link]:
    """What this person is shown in this place, on the page at the path `here`."""
    for entry in entries():
        if entry.place is place and entry.is_for(actor):
            address = _address(entry)
            inside = address != reverse("home") and here.startswith(address)
            yield Link(_(entry.title), _(entry.says), address, inside or here == address)


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url)
    except NoReverseMatch:
        raise UnknownAddress(
            _("The navigation entry '{title}' leads to '{url}', which is no address.").format(
                title=entry.title, url=entry.url
            )
        ) from None
