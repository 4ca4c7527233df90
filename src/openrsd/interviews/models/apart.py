"""What would endanger others: who helped, which way was taken, where relatives are."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.interviews.models.meetings import Interview
from openrsd.vault.fields import SealedText

APART = "interview-apart"


class KeptApart(models.Model):
    """Words that stand in no record, under a key of their own, for those who are named.

    `number` is how the record speaks of it: "helper, see part 1".
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    interview = operational(
        models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="apart")
    )
    compartment = operational(models.UUIDField(default=uuid4, editable=False, unique=True))
    number = operational(models.PositiveIntegerField())
    written_at = operational(models.DateTimeField(default=timezone.now))
    written_by = operational(models.UUIDField())
    text = SealedText("interviews.apart", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["interview", "number"], name="apart_in_order"),
        )
