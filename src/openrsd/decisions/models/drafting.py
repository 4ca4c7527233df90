"""What is proposed to be decided."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

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
