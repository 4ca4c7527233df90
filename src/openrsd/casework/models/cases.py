"""A case goes through the procedure; a claim is one person's in it, with a compartment of its own.

Every adult has a case of her own. Children are in the case of whoever cares for them, unless they
are alone.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.registration.models import Person

CASE = "case"
CLAIM = "claim"
LOWEST_PRIORITY = 6
# Nothing is to be done in these states, unless something is still due.
FINISHED = (
    "closed-administrative",
    "deceased",
    "departed",
    "final-negative",
    "final-partial",
    "final-positive",
    "withdrawn",
)


class Case(models.Model):
    """Where a case stands. `compartment` is that of its principal claim: a case has no key."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(unique=True))
    office = operational(models.UUIDField())
    number = operational(models.CharField(max_length=16, unique=True))
    group = operational(models.UUIDField(db_index=True))
    state = operational(models.CharField(max_length=32))
    state_since = operational(models.DateTimeField(default=timezone.now))
    # The nearest of its open deadlines, for lists.
    due_on = operational(models.DateField(null=True))
    # The first day on which something that is due is brought to mind.
    remind_on = operational(models.DateField(null=True))
    modality = operational(models.CharField(max_length=32, default="regular"))
    # The level only: what stands behind it is sealed with the person.
    priority = operational(models.PositiveSmallIntegerField(default=LOWEST_PRIORITY))
    registered_on = operational(models.DateField())
    holder = operational(models.UUIDField(null=True))
    # For lists: told by the database from the state, so that it cannot differ from it.
    is_finished = operational(
        models.GeneratedField(
            expression=models.Case(
                models.When(state__in=FINISHED, due_on=None, then=models.Value(value=True)),
                default=models.Value(value=False),
            ),
            output_field=models.BooleanField(),
            db_persist=True,
        )
    )

    class Meta:
        indexes = (
            # Read in this order; what is overdue is told from the index alone.
            models.Index(
                fields=[
                    "office",
                    "is_finished",
                    "priority",
                    "registered_on",
                    "id",
                    "due_on",
                    "remind_on",
                ],
                name="queue",
            ),
            models.Index(
                fields=["office", "holder", "is_finished", "priority", "registered_on", "id"],
                name="held_queue",
            ),
            models.Index(
                fields=["office", "state", "priority", "registered_on", "id"], name="state_queue"
            ),
            models.Index(
                fields=["office", "is_finished", "holder", "due_on"], name="load_of_officers"
            ),
        )


class Claim(models.Model):
    """One person's claim to be protected."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(default=uuid4, editable=False, unique=True))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claims"))
    person = operational(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims"))
    is_principal = operational(models.BooleanField(default=True))
    opened_at = operational(models.DateTimeField(default=timezone.now))
