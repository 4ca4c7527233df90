"""The review of a status: on grounds, authorised by another, decided by people who did neither."""

from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case
from openrsd.decisions.actions.telling import OWN, keep_letter


@door()
def begin_cancellation(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Asks whether the recognition was wrong from the start (T22a)."""
    return make_step(case, transition, inputs, door=begin_cancellation, acting=acting)


@door()
def begin_revocation(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Asks whether something after recognition excludes the person (T22b)."""
    return make_step(case, transition, inputs, door=begin_revocation, acting=acting)


@door()
def begin_cessation(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Asks whether protection is still needed (T22c)."""
    return make_step(case, transition, inputs, door=begin_cessation, acting=acting)


@door()
def confirm_status(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The status stands (T23a)."""
    return make_step(case, transition, inputs, door=confirm_status, acting=acting)


@door(supplies=OWN)
def end_status(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The status is ended, with reasons and how to appeal (T23b)."""
    with stepping(case, transition, acting=acting) as locked:
        letter = uuid4()
        given = {**inputs, "letter": str(letter)}
        moved = move(locked, transition, given, door=end_status, acting=acting)
        keep_letter(moved, letter, transition, inputs, acting=acting)
    return moved
