"""What certain people are told of, because nobody should be able to do it unseen."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.accounts.models.grants import Grant
from openrsd.accounts.models.offices import Posting
from openrsd.accounts.models.users import User
from openrsd.columns import operational
from openrsd.texts import shown


class Happening(models.TextChoices):
    """What someone is told of."""

    EMERGENCY = "break-glass", shown("A record was opened in an emergency")
    RESET = "reset", shown("Password and second factor were reset")
    POSTED = "posted", shown("A role was given")
    SUSPENDED = "suspended", shown("Someone was suspended")
    RESUMED = "resumed", shown("A suspension was ended")


class Announcement(models.Model):
    """That someone is told of a record opened in an emergency, or of what was done to an account.

    `record` is what it happened to, of the kind `record_kind`: a protected record, or a user.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    what = operational(models.CharField(max_length=16, choices=Happening.choices))
    # A user, or a part of the system, such as the command line.
    by = operational(models.UUIDField())
    grant = operational(
        models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="announcements")
    )
    posting = operational(
        models.ForeignKey(
            Posting, on_delete=models.PROTECT, null=True, related_name="announcements"
        )
    )
    recipient = operational(
        models.ForeignKey(User, on_delete=models.PROTECT, related_name="announcements")
    )
    record_kind = operational(models.CharField(max_length=64))
    record = operational(models.UUIDField())
    announced_at = operational(models.DateTimeField(default=timezone.now))
    read_at = operational(models.DateTimeField(null=True))

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grant", "recipient"], name="told_once"),)
        indexes = (
            models.Index(fields=["recipient", "announced_at"], name="announcements_of_user"),
        )
