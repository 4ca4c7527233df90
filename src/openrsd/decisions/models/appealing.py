"""An appeal: its words, what was added to it, and what is decided on it."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

APPEAL = "appeal"


class Appeal(models.Model):
    """That somebody disagrees with a decision. Never changed; what is added stands beside it.

    `filed_by` wrote it down here; by whom it is, and in which words, is sealed.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appeals"))
    compartment = operational(models.UUIDField())
    filed_at = operational(models.DateTimeField(default=timezone.now))
    filed_by = operational(models.UUIDField())
    received_on = operational(models.DateField())
    # Statement, whether written or spoken, language, by whom, why late: `appeals.Statement`.
    content = SealedJSON("decisions.appeal", "S")


class AppealEntry(models.Model):
    """A ground, a submission, or a hearing. Entries are only added."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    appeal = operational(
        models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="entries")
    )
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveIntegerField())
    kind = operational(models.CharField(max_length=16))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    # `appeals.Ground`, `appeals.Submission` or `appeals.Hearing`, by its kind.
    content = SealedJSON("decisions.appeal-entry", "S")

    class Meta:
        """One entry stands at each place."""

        constraints = (
            models.UniqueConstraint(
                fields=["appeal", "position"], name="one_appeal_entry_at_each_place"
            ),
        )


class AppealDecision(models.Model):
    """What is written of a decision on an appeal: for those who hear it alone, until it is made.

    `examined_*` say when the facts and the law were last looked at as they are today, by whom, and
    of how many entries and which edition of the law.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    appeal = operational(
        models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="decisions")
    )
    compartment = operational(models.UUIDField())
    version = operational(models.PositiveIntegerField(default=0))
    saved_at = operational(models.DateTimeField(default=timezone.now))
    saved_by = operational(models.UUIDField())
    examined_at = operational(models.DateTimeField(null=True))
    examined_by = operational(models.UUIDField(null=True))
    examined_entries = operational(models.PositiveIntegerField(null=True))
    examined_law = operational(models.CharField(max_length=120, default=""))
    decided_at = operational(models.DateTimeField(null=True))
    # `appeals.Answer`: the result, an answer to each ground, conclusion and directions.
    content = SealedJSON("decisions.appeal-decision", "S")

    class Meta:
        """One is being written; those that were made stay as they were."""

        constraints = (
            models.UniqueConstraint(
                fields=["appeal"],
                condition=models.Q(decided_at=None),
                name="one_appeal_decision_is_written",
            ),
        )
