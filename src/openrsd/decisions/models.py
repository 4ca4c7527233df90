"""A draft, who signed it, and the letter that tells the person."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON, SealedText

DRAFT = "draft"


class Draft(models.Model):
    """What is proposed to be decided, and why. It decides nothing until a second person signs."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="drafts"))
    compartment = operational(models.UUIDField())
    drafted_at = operational(models.DateTimeField(default=timezone.now))
    drafted_by = operational(models.UUIDField())
    # The outcome in words of the procedure, and the reasons.
    content = SealedJSON("decisions.draft", "S")


class Signature(models.Model):
    """That a second person read the record and signed, or returned it with reasons."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    draft = operational(
        models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="signatures")
    )
    compartment = operational(models.UUIDField())
    signed_at = operational(models.DateTimeField(default=timezone.now))
    signed_by = operational(models.UUIDField())
    is_return = operational(models.BooleanField())
    reasons = SealedText("decisions.signature-reasons", "I", optional=True)


class Letter(models.Model):
    """What the person was told, word for word."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="letters"))
    compartment = operational(models.UUIDField())
    made_at = operational(models.DateTimeField(default=timezone.now))
    made_by = operational(models.UUIDField())
    received_on = operational(models.DateField(null=True))
    text = SealedText("decisions.letter", "I")
