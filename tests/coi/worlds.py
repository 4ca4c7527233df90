"""A document of country information, for the table of addresses: it is there, or it is not."""

from collections.abc import Callable
from uuid import UUID, uuid4

from openrsd.accounts.acting import system_actor
from openrsd.accounts.models import User
from openrsd.coi.actions.adding import add_file
from openrsd.coi.models import Edition

THERE = ("absent", "exists")
_TEXT = b"# A report\n\nPrices of maize rose by a third.\n"


def _document() -> Edition:
    [edition] = add_file(_TEXT, "report.md", acting=system_actor("tests"))
    return edition


def sources() -> Callable[[User, str], dict[str, UUID]]:
    known = _document().source_id
    return lambda _user, _role: {"exists": known, "absent": uuid4()}


def documents() -> Callable[[User, str], dict[str, UUID]]:
    known = _document().id
    return lambda _user, _role: {"exists": known, "absent": uuid4()}
