"""How a case is handled, how the person stands, and how she was reached: each with its history."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models.cases import Case
from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedJSON, SealedText


class Handled(models.TextChoices):
    """What of the handling of a case can change."""

    MODALITY = "modality", shown("Way of handling")
    PRIORITY = "priority", shown("Priority")


class HandlingChange(models.Model):
    """That someone changed the way of handling, or the level of priority, and why."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(
        models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handling_changes")
    )
    compartment = operational(models.UUIDField())
    what = operational(models.CharField(max_length=16, choices=Handled.choices))
    was = operational(models.CharField(max_length=32))
    now = operational(models.CharField(max_length=32))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    role = operational(models.CharField(max_length=48))
    reason = SealedText("casework.handling-reason", "S")


class Standing(models.Model):
    """How the person stands towards the procedure, in versions of which the newest holds.

    `content`: `age` ("adult", "child" or "" for what the date of birth says), `age_settled_at`
    (when two people settled that the person is an adult), `detained`, `exclusion_arises`,
    `credibility_arises`, and `reason`. It belongs to the claim, and goes where the claim goes.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standings"))
    compartment = operational(models.UUIDField())
    is_current = operational(models.BooleanField(default=True))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("casework.standing", "S")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["compartment"], condition=models.Q(is_current=True), name="one_standing"
            ),
        )


class StandingProposal(models.Model):
    """That somebody proposes to end a safeguard, and what a second person answered.

    `content`: `ends` (the safeguard), `to` (the age that is proposed) and `reason`; `answer`:
    `confirmed` and `reason`. Until it is confirmed, the safeguard stands.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(
        models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standing_proposals")
    )
    compartment = operational(models.UUIDField(db_index=True))
    proposed_at = operational(models.DateTimeField(default=timezone.now))
    proposed_by = operational(models.UUIDField())
    proposed_as = operational(models.CharField(max_length=48))
    answered_at = operational(models.DateTimeField(null=True))
    answered_by = operational(models.UUIDField(null=True))
    answered_as = operational(models.CharField(max_length=48, default=""))
    content = SealedJSON("casework.standing-proposal", "S")
    answer = SealedJSON("casework.standing-answer", "S", optional=True)


class ContactKind(models.TextChoices):
    """What happened when the person was expected or sought."""

    MISSED = "missed", shown("Did not come to an appointment")
    ATTEMPT = "attempt", shown("Was sought and not reached")
    SEEN = "seen", shown("Was seen or spoken to")


class Contact(models.Model):
    """That the person missed an appointment, was sought, or was seen."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts"))
    compartment = operational(models.UUIDField())
    kind = operational(models.CharField(max_length=16, choices=ContactKind.choices))
    on = operational(models.DateField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    account = SealedText("casework.contact", "I")
