"""What accompanies the course of a case: deadlines, who confirmed what, transfers, papers."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models.cases import Case
from openrsd.columns import operational
from openrsd.vault.fields import SealedText


class Deadline(models.Model):
    """Until when a step is to be made. When the day has passed somebody is told, no more."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines"))
    compartment = operational(models.UUIDField())
    # The step that is due, and the place of the step that began the time.
    transition = operational(models.CharField(max_length=16))
    after = operational(models.PositiveIntegerField())
    since = operational(models.DateField())
    due_on = operational(models.DateField())
    # From this day on it is brought to mind.
    remind_on = operational(models.DateField())
    binds = operational(models.CharField(max_length=16))
    extendable = operational(models.BooleanField(default=False))
    ended_at = operational(models.DateTimeField(null=True))
    # Whether the step that was due ended it.
    fulfilled = operational(models.BooleanField(default=False))
    extended_by = operational(models.UUIDField(null=True))
    why_extended = SealedText("casework.why-extended", "I", optional=True)

    class Meta:
        indexes = (models.Index(fields=["case", "ended_at", "due_on"], name="open_deadlines"),)


class Confirmation(models.Model):
    """That somebody whom a step names agreed to it beforehand, with their own hand."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(
        models.ForeignKey(Case, on_delete=models.PROTECT, related_name="confirmations")
    )
    compartment = operational(models.UUIDField())
    transition = operational(models.CharField(max_length=16))
    part = operational(models.CharField(max_length=48))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    role = operational(models.CharField(max_length=48))
    reasons = SealedText("casework.confirmation", "I")


class Transfer(models.Model):
    """That a case went from one office to another. Its state stayed as it was."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers"))
    compartment = operational(models.UUIDField())
    from_office = operational(models.UUIDField())
    to_office = operational(models.UUIDField(db_index=True))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    # When a supervisor of the other office took note.
    received_at = operational(models.DateTimeField(null=True))
    reason = SealedText("casework.transfer-reason", "I")


class Paper(models.Model):
    """A file that a step brought, sealed with the claim: a dossier, a judgment, an authority."""

    # The id of the file in the store.
    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers"))
    compartment = operational(models.UUIDField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    title = SealedText("casework.paper", "I")
