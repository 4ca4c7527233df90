"""The one way in which a case changes its state. Only the door of a transition calls it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.casework.models import Case, Step


def move(
    case: Case, transition: str, to: str, inputs: Mapping[str, Any], *, role: str, acting: Actor
) -> Step:
    """Makes one transition, in the transaction of its door, with the case locked."""
    now = timezone.now()
    step = Step.objects.create(
        case=case,
        compartment=case.compartment,
        position=case.steps.count(),
        transition=transition,
        state_before=case.state,
        state_after=to,
        at=now,
        by=acting.id,
        by_system=acting.is_system,
        role=role,
        inputs=dict(inputs),
    )
    case.state, case.state_since = to, now
    case.save(update_fields=["state", "state_since"])
    return step
