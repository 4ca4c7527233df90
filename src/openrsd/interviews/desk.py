"""When a person is expected: the day and the hour, and nothing of what it is about."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.interviews.models import Interview
from openrsd.registration.desk.policies import served


def next_appointment(actor: Actor, person: UUID) -> datetime | None:
    """The next interview of a person whom she serves now; None where none is set."""
    planned = Interview.objects.filter(
        claim__person__in=served(actor).filter(id=person),
        planned_for__gte=timezone.now(),
        begun_at=None,
        cancelled_at=None,
    )
    return planned.order_by("planned_for").values_list("planned_for", flat=True).first()
