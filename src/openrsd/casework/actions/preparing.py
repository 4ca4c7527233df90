"""From registration to the interview: the application is complete, the interview is set."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework import acts, policies
from openrsd.casework.actions.moving import move
from openrsd.casework.models import CASE, Case


def complete_application(case: UUID, *, acting: Actor) -> Case:
    """The application is complete (T2)."""
    return step(case, "T2", "application-complete", {}, roles=policies.WORKING, acting=acting)


def schedule_interview(case: UUID, *, acting: Actor) -> Case:
    """The interview is set (T3)."""
    return step(case, "T3", "interview-scheduled", {}, roles=policies.WORKING, acting=acting)


def step(
    case: UUID,
    transition: str,
    to: str,
    inputs: Mapping[str, Any],
    *,
    roles: Collection[str],
    acting: Actor,
) -> Case:
    """One transition of a case assigned to her in one of these roles, as an entry of its own."""
    with recorded(
        acts.MOVE_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"transition": transition.lower()},
    ):
        moved = get_to_change(policies.on_duty(acting, roles), case)
        role = next(role for role in sorted(roles) if role in acting.roles)
        move(moved, transition, to, inputs, role=role, acting=acting)
    return moved
