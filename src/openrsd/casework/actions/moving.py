"""The one way in which a case changes its state. Only the door of a transition calls it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.confirming import unconfirmed
from openrsd.casework.deadlines import renew_deadlines
from openrsd.casework.doors import Inputs, path_of
from openrsd.casework.duties import roles_in, workable
from openrsd.casework.errors import DoesNotFit, StepRefused, WrongDoor
from openrsd.casework.facts import facts_of
from openrsd.casework.models import CASE, Case, Step
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import (
    SYSTEM,
    Allowed,
    Attempt,
    Refused,
    attempt,
    follow,
)
from openrsd.casework.procedure.recorded import plain_inputs
from openrsd.casework.procedure.redlines import UNPROTECTED
from openrsd.casework.procedure.shapes import TransitionFile
from openrsd.protection.actions import Withdrawn, withdraw_negations
from openrsd.texts import gettext as _

# Who makes what follows at once from a notification.
PROCEDURE = system_actor("procedure")
Door = Callable[..., Case]


@contextmanager
def stepping(case: UUID, transition: str, *, acting: Actor) -> Iterator[Case]:
    """The case, locked, for a door that does more than the step. NotHere where she has no duty."""
    with recorded(
        acts.MOVE_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"transition": transition.lower()},
    ):
        yield get_to_change(workable(acting), case)


def make_step(case: UUID, transition: str, inputs: Inputs, *, door: Door, acting: Actor) -> Case:
    """One transition as an action of its own: the case locked, the step and its entry.

    NotHere where she has no duty in the case; StepRefused with every reason where it cannot be.
    """
    with stepping(case, transition, acting=acting) as locked:
        return move(locked, transition, inputs, door=door, acting=acting)


def move(case: Case, transition: str, inputs: Inputs, *, door: Door, acting: Actor) -> Case:
    """Makes one transition, in the transaction of its door, with the case locked.

    What the system makes at once after it is made too. WrongDoor where another action makes it.
    """
    procedure = shipped_procedure()
    declared = procedure.transition(transition)
    if declared.door != path_of(door):
        raise WrongDoor(
            _("'{transition}' is made by {door} and by nothing else.").format(
                transition=transition, door=declared.door
            )
        )
    facts = facts_of(case)
    if facts.state != case.state:
        raise DoesNotFit
    tried = Attempt(
        transition,
        str(acting.id),
        acting_role(declared, roles_in(acting, case)),
        timezone.localdate(),
        dict(inputs),
    )
    answer = attempt(procedure, facts, tried)
    reasons = (*_reasons(answer), *unconfirmed(case, declared, inputs))
    if reasons or isinstance(answer, Refused):
        raise StepRefused(reasons)
    return _write(procedure, case, answer, acting)


def acting_role(declared: TransitionFile, held: frozenset[str]) -> str:
    """The role in which someone who holds these makes the step; where in none, the first held."""
    in_order = (*declared.by, *declared.recorded_by)
    return next((role for role in in_order if role in held), min(held, default=""))


def _reasons(answer: Allowed | Refused) -> Iterator[Any]:
    if isinstance(answer, Refused):
        yield from answer.reasons


def _write(procedure: Procedure, case: Case, answer: Allowed, acting: Actor) -> Case:
    made = [answer]
    followed = follow(procedure, answer)
    if followed.step is not answer.step:
        made.append(followed)
    now, position = timezone.now(), case.steps.count()
    for place, one in enumerate(made, position):
        by = PROCEDURE if one.step.by == SYSTEM else acting
        Step.objects.create(
            case=case,
            compartment=case.compartment,
            position=place,
            transition=one.step.transition,
            state_before=one.step.was,
            state_after=one.step.now,
            at=now,
            by=by.id,
            by_system=by.is_system,
            role=one.step.role,
            edition=procedure.edition,
            inputs=plain_inputs(one),
        )
        case.state = one.step.now
    case.state_since = now
    renew_deadlines(procedure, case, made[-1].facts, made=answer.step.transition)
    case.save(update_fields=["state", "state_since", "due_on", "remind_on"])
    if answer.step.was == UNPROTECTED and case.state != UNPROTECTED:
        # The claim protects again: whatever a decision negated of the bars has lost its ground.
        for claim in case.claims.all():
            withdraw_negations(claim.person_id, Withdrawn.CLAIM_PENDING, acting=acting)
    return case
