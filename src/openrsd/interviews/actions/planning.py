"""Setting the day of an interview."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.actions import schedule_interview
from openrsd.interviews import acts, policies
from openrsd.interviews.models import INTERVIEW, Interview


def plan_interview(
    claim: UUID, planned_for: datetime, inputs: Mapping[str, Any], *, acting: Actor
) -> Interview:
    """Sets the interview of a claim, and with it the case to arranged (T3).

    One that was planned before and not begun is taken back.
    """
    interview = Interview(id=uuid4(), officer=acting.id, planned_for=planned_for)
    with recorded(
        acts.PLAN_INTERVIEW, acting=acting, subject_kind=INTERVIEW, subjects=[interview.id]
    ):
        planned = get_to_change(policies.plannable(acting), claim)
        Interview.objects.filter(claim=planned, begun_at=None, cancelled_at=None).update(
            cancelled_at=timezone.now()
        )
        interview.claim, interview.compartment = planned, planned.compartment
        interview.save(force_insert=True)
        day = timezone.localdate(planned_for)
        schedule_interview(planned.case_id, "T3", {**inputs, "interview-day": day}, acting=acting)
    return interview
