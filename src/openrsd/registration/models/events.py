"""What happened to a person after she came: birth, death, and that she is no longer here."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.registration.models.persons import Person
from openrsd.texts import shown
from openrsd.vault.fields import SealedJSON


class EventKind(models.TextChoices):
    """What happened."""

    BORN = "born", shown("Born after the family came")
    DIED = "died", shown("Died")
    DEPARTED = "departed", shown("Left the country")
    MISSING = "missing", shown("Nobody knows where the person is")


class Event(models.Model):
    """One event, as it was told. Withdrawn where it was a mistake, never deleted."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events"))
    compartment = operational(models.UUIDField())
    # Like the state of a case, which follows from it.
    kind = operational(models.CharField(max_length=16, choices=EventKind.choices))
    recorded_at = operational(models.DateTimeField(default=timezone.now))
    recorded_by = operational(models.UUIDField())
    withdrawn_at = operational(models.DateTimeField(null=True))
    withdrawn_by = operational(models.UUIDField(null=True))
    content = SealedJSON("registration.event", "S")
