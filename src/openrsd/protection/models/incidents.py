"""Incidents: returns, pushbacks and detentions, also of people whom nobody registered."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedJSON

INCIDENT, ENTRY = "incident", "incident-entry"


class Incident(models.Model):
    """Something that happened to people. Everything known of it stands in its entries."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(default=uuid4, editable=False, unique=True))
    office = operational(models.UUIDField(db_index=True))
    opened_at = operational(models.DateTimeField(default=timezone.now))
    opened_by = operational(models.UUIDField())


class EntryKind(models.TextChoices):
    """What an entry is."""

    ACCOUNT = "account", shown("What happened")
    LATER = "later", shown("What is known after")
    PIECE = "piece", shown("Piece of information")
    CORRECTION = "correction", shown("Correction")
    PERSON = "person", shown("Registered person")


class IncidentEntry(models.Model):
    """One entry. Never changed: a correction stands beside what it corrects."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    incident = operational(
        models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    )
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveIntegerField())
    kind = operational(models.CharField(max_length=16, choices=EntryKind.choices))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    corrects = operational(
        models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    )
    # In the store of sealed files; its name and hash are in the content.
    file = operational(models.UUIDField(null=True))
    content = SealedJSON("protection.incident", "S")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "position"], name="entries_in_order"),
        )
