"""Need to know: who may open which compartment, on what ground, from when until when.

A compartment is an opaque id here; whose it is, upper rooms know. Nobody opens one by default.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.accounts.models.offices import Office
from openrsd.accounts.models.users import User
from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedText


class Basis(models.TextChoices):
    """Why someone may open a compartment."""

    ASSIGNMENT = "assignment", shown("Assigned")
    SUPERVISION = "supervision", shown("Assigned as supervisor")
    BREAK_GLASS = "break-glass", shown("Opened in an emergency")
    AUTHORITY = "authority", shown("Signed authority")
    SELF = "self", shown("Her own record")
    # For one page only, for minutes: they open nothing elsewhere.
    DESK = "desk", shown("Served at the front desk")
    MATCHING = "matching", shown("Compared with another record")


class Holding(models.Model):
    """The office that answers for a compartment: its supervisors assign, and are told."""

    compartment = operational(models.UUIDField(primary_key=True, editable=False))
    office = operational(
        models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    )


class Authority(models.Model):
    """A signed authority to represent. It opens the compartment only on the days it is valid."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(db_index=True))
    user = operational(models.ForeignKey(User, on_delete=models.PROTECT, related_name="+"))
    role = operational(models.CharField(max_length=48))
    # The sealed file of the signed paper.
    file = operational(models.UUIDField())
    valid_from = operational(models.DateTimeField())
    valid_until = operational(models.DateTimeField(null=True))
    recorded_by = operational(models.UUIDField())
    revoked_at = operational(models.DateTimeField(null=True))


class Grant(models.Model):
    """That a user may open a compartment. Ended by its time, never deleted."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(db_index=True))
    user = operational(models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants"))
    basis = operational(models.CharField(max_length=16, choices=Basis.choices))
    # Staff hold it in a role and an office, and only as long as they are posted so.
    role = operational(models.CharField(max_length=48))
    office = operational(
        models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    )
    authority = operational(
        models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="grants")
    )
    since = operational(models.DateTimeField(default=timezone.now))
    until = operational(models.DateTimeField(null=True))
    given_by = operational(models.UUIDField())
    reason = SealedText("grant.reason", "I", optional=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["compartment", "user", "role", "basis"],
                condition=models.Q(until=None, authority=None),
                name="one_open_grant",
            ),
        )
        indexes = (models.Index(fields=["user", "compartment"], name="grant_of_user"),)


class ConflictDeclaration(models.Model):
    """That a person declared a conflict of interest. It closes the compartment to her for good."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(db_index=True))
    user = operational(models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts"))
    declared_at = operational(models.DateTimeField(default=timezone.now))
    reason = SealedText("conflict.reason", "I", optional=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "compartment"], name="one_declaration"),
        )
