"""Sources, their editions with the archived originals, passages, and assessments of sources.

All of it is public text: nothing is sealed, everything has its hash.
"""

from uuid import uuid4

from django.db import models

from openrsd.columns import operational


class State(models.TextChoices):
    """How far an edition is trusted to be what its details say."""

    GUESSED = "guessed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Source(models.Model):
    """A work that may come in several editions: a report, a yearly profile, an article."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    kind = operational(models.CharField(max_length=16))
    publisher = operational(models.CharField(max_length=200))
    author = operational(models.CharField(max_length=300, blank=True))
    # By which the next edition of a table's row or of a periodical is known to belong to it.
    series = operational(models.CharField(max_length=120, null=True, unique=True))
    added_at = operational(models.DateTimeField(auto_now_add=True))


class Original(models.Model):
    """A document byte by byte as it came."""

    sha256 = operational(models.CharField(max_length=64, primary_key=True))
    content = operational(models.BinaryField())
    suffix = operational(models.CharField(max_length=12))
    size = operational(models.PositiveIntegerField())


class Edition(models.Model):
    """One edition of a source: its details, where its original is, who confirmed them."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    source = operational(models.ForeignKey(Source, models.PROTECT, related_name="editions"))
    sequence = operational(models.PositiveIntegerField())
    state = operational(models.CharField(max_length=12, choices=State, default=State.GUESSED))
    title = operational(models.CharField(max_length=500))
    reference = operational(models.CharField(max_length=120, blank=True))
    # Days with unknown parts: 2014, 2014-02, 2014-02-07.
    published = operational(models.CharField(max_length=10, blank=True))
    events_from = operational(models.CharField(max_length=10, blank=True))
    events_until = operational(models.CharField(max_length=10, blank=True))
    nature = operational(models.CharField(max_length=12, default="practice"))
    languages = operational(models.JSONField(default=list))
    countries = operational(models.JSONField(default=list))
    topics = operational(models.JSONField(default=list))
    address = operational(models.CharField(max_length=500, blank=True))
    retrieved = operational(models.DateField())
    expires = operational(models.DateField(null=True))
    licence = operational(models.CharField(max_length=300, blank=True))
    original = operational(models.ForeignKey(Original, models.PROTECT, related_name="editions"))
    # Which part of the original it is, where a table holds several documents.
    part = operational(models.CharField(max_length=120, blank=True))
    # Pages of the original that are pictures without words, and so in no passage.
    without_words = operational(models.JSONField(default=list))
    passage_count = operational(models.PositiveIntegerField())
    added_at = operational(models.DateTimeField(auto_now_add=True))
    added_by = operational(models.UUIDField())
    confirmed_at = operational(models.DateTimeField(null=True))
    confirmed_by = operational(models.UUIDField(null=True))
    withdrawn_why = operational(models.CharField(max_length=500, blank=True))
    # Goes up with every change: by it the index and a stale form know.
    revision = operational(models.PositiveIntegerField(default=1))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "sequence"), name="coi_edition_sequence"),
            models.UniqueConstraint(fields=("original", "part"), name="coi_original_once"),
        )


class Passage(models.Model):
    """A paragraph of an edition as the document itself divides it. It never changes."""

    id = operational(models.BigAutoField(primary_key=True))
    edition = operational(models.ForeignKey(Edition, models.PROTECT, related_name="passages"))
    ordinal = operational(models.PositiveIntegerField())
    # The document's own number, or ours where it has none.
    paragraph = operational(models.CharField(max_length=24))
    is_own_number = operational(models.BooleanField(default=False))
    page = operational(models.PositiveIntegerField(null=True))
    heading = operational(models.CharField(max_length=500, blank=True))
    text = operational(models.TextField())
    language = operational(models.CharField(max_length=8))
    # Where they are of the passage and not of the whole edition: rows of a table.
    countries = operational(models.JSONField(default=list))
    topics = operational(models.JSONField(default=list))
    digest = operational(models.CharField(max_length=64))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("edition", "ordinal"), name="coi_passage_ordinal"),
        )


class Assessment(models.Model):
    """What a researcher found of a source. The newest holds; earlier ones stay."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    source = operational(models.ForeignKey(Source, models.PROTECT, related_name="assessments"))
    sequence = operational(models.PositiveIntegerField())
    reliability = operational(models.CharField(max_length=12))
    limits = operational(models.TextField())
    # By criterion: {"text": …, "concern": …}.
    answers = operational(models.JSONField())
    by = operational(models.UUIDField())
    at = operational(models.DateTimeField(auto_now_add=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "sequence"), name="coi_assessment_sequence"),
        )
