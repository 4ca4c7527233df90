"""A dossier: someone's name, date of birth and story, held by an office."""

from uuid import uuid4

from django.db import models

from openrsd.columns import operational
from openrsd.vault.fields import SealedDate, SealedJSON, SealedText

DOSSIER = "dossier"


class Dossier(models.Model):
    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    compartment = operational(models.UUIDField(default=uuid4, editable=False))
    office = operational(models.UUIDField())
    state = operational(models.CharField(max_length=32, default="open"))
    opened_at = operational(models.DateTimeField(auto_now_add=True))
    name = SealedText("dossier.name", "I")
    born = SealedDate("dossier.born", "I", optional=True)
    story = SealedText("dossier.story", "I", optional=True)
    needs = SealedJSON("dossier.needs", "S", optional=True)
