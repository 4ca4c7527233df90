"""Who may do what with country information. Nothing in it is about a person."""

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.coi.acts import SOURCE
from openrsd.ledger.acts import Act


def may_read(actor: Actor) -> bool:
    """Everybody of the staff."""
    return actor.is_system or actor.kind == AccountKind.STAFF


def may_write(actor: Actor) -> bool:
    """Who adds documents, confirms their details and assesses sources."""
    return may(actor, Permission.WRITE_COI)


def require_reading(actor: Actor) -> None:
    """NotHere for whoever is not of the staff."""
    if not may_read(actor):
        raise NotHere


def require_writing(actor: Actor, act: Act) -> None:
    """NotHere, after the refusal is recorded, for whoever may not."""
    require(actor, Permission.WRITE_COI, act=act, subject_kind=SOURCE)


def refuse_unless_writing(actor: Actor) -> None:
    """The same inside an action, which records the refusal itself."""
    if not may_write(actor):
        raise NotHere
