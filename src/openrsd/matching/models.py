"""Pairs of records that may be one person, and links between those that are."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedText

PAIR = "pair"


class Rule(models.TextChoices):
    """Why two records may be one person."""

    PAPER = "paper", shown("The same number of an identity document")
    NAME_AND_BIRTH = "name-and-birth", shown("One name, and dates of birth that agree")
    NAME = "name", shown("One name, and a date of birth that is not known")


class PairState(models.TextChoices):
    """What a reviewer said."""

    OPEN = "open", shown("To be compared")
    SAME = "same", shown("One person")
    DIFFERENT = "different", shown("Two people")
    UNSURE = "unsure", shown("Not certain")
    UNDONE = "undone", shown("Link taken away")


class Pair(models.Model):
    """Two records. Their ids stand in order, so that a pair is found once."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    one = operational(models.UUIDField())
    other = operational(models.UUIDField(db_index=True))
    # That of the first: the reason is sealed there.
    compartment = operational(models.UUIDField(db_index=True))
    other_compartment = operational(models.UUIDField(db_index=True))
    # Of whichever was saved last: its reviewers compare.
    office = operational(models.UUIDField())
    rule = operational(models.CharField(max_length=16, choices=Rule.choices))
    state = operational(
        models.CharField(max_length=16, choices=PairState.choices, default=PairState.OPEN)
    )
    found_at = operational(models.DateTimeField(default=timezone.now))
    decided_at = operational(models.DateTimeField(null=True))
    decided_by = operational(models.UUIDField(null=True))
    reason = SealedText("matching.reason", "I", optional=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="one_pair"),)
        indexes = (models.Index(fields=["office", "state", "found_at", "id"], name="pairs_queue"),)


class SamePerson(models.Model):
    """That two records are of one person. Deleted when a reviewer takes it back."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    pair = operational(models.OneToOneField(Pair, on_delete=models.PROTECT, related_name="link"))
    one = operational(models.UUIDField(db_index=True))
    other = operational(models.UUIDField(db_index=True))
    made_at = operational(models.DateTimeField(default=timezone.now))
    made_by = operational(models.UUIDField())


class ToCompare(models.Model):
    """That something was saved of a person and not compared yet. Written with what was saved, taken
    away once it was compared: a crash or a fault in between loses nothing.
    """

    person = operational(models.UUIDField(primary_key=True))
    since = operational(models.DateTimeField())
    # When it was last tried again after it failed.
    tried_at = operational(models.DateTimeField(null=True))

    class Meta:
        indexes = (models.Index(fields=["tried_at", "since"], name="to_compare_queue"),)
