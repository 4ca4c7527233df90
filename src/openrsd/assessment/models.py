"""Findings on the elements of the law."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

FINDING = "finding"


class RecordedFinding(models.Model):
    """What was found of one element, with reasons. A later one stands over an earlier one."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="findings"))
    compartment = operational(models.UUIDField())
    found_at = operational(models.DateTimeField(default=timezone.now))
    found_by = operational(models.UUIDField())
    # Element, value, reasons, and the passages of the record on which they rest.
    finding = SealedJSON("assessment.finding", "S")
