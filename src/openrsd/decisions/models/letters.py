"""The letter that tells the person, and what is written of it before."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON, SealedText

LETTER = "letter"


class Letter(models.Model):
    """What the person was told, word for word, and the paper as it was given. Never changed."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="letters"))
    compartment = operational(models.UUIDField())
    made_at = operational(models.DateTimeField(default=timezone.now))
    made_by = operational(models.UUIDField())
    received_on = operational(models.DateField(null=True))
    # The sealed file; the earliest letters have none.
    paper = operational(models.UUIDField(null=True))
    text = SealedText("decisions.letter", "I")
    # What it says by languages and parts, and what it was made from.
    content = SealedJSON("decisions.letter-content", "I", optional=True)


class LetterWork(models.Model):
    """What is written of the letters of a claim before they are told: in which language, the
    translation of the reasons, and what of them is told in person only.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(
        models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="letter_work")
    )
    compartment = operational(models.UUIDField())
    version = operational(models.PositiveIntegerField(default=0))
    changed_at = operational(models.DateTimeField(default=timezone.now))
    changed_by = operational(models.UUIDField())
    content = SealedJSON("decisions.letter-work", "I")
