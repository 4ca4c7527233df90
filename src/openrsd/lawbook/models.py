"""Choices between positions, confirmations of sources, and editions of country guidance.

None of it is about a person: nothing is sealed, and everything stays readable.
"""

from uuid import uuid4

from django.db import models

from openrsd.columns import operational


class ChoiceState(models.TextChoices):
    """What became of a choice that somebody proposed."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"


class EditionState(models.TextChoices):
    """What became of an edition. Whether an agreed one is in force follows from the days."""

    WRITING = "writing"
    PROPOSED = "proposed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class PositionChoice(models.Model):
    """An answer chosen for a question on which jurisdictions differ: proposed by one, answered by
    a second person. The latest one agreed counts; earlier ones stay."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    position = operational(models.CharField(max_length=80))
    option = operational(models.CharField(max_length=80))
    reasons = operational(models.TextField())
    # The first day of whose law it is part; never before a second person agreed.
    since = operational(models.DateField())
    state = operational(
        models.CharField(max_length=12, choices=ChoiceState, default=ChoiceState.PROPOSED)
    )
    proposed_by = operational(models.UUIDField())
    proposed_at = operational(models.DateTimeField(auto_now_add=True))
    answered_by = operational(models.UUIDField(null=True))
    answered_at = operational(models.DateTimeField(null=True))
    answer = operational(models.TextField(blank=True))


class SourceConfirmation(models.Model):
    """That somebody compared the sources of an element with their texts, or takes that back.

    `sources` is the digest of the source lines as they stood: when the law file changes them, the
    confirmation speaks of other lines and falls away. Rows are only added; the latest counts.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    element = operational(models.CharField(max_length=80))
    sources = operational(models.CharField(max_length=64))
    # The published text and edition with which the lines were compared.
    compared_with = operational(models.CharField(max_length=500))
    note = operational(models.TextField(blank=True))
    holds = operational(models.BooleanField(default=True))
    by = operational(models.UUIDField())
    at = operational(models.DateTimeField(auto_now_add=True))
    on = operational(models.DateField())

    class Meta:
        indexes = (models.Index(fields=("element", "on"), name="lawbook_element"),)


class GuidanceEdition(models.Model):
    """One edition of guidance on a country, in the shape of the law's guidance files.

    It changes while it is written, never once it is before a second person or agreed.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    country = operational(models.CharField(max_length=3))
    number = operational(models.PositiveIntegerField())
    content = operational(models.JSONField())
    state = operational(
        models.CharField(max_length=12, choices=EditionState, default=EditionState.WRITING)
    )
    written_by = operational(models.JSONField(default=list))
    # Goes up with every change: by it a stale form knows.
    revision = operational(models.PositiveIntegerField(default=1))
    changed_at = operational(models.DateTimeField(auto_now=True))
    answered_by = operational(models.UUIDField(null=True))
    answered_at = operational(models.DateTimeField(null=True))
    answer = operational(models.TextField(blank=True))
    # The first day of whose law it is part, once agreed; and from when on it is withdrawn.
    since = operational(models.DateField(null=True))
    withdrawal_asked_by = operational(models.UUIDField(null=True))
    withdrawn_by = operational(models.UUIDField(null=True))
    withdrawn_on = operational(models.DateField(null=True))
    withdrawn_why = operational(models.TextField(blank=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("country", "number"), name="lawbook_edition_number"),
        )
