"""Who read a draft, what she said of it, and whether she signed or returned it."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models import Case
from openrsd.columns import operational
from openrsd.decisions.models.drafting import Draft
from openrsd.vault.fields import SealedJSON, SealedText

COMMENT = "review-comment"
CHECKLIST = "review-checklist"


class Signature(models.Model):
    """That a second person read the record and signed, or returned it with reasons.

    `batch` is the same for all that she signed with one word.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    draft = operational(
        models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="signatures")
    )
    compartment = operational(models.UUIDField())
    signed_at = operational(models.DateTimeField(default=timezone.now))
    signed_by = operational(models.UUIDField())
    is_return = operational(models.BooleanField())
    batch = operational(models.UUIDField(null=True))
    reasons = SealedText("decisions.signature-reasons", "I", optional=True)


class ReviewComment(models.Model):
    """What a reviewer says of one thing in a draft. Never changed, never deleted.

    `content`: `about` ("whole", "paragraph" or "entry"), `ref` (the id of the paragraph; kind and
    key of the entry), `title` as it was called then, and `text`.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    draft = operational(models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments"))
    compartment = operational(models.UUIDField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("decisions.comment", "S")


class CommentWord(models.Model):
    """What was said to a comment afterwards, word by word in their order.

    `content`: `says` and `text`. The officer says "changed", "answered" or "not-changed"; a
    reviewer "settled" or "still-open". Until a reviewer says that it is settled, it is open.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    comment = operational(
        models.ForeignKey(ReviewComment, on_delete=models.PROTECT, related_name="words")
    )
    compartment = operational(models.UUIDField())
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    content = SealedJSON("decisions.comment-word", "S")


class SampleDraw(models.Model):
    """Whether a recognition in this case is read in full because the sample fell on it.

    Drawn once for a case and kept, whatever is returned and handed in again.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(
        models.OneToOneField(Case, on_delete=models.PROTECT, related_name="sample_draw")
    )
    drawn_at = operational(models.DateTimeField(default=timezone.now))
    share = operational(models.PositiveSmallIntegerField())
    is_sampled = operational(models.BooleanField())


class QualityChecklist(models.Model):
    """The quality checklist of one reading of a draft. A later one stands over an earlier one.

    `content`: `edition` of the list and `answers`, by indicator `answer` ("yes", "no", "n-a") and
    `note`.
    """

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    draft = operational(
        models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="checklists")
    )
    compartment = operational(models.UUIDField())
    # Where the case stood then: counts are made by office.
    office = operational(models.UUIDField(db_index=True))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    is_complete = operational(models.BooleanField())
    content = SealedJSON("decisions.quality", "S")
