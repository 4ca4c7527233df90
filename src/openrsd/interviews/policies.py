"""Who may do what with which interview."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.casework.models import Claim
from openrsd.casework.policies import weighed_by
from openrsd.interviews.models import Interview

HOLDING = frozenset({"case-officer"})


def readable(actor: Actor) -> QuerySet[Interview]:
    """Interviews about claims that are open to her."""
    return scope(actor, Interview.objects.all())


def held_by(actor: Actor) -> QuerySet[Interview]:
    """Interviews about claims assigned to her, which she holds herself."""
    mine = Interview.objects.filter(officer=actor.id)
    return scope(actor, mine, on_duty_as=HOLDING)


def weighed(actor: Actor) -> QuerySet[Interview]:
    """Interviews of which she sees how the officer marked the words, and where they stand while
    they are written. The person, counsel and interpreters read the words, once they are closed.
    """
    return weighed_by(actor, Interview.objects.all())


def plannable(actor: Actor) -> QuerySet[Claim]:
    """Claims on which she may plan an interview."""
    return scope(actor, Claim.objects.all(), on_duty_as=HOLDING)
