"""Who may do what is offered by the pages of the frame."""

from openrsd.accounts.acting import Actor
from openrsd.accounts.roles import Permission, roles


def may(actor: Actor, permission: Permission) -> bool:
    """Whether one of the actor's roles holds this permission, in any office."""
    return bool(actor.roles & roles().that_allow(permission))
