"""Alerts: that a person may be sent back, what is known of it, and what was done."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

ALERT = "alert"


class Alert(models.Model):
    """A danger that somebody told of. In clear stands only that there is one, and until when."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.UUIDField())
    compartment = operational(models.UUIDField())
    office = operational(models.UUIDField())
    raised_at = operational(models.DateTimeField(default=timezone.now))
    raised_by = operational(models.UUIDField())
    # How it ended is sealed with the step that ended it.
    ended_at = operational(models.DateTimeField(null=True))

    class Meta:
        indexes = (models.Index(fields=["person", "ended_at"], name="open_alerts"),)


class AlertStep(models.Model):
    """One thing that was learnt or done. Never changed; the first is the alert itself."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    alert = operational(models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps"))
    compartment = operational(models.UUIDField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("protection.alert-step", "S")


class AlertTold(models.Model):
    """That someone was told of an alert at once, and when they took it up."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    alert = operational(models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="told"))
    recipient = operational(models.ForeignKey(User, on_delete=models.PROTECT, related_name="+"))
    told_at = operational(models.DateTimeField(default=timezone.now))
    taken_up_at = operational(models.DateTimeField(null=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["alert", "recipient"], name="alert_told_once"),
        )
