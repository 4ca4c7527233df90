"""Who may do what with which case. A case is open to whom its principal claim is open."""

from collections.abc import Collection

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import ConflictDeclaration
from openrsd.accounts.policies import offices_where
from openrsd.accounts.roles import Permission
from openrsd.casework.models import Case, Claim

WORKING = frozenset({"case-officer", "legal-specialist", "child-protection-officer"})
# Who authorises a change of the way of handling (procedure.md section 6).
AUTHORISING = frozenset({"reviewer", "supervisor"})
# Who sets the level of priority, and who records how a person stands.
ORDERING = WORKING | AUTHORISING
STANDING = WORKING | {"reviewer"}
CONTACTING = WORKING | AUTHORISING | {"reception-registration-officer"}
EXTENDING = WORKING | AUTHORISING | {"appeal-officer"}
# As what a supervisor assigns a case.
ASSIGNED = (
    "case-officer",
    "reviewer",
    "legal-specialist",
    "child-protection-officer",
    "appeal-officer",
    "interpreter",
    "unhcr-liaison",
    # Indicators of conduct are for a supervisor who was given the case, by another supervisor.
    "supervisor",
)


def readable(actor: Actor) -> QuerySet[Case]:
    """Cases that are open to her."""
    return scope(actor, Case.objects.all())


def on_duty(actor: Actor, roles: Collection[str]) -> QuerySet[Case]:
    """Cases assigned to her in one of these roles."""
    return scope(actor, Case.objects.all(), on_duty_as=roles)


def claims(actor: Actor) -> QuerySet[Claim]:
    """Claims that are open to her."""
    return scope(actor, Claim.objects.all())


def assignable(actor: Actor) -> QuerySet[Case]:
    """Cases of the offices where she assigns, but for those in which she has a conflict. Of them
    she sees what stands in clear, no more.
    """
    of_hers = Case.objects.filter(office__in=offices_where(actor, Permission.ASSIGN_CASES))
    return of_hers.exclude(compartment__in=declared_by(actor).values("compartment"))


def declared_by(actor: Actor) -> QuerySet[ConflictDeclaration]:
    """What she declared of conflicts of interest."""
    return ConflictDeclaration.objects.filter(user=actor.id)
