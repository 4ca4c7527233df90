"""Ends that decide nothing on the claim. The person stays protected after every one of them."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case


@door()
def close(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Closes a case without a decision (T18a)."""
    return make_step(case, transition, inputs, door=close, acting=acting)


@door()
def record_death(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person died (T18b). It can be a mistake, and can be corrected."""
    return make_step(case, transition, inputs, door=record_death, acting=acting)


@door()
def record_departure(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person left of their own will (T18c)."""
    return make_step(case, transition, inputs, door=record_departure, acting=acting)


@door()
def withdraw(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person withdraws the claim after a private talk (T20)."""
    return make_step(case, transition, inputs, door=withdraw, acting=acting)
