"""Who may keep and read a draft: whoever writes it, while what it is about is open to her."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.accounts.policies import may_open


def may_keep_in(actor: Actor, compartment: UUID) -> bool:
    """Whether she may write there what she types, and read it again: it is open to her, or hers."""
    own = User.objects.filter(id=actor.id, compartment=compartment)
    return may_open(actor, compartment) or own.exists()
