"""Who may assess which claim."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.assessment.models import RecordedFinding
from openrsd.casework.models import Claim
from openrsd.casework.policies import weighed_by

ASSESSING = frozenset({"case-officer"})


def assessable(actor: Actor) -> QuerySet[Claim]:
    """Claims that she assesses."""
    return scope(actor, Claim.objects.all(), on_duty_as=ASSESSING)


def readable(actor: Actor) -> QuerySet[RecordedFinding]:
    """Findings on claims that she weighs."""
    return weighed_by(actor, RecordedFinding.objects.all())
