"""What this room keeps of its own: requests to erase."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedText


class ErasureState(models.TextChoices):
    """An erasure is asked for by one person and done by another, or withdrawn."""

    ASKED = "asked", shown("Waits for a second person")
    ERASED = "erased", shown("Erased")
    WITHDRAWN = "withdrawn", shown("Withdrawn")


class ErasureRequest(models.Model):
    """That someone asks for the keys of a record's compartment to be destroyed."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(db_index=True))
    record_kind = operational(models.CharField(max_length=64))
    record = operational(models.UUIDField())
    state = operational(
        models.CharField(max_length=16, choices=ErasureState.choices, default=ErasureState.ASKED)
    )
    # It speaks of the person, and goes with her.
    reason = SealedText("erasure.reason", "I")
    asked_by = operational(models.UUIDField())
    asked_at = operational(models.DateTimeField(default=timezone.now))
    ended_by = operational(models.UUIDField(null=True))
    ended_at = operational(models.DateTimeField(null=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["compartment"],
                condition=models.Q(state=ErasureState.ASKED),
                name="one_open_erasure",
            ),
        )
