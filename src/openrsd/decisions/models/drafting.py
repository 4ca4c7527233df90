"""What is proposed to be decided."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

DRAFT = "draft"


class Draft(models.Model):
    """What is proposed to be decided, and why. It decides nothing until a second person signs.

    Of a claim one draft is being worked on at most; each that was handed in stays as it was then.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="drafts"))
    compartment = operational(models.UUIDField())
    drafted_at = operational(models.DateTimeField(default=timezone.now))
    drafted_by = operational(models.UUIDField())
    # Empty while it is worked on.
    handed_in_at = operational(models.DateTimeField(null=True))
    # Counted from 1 with every save: who saves says which one was read.
    version = operational(models.PositiveIntegerField(default=1))
    saved_at = operational(models.DateTimeField(default=timezone.now))
    # The outcome in words of the procedure, and the paragraphs: see `reasons.py`.
    content = SealedJSON("decisions.draft", "S")

    class Meta:
        """One is worked on at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(handed_in_at__isnull=True),
                name="one_draft_worked_on",
            ),
        )
