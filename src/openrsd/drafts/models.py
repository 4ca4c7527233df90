"""A draft: what stands in one form of one person, as it was typed last."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON, SealedText

DRAFT = "draft"
LONGEST_PLACE = 300


class Draft(models.Model):
    """What one user typed into one form and has not sent.

    It is sealed in the compartment of whom the form is about, and is gone with that; where it is
    about nobody, in the user's own. `place` is the address of the page, which holds random ids.
    `content` is a list of [name, value] in the order of the fields.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    user = operational(models.UUIDField(db_index=True))
    place = operational(models.CharField(max_length=LONGEST_PLACE))
    compartment = operational(models.UUIDField())
    # Another with each saving: a window shows by it which content it has seen.
    revision = operational(models.UUIDField(default=uuid4))
    # The window that saved last.
    window = operational(models.UUIDField())
    begun_at = operational(models.DateTimeField(auto_now_add=True))
    written_at = operational(models.DateTimeField(auto_now=True, db_index=True))
    content = SealedJSON("draft.content", "I")
    # Of the page, so that she finds it again.
    title = SealedText("draft.title", "I", optional=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "place"], name="one_draft_of_a_form"),
        ]
