"""An obvious slip in a decision that was signed."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.decisions.models.drafting import Draft
from openrsd.vault.fields import SealedJSON, SealedText

CORRECTION = "correction"


class Correction(models.Model):
    """Words of a signed decision and those that stand for them once the other signer agrees. What
    was signed is never written over.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    draft = operational(
        models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="corrections")
    )
    compartment = operational(models.UUIDField())
    proposed_at = operational(models.DateTimeField(default=timezone.now))
    proposed_by = operational(models.UUIDField())
    answered_at = operational(models.DateTimeField(null=True))
    answered_by = operational(models.UUIDField(null=True))
    is_confirmed = operational(models.BooleanField(default=False))
    # The paragraph, the words as they were and are to be, and why it is a slip.
    content = SealedJSON("decisions.correction", "I")
    answer = SealedText("decisions.correction-answer", "I", optional=True)

    class Meta:
        """One is answered before the next is proposed."""

        constraints = (
            models.UniqueConstraint(
                fields=["draft"],
                condition=models.Q(answered_at__isnull=True),
                name="one_correction_proposed",
            ),
        )
