"""Who may do what with the certificate of a person."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.registration.models import Person

# Who explains the choice and puts the paper into her hands.
COUNSELLING = frozenset({"reception-registration-officer", "case-officer"})


def readable(actor: Actor) -> QuerySet[Person]:
    """Persons of whom she may know whether they have a certificate."""
    return scope(actor, Person.objects.all())


def changeable(actor: Actor) -> QuerySet[Person]:
    """Persons whose choice she records and for whom she issues."""
    return scope(actor, Person.objects.all(), on_duty_as=COUNSELLING)
