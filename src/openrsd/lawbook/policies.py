"""Who reads, writes and agrees to the law of this installation. Nothing in it is about a person."""

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission


def may_read(actor: Actor) -> bool:
    """Everybody of the staff."""
    return actor.is_system or actor.kind == AccountKind.STAFF


def may_write_law(actor: Actor) -> bool:
    """Who proposes positions and compares sources."""
    return may(actor, Permission.WRITE_LAW)


def may_write_guidance(actor: Actor) -> bool:
    """Who writes country guidance."""
    return may(actor, Permission.WRITE_GUIDANCE)


def may_agree(actor: Actor) -> bool:
    """Who answers as the second person; never to what she wrote herself."""
    return may(actor, Permission.AGREE_LAW)


def require_reading(actor: Actor) -> None:
    """NotHere for whoever is not of the staff."""
    require(may_read(actor))


def require(allowed: bool) -> None:
    """NotHere where a policy does not allow it; inside an action the refusal is recorded."""
    if not allowed:
        raise NotHere
