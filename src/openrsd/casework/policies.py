"""Who may do what with which case. A case is open to whom its principal claim is open."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind, ConflictDeclaration
from openrsd.accounts.policies import offices_where, opened_compartments
from openrsd.accounts.roles import Permission
from openrsd.casework.models import Case, Claim
from openrsd.registration.policies import DESK

RecordT = TypeVar("RecordT", bound=Model)
WORKING = frozenset({"case-officer", "legal-specialist", "child-protection-officer"})
INTERPRETER = "interpreter"
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
    # The persons of the case for some days, and none of its claims: what is left to do at the desk.
    DESK,
)


def readable(actor: Actor) -> QuerySet[Case]:
    """Cases that are open to her."""
    return scope(actor, Case.objects.all())


def weighed_by(actor: Actor, records: QuerySet[RecordT]) -> QuerySet[RecordT]:
    """Of records that are sealed with a claim, those that she reads as one who weighs it.

    What the office finds and proposes is for staff to whom the claim is open, but for interpreters.
    The person and counsel are told it, with reasons, when it is decided.
    """
    if actor.kind != AccountKind.STAFF:
        return records.none()
    opened = opened_compartments(actor).exclude(role=INTERPRETER)
    return records.filter(compartment__in=opened)


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
    return of_her_offices(actor).exclude(compartment__in=declared_by(actor).values("compartment"))


def of_her_offices(actor: Actor) -> QuerySet[Case]:
    """All cases of the offices where she assigns: to count them, never to show one."""
    return Case.objects.filter(office__in=offices_where(actor, Permission.ASSIGN_CASES))


def declared_by(actor: Actor) -> QuerySet[ConflictDeclaration]:
    """What she declared of conflicts of interest."""
    return ConflictDeclaration.objects.filter(user=actor.id)
