"""Ways back into the procedure."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import make_step
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case


@door()
def reopen(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Opens a file again that was closed without a decision (T19)."""
    return make_step(case, transition, inputs, door=reopen, acting=acting)


@door()
def reopen_decided(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Opens a case again after a final decision (T21)."""
    return make_step(case, transition, inputs, door=reopen_decided, acting=acting)


@door()
def resume_withdrawn(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Takes up a claim that was withdrawn (A9)."""
    return make_step(case, transition, inputs, door=resume_withdrawn, acting=acting)


@door()
def reopen_departed(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """A person who left is here again (A10)."""
    return make_step(case, transition, inputs, door=reopen_departed, acting=acting)


@door()
def correct_death(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The person is alive (A11)."""
    return make_step(case, transition, inputs, door=correct_death, acting=acting)


@door()
def continue_reopened(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """A reopened case goes on with the application (A12a)."""
    return make_step(case, transition, inputs, door=continue_reopened, acting=acting)


@door()
def continue_where_left(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """A reopened case is taken up where it stood (A12b)."""
    return make_step(case, transition, inputs, door=continue_where_left, acting=acting)


@door()
def register_subsequent_claim(
    case: UUID, transition: str, inputs: Inputs, *, acting: Actor
) -> Case:
    """The person claims again after a final refusal (S8)."""
    return make_step(case, transition, inputs, door=register_subsequent_claim, acting=acting)
