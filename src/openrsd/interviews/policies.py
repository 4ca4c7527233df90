"""Who may do what with which interview."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant, Posting, User
from openrsd.accounts.policies import offices_where
from openrsd.accounts.roles import Permission
from openrsd.casework.models import Claim
from openrsd.casework.policies import INTERPRETER, declared_by, weighed_by
from openrsd.interviews.models import Interview, KeptApart, Room

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


def appointments_of(actor: Actor) -> QuerySet[Interview]:
    """Appointments at which she is expected. Of them she is told when and where, and no more."""
    hers = Interview.objects.filter(Q(officer=actor.id) | Q(interpreter=actor.id))
    return hers.filter(cancelled_at=None, ended_at=None)


def appointments_of_offices(actor: Actor) -> QuerySet[Interview]:
    """Appointments of the offices where she assigns: when, where and who is to hold them."""
    offices = offices_where(actor, Permission.ASSIGN_CASES)
    return Interview.objects.filter(
        claim__case__office__in=offices, cancelled_at=None, ended_at=None
    )


def rooms(actor: Actor) -> QuerySet[Room]:
    """Rooms of the offices where she assigns."""
    return Room.objects.filter(
        office__in=offices_where(actor, Permission.ASSIGN_CASES), closed_at=None
    )


def interpreters(actor: Actor) -> QuerySet[User]:
    """Those who interpret in the offices where she assigns."""
    return interpreting_in(offices_where(actor, Permission.ASSIGN_CASES))


def interpreting_in(offices: Collection[UUID]) -> QuerySet[User]:
    """Those who are posted as interpreters in one of these offices now."""
    now = timezone.now()
    posted = Posting.objects.filter(
        Q(until=None) | Q(until__gt=now), role=INTERPRETER, office__in=offices, since__lte=now
    )
    return User.objects.filter(id__in=posted.values("user"), is_active=True)


def apart(actor: Actor) -> QuerySet[KeptApart]:
    """What is kept apart and open to her by name, as long as the claim is open to her too."""
    of_open_claims = KeptApart.objects.filter(interview__in=readable(actor).values("id"))
    return scope(actor, of_open_claims)


def apart_of_offices(actor: Actor) -> QuerySet[KeptApart]:
    """What is kept apart in cases of the offices where she assigns, to name who may read it."""
    offices = offices_where(actor, Permission.ASSIGN_CASES)
    of_offices = KeptApart.objects.filter(interview__claim__case__office__in=offices)
    return of_offices.exclude(interview__compartment__in=declared_by(actor).values("compartment"))


def duties_in_claim(interview: Interview) -> QuerySet[Grant]:
    """Who works on the claim of an interview now."""
    running = Q(until=None) | Q(until__gt=timezone.now())
    duties = (Basis.ASSIGNMENT, Basis.SUPERVISION)
    return Grant.objects.filter(running, compartment=interview.compartment, basis__in=duties)


def plannable(actor: Actor) -> QuerySet[Claim]:
    """Claims on which she may plan an interview."""
    return scope(actor, Claim.objects.all(), on_duty_as=HOLDING)
