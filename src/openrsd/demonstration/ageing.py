"""Gives the cases of a demonstration a past: all their steps are made on the day it is loaded.

Dates are moved back in the rows; the ledger keeps the true moments.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.deadlines import keep_nearest
from openrsd.casework.models import Case, Deadline, Step
from openrsd.decisions.models import Draft, Letter
from openrsd.evidence.models import Document, DocumentEntry, DocumentPage
from openrsd.interviews.models import BlockVersion, Interview, ReadBack, RecordBlock

# Of the time since someone came, how much their case has stood where it stands.
RESTING = 0.3
LASTS, READING = timedelta(hours=3), timedelta(minutes=40)
# The steps that tell something in a letter.
TELLING = ("T12a", "T12b", "S1", "S2", "T23b", "A14")


def age(case: Case, came: int) -> None:
    """Spreads the steps of the case over the days since the person came, the rest to its end."""
    now = timezone.now()
    steps = list(Step.objects.filter(case=case).order_by("position"))
    moments = moments_of(came, len(steps), now)
    for step, at in zip(steps, moments, strict=True):
        Step.objects.filter(id=step.id).update(at=at)
    back = now - moments[-1]
    made = dict(zip((step.transition for step in steps), moments, strict=True))
    _age_interviews(case, made)
    _age_evidence(case, made)
    _age_papers(case, made)
    # The rules propose a level when somebody is registered.
    case.handling_changes.update(at=moments[0])
    for one in Deadline.objects.filter(case=case, ended_at=None):
        # What a letter told the person stays as it was told.
        if one.binds != "person":
            one.since, one.due_on = one.since - back, one.due_on - back
            one.remind_on -= back
            one.save(update_fields=["since", "due_on", "remind_on"])
    case.registered_on = timezone.localdate(moments[0])
    case.state_since = moments[-1]
    keep_nearest(case)
    case.save(update_fields=["registered_on", "state_since", "due_on", "remind_on"])


def moments_of(came: int, steps: int, now: datetime) -> list[datetime]:
    """When each of so many steps was made, of a case whose person came that many days ago."""
    busy = came * (1 - RESTING)
    return [
        now - timedelta(days=came) + timedelta(days=busy * place / max(steps - 1, 1))
        for place in range(steps)
    ]


def morning_of(day: datetime) -> datetime:
    """When people are heard on this day."""
    return timezone.localtime(day).replace(hour=9, minute=30, second=0, microsecond=0)


def _age_interviews(case: Case, moments: dict[str, datetime]) -> None:
    """An interview that was held was held in its place among the steps."""
    begun, ended = moments.get("T4"), moments.get("T5")
    if begun is None:
        return
    planned = morning_of(begun)
    held = Interview.objects.filter(claim__case=case, cancelled_at=None)
    until = planned + LASTS
    held.update(planned_for=planned, planned_until=until, begun_at=planned)
    _age_record(case, planned)
    if ended is not None:
        held.update(ended_at=until, fixed_at=until - READING)
        held.update(narrative_ended_at=planned + LASTS / 4)
        ReadBack.objects.filter(interview__in=held).update(begun_at=until - READING, ended_at=until)


def _age_record(case: Case, planned: datetime) -> None:
    """Each block has its minute in the conversation."""
    blocks = list(RecordBlock.objects.filter(interview__claim__case=case).order_by("number"))
    for place, block in enumerate(blocks):
        block.made_at = planned + (LASTS - READING) * place / len(blocks)
    RecordBlock.objects.bulk_update(blocks, ["made_at"])
    made = {block.id: block.made_at for block in blocks}
    versions = list(BlockVersion.objects.filter(block__in=blocks).only("block"))
    for one in versions:
        one.began_at = one.saved_at = made[one.block_id]
    BlockVersion.objects.bulk_update(versions, ["began_at", "saved_at"])


def _age_evidence(case: Case, moments: dict[str, datetime]) -> None:
    """Papers came when the interview was arranged, and were weighed when the assessment began."""
    if "T3" in moments:
        came = Document.objects.filter(claim__case=case)
        came.update(received_at=moments["T3"])
        DocumentPage.objects.filter(document__in=came).update(read_at=moments["T3"])
        DocumentEntry.objects.filter(document__in=came).update(at=moments["T3"])
    if "T7" in moments:
        weighed = AssessmentEntry.objects.filter(claim__case=case)
        weighed.update(at=moments["T7"])


def _age_papers(case: Case, moments: dict[str, datetime]) -> None:
    """A draft is of the day on which it was handed in, a letter of that on which it was told."""
    if "T8" in moments:
        at = moments["T8"]
        Draft.objects.filter(claim__case=case).update(drafted_at=at, saved_at=at, handed_in_at=at)
    letters = Letter.objects.filter(claim__case=case).order_by("made_at")
    told = (at for transition, at in moments.items() if transition in TELLING)
    for letter, at in zip(letters, told, strict=False):
        Letter.objects.filter(id=letter.id).update(made_at=at)
