"""Who read a draft, and signed or returned it."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.decisions.models.drafting import Draft
from openrsd.vault.fields import SealedText


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
