"""What was said in the first conversations, and what follows from it for the handling of a case."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models.cases import Case, Claim
from openrsd.columns import operational
from openrsd.registration.models import Person
from openrsd.vault.fields import SealedJSON


class IntakeAnswers(models.Model):
    """One version of one block of the questionnaire, of which the newest is current.

    Which block it is stands in the sealed content alone: that someone was asked about a country, or
    spoke of torture, is nothing for the clear. `slot` holds the versions of one block together.
    Blocks of the desk are sealed with the person, those of the officer with the claim. `content` is
    described by `openrsd.casework.intake.answers.Recorded`.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="intake"))
    claim = operational(
        models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="intake")
    )
    compartment = operational(models.UUIDField())
    slot = operational(models.UUIDField())
    version = operational(models.PositiveIntegerField())
    # Counts every save of the block, those too that changed a version in place: what a writer saw
    # is told by it.
    saves = operational(models.PositiveIntegerField(default=1))
    is_current = operational(models.BooleanField(default=True))
    saved_at = operational(models.DateTimeField(default=timezone.now))
    saved_by = operational(models.UUIDField())
    content = SealedJSON("casework.intake", "S")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["slot", "version"], name="one_intake_version"),
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(is_current=True), name="one_current_intake"
            ),
        )


class TriageProposal(models.Model):
    """What the rules of triage propose for a case now, until somebody confirms or changes it.

    The level and the way of handling only: what stands behind them is computed when it is read.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(
        models.OneToOneField(Case, on_delete=models.PROTECT, related_name="triage_proposal")
    )
    priority = operational(models.PositiveSmallIntegerField())
    modality = operational(models.CharField(max_length=32))
    proposed_at = operational(models.DateTimeField(default=timezone.now))
    confirmed_at = operational(models.DateTimeField(null=True))
    confirmed_by = operational(models.UUIDField(null=True))
