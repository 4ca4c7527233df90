"""Who may assess which claim."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.assessment.models import RecordedFinding
from openrsd.casework.models import Claim

ASSESSING = frozenset({"case-officer"})


def assessable(actor: Actor) -> QuerySet[Claim]:
    """Claims that she assesses."""
    return scope(actor, Claim.objects.all(), on_duty_as=ASSESSING)


def readable(actor: Actor) -> QuerySet[RecordedFinding]:
    """Findings on claims that are open to her."""
    return scope(actor, RecordedFinding.objects.all())
