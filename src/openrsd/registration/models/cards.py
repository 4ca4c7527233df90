"""Numbers that stood on a card before. The one that counts stands with the person."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.registration.models.persons import Person


class ReplacedNumber(models.Model):
    """The number of a lost card. It still leads to the person, and is shown as replaced."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(
        models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replaced_numbers")
    )
    number = operational(models.CharField(max_length=16, unique=True))
    replaced_at = operational(models.DateTimeField(default=timezone.now))
    replaced_by = operational(models.UUIDField())
