"""Who may do what with which dossier. Lists and single checks come from the same scope."""

from uuid import UUID

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from tests.protected.models import Dossier

# An interpreter, say, reads what she interprets and changes nothing.
CHANGING = frozenset({"reception-registration-officer", "case-officer"})


def readable(actor: Actor) -> QuerySet[Dossier]:
    """Whatever is open to her."""
    return scope(actor, Dossier.objects.all())


def changeable(actor: Actor) -> QuerySet[Dossier]:
    """What is assigned to her in a role that changes dossiers. A broken glass is for looking."""
    return scope(actor, Dossier.objects.all(), on_duty_as=CHANGING)


def may_change(actor: Actor, dossier: Dossier) -> bool:
    return changeable(actor).filter(pk=dossier.pk).exists()


def may_make(actor: Actor, office: UUID | None) -> bool:
    """Who founds cases, in the office where she works at present."""
    return office is not None and may(actor, Permission.FOUND_CASES, office)
