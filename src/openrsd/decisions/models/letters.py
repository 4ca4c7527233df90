"""The letter that tells the person."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedText


class Letter(models.Model):
    """What the person was told, word for word."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="letters"))
    compartment = operational(models.UUIDField())
    made_at = operational(models.DateTimeField(default=timezone.now))
    made_by = operational(models.UUIDField())
    received_on = operational(models.DateField(null=True))
    text = SealedText("decisions.letter", "I")
