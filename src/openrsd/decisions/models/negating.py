"""That somebody proposes to negate one basis of a bar to removal, and what a second person says."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON, SealedText

NEGATION_PROPOSAL = "negation-proposal"


class NegationProposal(models.Model):
    """One basis, one country, with reasons. It changes nothing until a second person signs it."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(
        models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="negation_proposals")
    )
    compartment = operational(models.UUIDField())
    drafted_at = operational(models.DateTimeField(default=timezone.now))
    drafted_by = operational(models.UUIDField())
    answered_at = operational(models.DateTimeField(null=True))
    answered_by = operational(models.UUIDField(null=True))
    is_signed = operational(models.BooleanField(null=True))
    # `destination`, `basis`, `reasons`.
    content = SealedJSON("decisions.negation-proposal", "S")
    answer = SealedText("decisions.negation-answer", "S", optional=True)
