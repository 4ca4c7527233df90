"""From registration to the interview: the application is complete, the interview is arranged."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.intake.proposing import propose
from openrsd.casework.models import Case


@door()
def complete_application(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The application is complete (T2): whatever was said until now counts for the priority."""
    with stepping(case, transition, acting=acting) as locked:
        move(locked, transition, inputs, door=complete_application, acting=acting)
        propose(case)
        locked.refresh_from_db(fields=["priority"])
    return locked


@door(page="interviews:plan")
def schedule_interview(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The interview is arranged (T3). Called by interviews, which keeps the appointment."""
    return make_step(case, transition, inputs, door=schedule_interview, acting=acting)


@door()
def reopen_application(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Something of the application is missing (A2)."""
    return make_step(case, transition, inputs, door=reopen_application, acting=acting)


@door()
def begin_anew(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Takes a case up that was sent back (S7)."""
    return make_step(case, transition, inputs, door=begin_anew, acting=acting)


@door()
def undo_registration(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """A registration was made by mistake (A1)."""
    return make_step(case, transition, inputs, door=undo_registration, acting=acting)
