"""Who may assess which claim."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import duties_in
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.models import Claim
from openrsd.casework.policies import weighed_by
from openrsd.determination.visibility import Role

ASSESSING = frozenset({"case-officer"})
# Who compares the source of a provision with its text: a lawyer, and never the officer who relies
# on it.
CONFIRMING = frozenset({"legal-specialist", "reviewer"})
REVIEWED = "under-review"


def assessable(actor: Actor) -> QuerySet[Claim]:
    """Claims that she assesses."""
    return scope(actor, Claim.objects.all(), on_duty_as=ASSESSING)


def confirmable(actor: Actor) -> QuerySet[Claim]:
    """Claims in which she confirms sources."""
    return scope(actor, Claim.objects.all(), on_duty_as=CONFIRMING)


def also_open(actor: Actor, claim: Claim) -> tuple[str, ...]:
    """States in which she writes too: sources are confirmed also while a reviewer reads."""
    return (REVIEWED,) if _duties(actor, claim) & CONFIRMING else ()


def readable(actor: Actor) -> QuerySet[AssessmentEntry]:
    """Entries of claims that she weighs."""
    return weighed_by(actor, AssessmentEntry.objects.all())


def sees_as(actor: Actor, claim: Claim) -> Role:
    """How much of the consequence she sees: the officer who assesses sees what is open and no
    what-if (semantics.md section 6); whoever reviews sees all."""
    return Role.OFFICER if _duties(actor, claim) & ASSESSING else Role.SUPERVISOR


def _duties(actor: Actor, claim: Claim) -> frozenset[str]:
    return frozenset(duties_in(actor, claim.compartment))
