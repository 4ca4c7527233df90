"""The record of an interview: numbered blocks, each a series of versions, and corrections beside.

A block that was closed stays as it is for good. What is amiss in it stands beside it, with who said
so and whether it was signed.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.interviews.models.meetings import Interview
from openrsd.vault.fields import SealedJSON

BLOCK = "interview-block"


class Standing(models.TextChoices):
    """What became of a version."""

    CURRENT = "current"
    EARLIER = "earlier"
    # Written over what another window had changed meanwhile; kept until a person merges both.
    BESIDE = "beside"
    MERGED = "merged"


class RecordBlock(models.Model):
    """One thing that was said, or one list that was gone through. Its number is for citing."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    interview = operational(
        models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="blocks")
    )
    compartment = operational(models.UUIDField())
    kind = operational(models.CharField(max_length=16))
    number = operational(models.PositiveIntegerField())
    made_at = operational(models.DateTimeField(default=timezone.now))
    # Counts every save that changed what stands there.
    saves = operational(models.PositiveIntegerField(default=0))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["interview", "kind", "number"], name="blocks_in_order"),
        )


class BlockVersion(models.Model):
    """What one hand wrote into a block. `first` and `last` are the saves of the block it holds."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    block = operational(
        models.ForeignKey(RecordBlock, on_delete=models.PROTECT, related_name="versions")
    )
    compartment = operational(models.UUIDField())
    standing = operational(models.CharField(max_length=8, choices=Standing.choices))
    first = operational(models.PositiveIntegerField())
    last = operational(models.PositiveIntegerField())
    # The window it was written in, and the how manieth save of that window it was.
    window = operational(models.UUIDField())
    turn = operational(models.PositiveIntegerField())
    began_at = operational(models.DateTimeField(default=timezone.now))
    saved_at = operational(models.DateTimeField(default=timezone.now))
    saved_by = operational(models.UUIDField())
    # Of which save the ledger has the newest entry; see `recording.ONE_ENTRY`.
    noted_at = operational(models.DateTimeField(null=True))
    content = SealedJSON("interviews.block", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["block"],
                condition=models.Q(standing=Standing.CURRENT),
                name="one_current_version_of_a_block",
            ),
        )
        indexes = (models.Index(fields=["block", "standing"], name="versions_of_a_block"),)


class ReadBack(models.Model):
    """That the record was read back, through which block, and how the person answered.

    `outcome` is empty while it goes on.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    interview = operational(
        models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="readings")
    )
    compartment = operational(models.UUIDField())
    through = operational(models.PositiveIntegerField())
    begun_at = operational(models.DateTimeField(default=timezone.now))
    begun_by = operational(models.UUIDField())
    ended_at = operational(models.DateTimeField(null=True))
    outcome = operational(models.CharField(max_length=32, default=""))
    content = SealedJSON("interviews.read-back", "I", optional=True)


class Correction(models.Model):
    """What is to be read otherwise in a block: beside the words, never in their place."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    reading = operational(
        models.ForeignKey(ReadBack, on_delete=models.PROTECT, related_name="corrections")
    )
    block = operational(
        models.ForeignKey(RecordBlock, on_delete=models.PROTECT, related_name="corrections")
    )
    compartment = operational(models.UUIDField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("interviews.correction", "I")
