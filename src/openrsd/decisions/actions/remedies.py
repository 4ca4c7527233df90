"""What comes after an appeal, or without one: courts, and the end of the time for remedies."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case


@door()
def end_time_for_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Nobody appealed though the person was sought (A13)."""
    return make_step(case, transition, inputs, door=end_time_for_appeal, acting=acting)


@door()
def record_judicial_review(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person went to court (S3)."""
    return make_step(case, transition, inputs, door=record_judicial_review, acting=acting)


@door()
def end_time_for_court(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Nobody went to court (S4)."""
    return make_step(case, transition, inputs, door=end_time_for_court, acting=acting)


@door()
def record_judgment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """What the court decided (S5, S6)."""
    return make_step(case, transition, inputs, door=record_judgment, acting=acting)
