"""Documents of a claim: the sealed file as it came, what is said of it, its pages, its custody.

All of it lies in the compartment of the claim. Nothing is ever changed: what is said of a document
is a series of entries, of which the newest holds.
"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Claim
from openrsd.columns import operational
from openrsd.texts import shown
from openrsd.vault.fields import SealedJSON

DOCUMENT = "document"


class Document(models.Model):
    """One file, as it came. `number` counts within the claim: the documents are cited by it."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(
        models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="documents")
    )
    compartment = operational(models.UUIDField())
    number = operational(models.PositiveIntegerField())
    file = operational(models.UUIDField())
    kind = operational(models.CharField(max_length=16))
    size = operational(models.PositiveIntegerField())
    pages = operational(models.PositiveIntegerField())
    received_at = operational(models.DateTimeField(default=timezone.now))
    kept_by = operational(models.UUIDField())
    # Handed in by the person or whoever speaks for her: never kept from her.
    is_hers = operational(models.BooleanField())
    # Whether the person and her counsel may see it: the newest of its disclosures.
    is_disclosed = operational(models.BooleanField(default=False))
    # `sha256` of the file as it came, `file_name` as it was sent, `notes` on what is inside.
    origin = SealedJSON("evidence.origin", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["claim", "number"], name="documents_in_order"),
        )


class DocumentPage(models.Model):
    """The words of one page, in numbered passages, as first read or recognised later.

    A later reading stands over an earlier one, which stays, so that what was cited is still there.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    document = operational(
        models.ForeignKey(Document, on_delete=models.PROTECT, related_name="texts")
    )
    compartment = operational(models.UUIDField())
    number = operational(models.PositiveIntegerField())
    reading = operational(models.PositiveIntegerField(default=1))
    is_recognised = operational(models.BooleanField(default=False))
    read_at = operational(models.DateTimeField(default=timezone.now))
    # A list of texts; the first is passage 1.
    passages = SealedJSON("evidence.passages", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["document", "number", "reading"], name="readings_of_a_page"
            ),
        )


class EntryKind(models.TextChoices):
    """What an entry of a document tells."""

    RECEIVED = "received", shown("Received")
    DESCRIBED = "described", shown("Description corrected")
    CUSTODY = "custody", shown("Custody")
    CHECKED = "checked", shown("Checked: unchanged since it came")
    DISCLOSED = "disclosed", shown("Disclosed to the person")
    WITHHELD = "withheld", shown("Kept from the person, who is told the gist")


class DocumentEntry(models.Model):
    """One link of the chain: what happened to a document, or what is said of it. Never changed.

    `content`: of RECEIVED and DESCRIBED `title`, `kind`, `language`, `made_on`, `received_from`,
    `received_by`, `received_on`, `note`; of CUSTODY `what`, `given_by`, `given_to`, `on`, `note`;
    of CHECKED `sha256`; of WITHHELD `gist`, `why`.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    document = operational(
        models.ForeignKey(Document, on_delete=models.PROTECT, related_name="entries")
    )
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveIntegerField())
    kind = operational(models.CharField(max_length=16, choices=EntryKind.choices))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("evidence.entry", "I")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "position"], name="entries_of_documents"),
        )


class DocumentLink(models.Model):
    """That a document is a translation, a certified copy, or part of another."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    document = operational(
        models.ForeignKey(Document, on_delete=models.PROTECT, related_name="links")
    )
    other = operational(
        models.ForeignKey(Document, on_delete=models.PROTECT, related_name="linked_by")
    )
    compartment = operational(models.UUIDField())
    relation = operational(models.CharField(max_length=32))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["document", "other", "relation"], name="one_link_of_a_kind"
            ),
        )


class Upload(models.Model):
    """A document that is being sent in pieces, each sealed as it comes."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    claim = operational(models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+"))
    compartment = operational(models.UUIDField())
    by = operational(models.UUIDField())
    begun_at = operational(models.DateTimeField(default=timezone.now))
    size = operational(models.PositiveIntegerField())
    # `file_name` and `changed`, by which the same file is known again.
    about = SealedJSON("evidence.upload", "I")


class UploadPiece(models.Model):
    """A piece of it."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    upload = operational(models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces"))
    position = operational(models.PositiveIntegerField())
    file = operational(models.UUIDField())
    size = operational(models.PositiveIntegerField())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["upload", "position"], name="pieces_in_order"),
        )
