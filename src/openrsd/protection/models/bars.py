"""That one basis of the bar to removal does not hold for one destination, until it lapses.

Nothing here prohibits: without any row, removal of anyone to anywhere is prohibited.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON, SealedText


class BasisNegated(models.Model):
    """A decision found that one basis (law.md §9) does not bar removal to one destination."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.UUIDField(db_index=True))
    compartment = operational(models.UUIDField())
    decision = operational(models.UUIDField())
    negated_at = operational(models.DateTimeField(default=timezone.now))
    negated_by = operational(models.UUIDField())
    lapses_at = operational(models.DateTimeField())
    # Set when the country information changes, a case is reopened, or a doubt arises.
    withdrawn_at = operational(models.DateTimeField(null=True))
    destination = SealedText("protection.destination", "S")
    basis = SealedText("protection.basis", "S")
    # Reasons, who drafted it, and later why it was withdrawn.
    content = SealedJSON("protection.negated", "S")
    withdrawn = SealedJSON("protection.negated-withdrawn", "S", optional=True)
