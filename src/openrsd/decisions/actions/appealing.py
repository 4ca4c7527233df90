"""Appeal: heard by people who took no part before."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case


@door()
def file_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Any words of disagreement are an appeal (T15a)."""
    return make_step(case, transition, inputs, door=file_appeal, acting=acting)


@door()
def admit_late_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """A late appeal is admitted for a good reason (T15b)."""
    return make_step(case, transition, inputs, door=admit_late_appeal, acting=acting)


@door()
def take_up_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Someone who took no part before takes the appeal up (T16)."""
    return make_step(case, transition, inputs, door=take_up_appeal, acting=acting)


@door()
def decide_appeal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Allows or dismisses the appeal, or sends the case back (T17)."""
    return make_step(case, transition, inputs, door=decide_appeal, acting=acting)


@door()
def reopen_appeal_decision(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Opens an appeal decision again that was not told yet (A8)."""
    return make_step(case, transition, inputs, door=reopen_appeal_decision, acting=acting)
