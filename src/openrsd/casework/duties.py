"""In which roles someone acts in a case. Asked of grants and offices, never of a page."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import duties_in, offices_where, opened_compartments
from openrsd.accounts.roles import Permission, roles
from openrsd.casework import policies
from openrsd.casework.models import Case, Claim
from openrsd.registration.policies import DESK

SUPERVISOR = "supervisor"


def workable(actor: Actor) -> QuerySet[Case]:
    """Cases in which she has a duty: assigned to her, her own, of her desk, or of her office.

    A supervisor acts on a case of her office without opening it.
    """
    staff = actor.kind == AccountKind.STAFF
    duty = opened_compartments(actor, on_duty_as=roles() if staff else None)
    return Case.objects.filter(
        Q(compartment__in=duty)
        | Q(id__in=_of_desk(actor).values("case"))
        | Q(id__in=policies.assignable(actor).values("id"))
    )


def roles_in(actor: Actor, case: Case) -> frozenset[str]:
    """The roles in which she may act in this case, whatever the act."""
    found = set(duties_in(actor, case.compartment))
    if DESK in actor.roles and _of_desk(actor).filter(case=case).exists():
        found.add(DESK)
    if case.office in offices_where(actor, Permission.ASSIGN_CASES) and not in_conflict(
        actor, case
    ):
        found.add(SUPERVISOR)
    return frozenset(found)


def in_conflict(actor: Actor, case: Case) -> bool:
    """Whether she declared a conflict of interest in this case."""
    return policies.declared_by(actor).filter(compartment=case.compartment).exists()


def compartments_with(compartment: UUID) -> Iterator[UUID]:
    """Those of every claim and person in the cases to which this one belongs."""
    concerned = Claim.objects.filter(
        Q(compartment=compartment) | Q(person__compartment=compartment)
    )
    for claim in Claim.objects.filter(case__in=concerned.values("case")).select_related("person"):
        yield claim.compartment
        yield claim.person.compartment


def _of_desk(actor: Actor) -> QuerySet[Claim]:
    """Claims of persons whom she registered and serves at the desk. They stay closed to her."""
    persons = opened_compartments(actor, on_duty_as={DESK})
    return Claim.objects.filter(is_principal=True, person__compartment__in=persons)
