"""Reading findings, always for someone."""

from uuid import UUID

from django.db import transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.assessment import acts, policies
from openrsd.assessment.models import RecordedFinding
from openrsd.casework.models import CLAIM


def findings(actor: Actor, claim: UUID) -> list[RecordedFinding]:
    """The findings on a claim that are open to the reader, the oldest first."""
    found = list(policies.readable(actor).filter(claim=claim).order_by("found_at"))
    with transaction.atomic():
        note(acts.LOOK_AT_ASSESSMENT, acting=actor, subject_kind=CLAIM, subjects=[claim])
    return found
