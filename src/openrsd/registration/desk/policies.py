"""Whom the front desk finds, and whom it serves."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.registration.models import Person


def may_serve(actor: Actor) -> bool:
    """Whether she serves people in the office where she works."""
    return actor.office is not None and may(actor, Permission.SERVE_DESK, actor.office)


def findable(actor: Actor) -> QuerySet[Person]:
    """Registered people of the office where she works. Found, not opened."""
    if actor.office is None or not may_serve(actor):
        return Person.objects.none()
    return Person.objects.filter(office=actor.office).exclude(registered_at=None)


def served(actor: Actor) -> QuerySet[Person]:
    """People whom she is serving now: for half an hour, on the page of the desk alone."""
    return scope(actor, Person.objects.all(), brief=Basis.DESK)
