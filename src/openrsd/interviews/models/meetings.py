"""An interview: with whom, when and how far it has come. Of what is said nothing stands here."""

from uuid import uuid4

from django.db import models

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.interviews.models.arranging import Room
from openrsd.vault.fields import SealedText

INTERVIEW = "interview"


class Interview(models.Model):
    """A conversation with one person about her claim, planned, held or ended.

    `numbered` counts the blocks of its record. Those up to `fixed_through` were closed to be read
    back, and are never changed again; `fixed_at` says that the record is closed now.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(
        models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="interviews")
    )
    compartment = operational(models.UUIDField())
    officer = operational(models.UUIDField())
    planned_for = operational(models.DateTimeField(db_index=True))
    planned_until = operational(models.DateTimeField(null=True))
    room = operational(
        models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="interviews")
    )
    # The account of whoever is to interpret.
    interpreter = operational(models.UUIDField(null=True))
    # Why this interpreter, although something speaks against it.
    despite = SealedText("interviews.despite", "I", optional=True)
    begun_at = operational(models.DateTimeField(null=True))
    # Until then nothing is gathered from what is said: the account is heard first.
    narrative_ended_at = operational(models.DateTimeField(null=True))
    numbered = operational(models.PositiveIntegerField(default=0))
    fixed_through = operational(models.PositiveIntegerField(default=0))
    fixed_at = operational(models.DateTimeField(null=True))
    ended_at = operational(models.DateTimeField(null=True))
    cancelled_at = operational(models.DateTimeField(null=True))

    @property
    def is_open(self) -> bool:
        """Whether something can be written in its record now."""
        return self.begun_at is not None and self.fixed_at is None and self.ended_at is None
