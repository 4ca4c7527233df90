"""Who compares which pair, and who sees that two records are linked."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, ConflictDeclaration
from openrsd.accounts.policies import offices_where
from openrsd.accounts.roles import Permission
from openrsd.matching.models import Pair
from openrsd.registration.models import Person


def reviewable(actor: Actor) -> QuerySet[Pair]:
    """Pairs of the offices where she reviews, but for those in which she has a conflict."""
    declared = ConflictDeclaration.objects.filter(
        Q(compartment=OuterRef("compartment")) | Q(compartment=OuterRef("other_compartment")),
        user=actor.id,
    )
    offices = offices_where(actor, Permission.REVIEW_MATCHES)
    return Pair.objects.filter(~Exists(declared), office__in=offices)


def compared(actor: Actor) -> QuerySet[Person]:
    """Persons whom she opened to compare, for as long as they are open."""
    return scope(actor, Person.objects.all(), brief=Basis.MATCHING)
