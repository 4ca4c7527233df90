"""Waiting: a case on hold until a day of review, and what the person was asked for."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case


@door()
def put_on_hold(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The case waits for a reason until a day of review (T24)."""
    return make_step(case, transition, inputs, door=put_on_hold, acting=acting)


@door()
def end_hold(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The case goes on where it was (S9a)."""
    return make_step(case, transition, inputs, door=end_hold, acting=acting)


@door()
def receive_information(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """What was asked for came, or the silence was spoken about (S9b)."""
    return make_step(case, transition, inputs, door=receive_information, acting=acting)
