"""What officers record when they assess claims."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

ENTRY = "assessment-entry"


class AssessmentEntry(models.Model):
    """One thing recorded of a claim. Entries are only added; the newest of a key stands."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="entries"))
    compartment = operational(models.UUIDField())
    # Counted from 1 within the claim, so that what was said last is sure.
    position = operational(models.PositiveIntegerField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    # Kind, key, content with reasons: see `entries.py`. Without content it takes something back.
    said = SealedJSON("assessment.entry", "S")

    class Meta:
        """One entry stands at each place."""

        constraints = (
            models.UniqueConstraint(fields=["claim", "position"], name="one_entry_at_each_place"),
        )
