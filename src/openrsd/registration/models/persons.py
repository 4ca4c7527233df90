"""Who a person is, as she says it.

What is said of a person stands in blocks, each a series of versions of which the newest is
current: nothing that was saved is lost, and a correction stands beside what it corrects.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedJSON

PERSON = "person"


class Block(models.TextChoices):
    """What is recorded together, and saved together."""

    NAMES = "names", shown("Names")
    PARTICULARS = "particulars", shown("Birth, sex and family status")
    ORIGINS = "origins", shown("Countries")
    LANGUAGES = "languages", shown("Languages")
    PAPERS = "papers", shown("Identity documents")
    NEEDS = "needs", shown("Specific needs")
    CONTACT = "contact", shown("Safe contact")
    CONSENTS = "consents", shown("Consents")
    PHOTO = "photo", shown("Photo")


class Person(models.Model):
    """A person who came. `registered_at` is empty while her registration is being filled in."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(default=uuid4, editable=False, unique=True))
    office = operational(models.UUIDField(db_index=True))
    # On her card. Random, it says nothing.
    number = operational(models.CharField(max_length=16, unique=True))
    begun_at = operational(models.DateTimeField(default=timezone.now))
    begun_by = operational(models.UUIDField())
    registered_at = operational(models.DateTimeField(null=True))


class PersonBlock(models.Model):
    """One version of one block. Never changed by another hand than the one that wrote it."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    person = operational(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="blocks"))
    compartment = operational(models.UUIDField())
    block = operational(models.CharField(max_length=16, choices=Block.choices))
    version = operational(models.PositiveIntegerField())
    # Counts every save of the block, those too that changed a version in place: what a writer saw
    # is told by it.
    saves = operational(models.PositiveIntegerField(default=1))
    is_current = operational(models.BooleanField(default=True))
    saved_at = operational(models.DateTimeField(default=timezone.now))
    saved_by = operational(models.UUIDField())
    content = SealedJSON("registration.block", "S")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "block", "version"], name="one_of_a_version"),
            models.UniqueConstraint(
                fields=["person", "block"],
                condition=models.Q(is_current=True),
                name="one_current_version",
            ),
        )
