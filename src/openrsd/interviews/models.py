"""An interview and the notes taken in it."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedText

INTERVIEW = "interview"


class Interview(models.Model):
    """A conversation with one person about her claim, planned, held or ended."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(
        models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="interviews")
    )
    compartment = operational(models.UUIDField())
    officer = operational(models.UUIDField())
    planned_for = operational(models.DateTimeField())
    begun_at = operational(models.DateTimeField(null=True))
    ended_at = operational(models.DateTimeField(null=True))
    cancelled_at = operational(models.DateTimeField(null=True))


class Note(models.Model):
    """What was said, in the order in which it was written."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    interview = operational(
        models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="notes")
    )
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveIntegerField())
    written_at = operational(models.DateTimeField(default=timezone.now))
    written_by = operational(models.UUIDField())
    text = SealedText("interviews.note", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["interview", "position"], name="notes_in_order"),
        )
