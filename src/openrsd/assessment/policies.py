"""Who may assess which claim."""

from datetime import datetime

from django.db.models import Q, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import duties_in, opened_compartments
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.on_appeal import HEARD, HEARING, appeals_heard
from openrsd.casework.models import Claim
from openrsd.casework.policies import weighed_by
from openrsd.determination.visibility import Role

ASSESSING = frozenset({"case-officer"})
# Who compares the source of a provision with its text: a lawyer, and never the officer who relies
# on it.
CONFIRMING = frozenset({"legal-specialist", "reviewer"})
REVIEWED = "under-review"


def assessable(actor: Actor) -> QuerySet[Claim]:
    """Claims that she assesses: as the officer, or anew while she hears the appeal."""
    own = Q(compartment__in=opened_compartments(actor, on_duty_as=ASSESSING))
    heard = Q(compartment__in=opened_compartments(actor, on_duty_as=HEARING), case__state=HEARD)
    return Claim.objects.filter(own | heard)


def confirmable(actor: Actor) -> QuerySet[Claim]:
    """Claims in which she confirms sources."""
    return scope(actor, Claim.objects.all(), on_duty_as=CONFIRMING)


def also_open(actor: Actor, claim: Claim) -> tuple[str, ...]:
    """States in which she writes too: sources are confirmed also while a reviewer reads, and an
    appeal is heard with findings of its own.
    """
    duties = _duties(actor, claim)
    if duties & CONFIRMING:
        return (REVIEWED, HEARD)
    return (HEARD,) if duties & HEARING else ()


def sees_until(actor: Actor, claim: Claim) -> datetime | None:
    """Up to which moment she reads; None where she reads everything. What is found on appeal is for
    those who hear it alone, until the decision is told.
    """
    if _duties(actor, claim) & HEARING:
        return None
    heard = appeals_heard(claim.case_id)
    return heard[-1].since if heard and heard[-1].until is None else None


def readable(actor: Actor) -> QuerySet[AssessmentEntry]:
    """Entries of claims that she weighs."""
    return weighed_by(actor, AssessmentEntry.objects.all())


def sees_as(actor: Actor, claim: Claim) -> Role:
    """How much of the consequence she sees: whoever assesses, at first or on appeal, sees what is
    open and no what-if (semantics.md section 6); whoever reviews sees all."""
    return Role.OFFICER if _duties(actor, claim) & (ASSESSING | HEARING) else Role.SUPERVISOR


def _duties(actor: Actor, claim: Claim) -> frozenset[str]:
    return frozenset(duties_in(actor, claim.compartment))
