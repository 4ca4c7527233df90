"""What an interview needs beside an officer: a room, and somebody who interprets."""

from uuid import uuid4

from django.db import models

from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON

ROOM = "interview-room"


class Room(models.Model):
    """A room of an office in which people are heard."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    office = operational(models.UUIDField())
    name = operational(models.CharField(max_length=60))
    closed_at = operational(models.DateTimeField(null=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=models.Q(closed_at=None),
                name="one_room_of_a_name",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InterpreterProfile(models.Model):
    """What somebody who interprets speaks, and for whom not. Sealed with their account."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    user = operational(models.UUIDField(unique=True))
    compartment = operational(models.UUIDField())
    content = SealedJSON("interviews.interpreter", "I")
