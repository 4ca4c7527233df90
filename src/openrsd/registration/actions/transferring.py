"""Persons of whom another office answers from now on."""

from collections.abc import Iterable
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Holding
from openrsd.accounts.policies import may
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission
from openrsd.registration import acts
from openrsd.registration.models import PERSON, Person


def follow_to_office(persons: Iterable[UUID], office: UUID, *, acting: Actor) -> None:
    """Persons belong to the office that holds their compartments by now, and its desk finds them.

    Called by casework, in the transaction that transfers their case. Needs cases.assign in the
    office where they were. NotHere where that office does not hold one of them.
    """
    moved = tuple(persons)
    with recorded(
        acts.FOLLOW_TO_OFFICE,
        acting=acting,
        subject_kind=PERSON,
        subjects=moved,
        detail={"office": office},
    ):
        found = list(Person.objects.select_for_update().filter(id__in=moved))
        compartments = {one.compartment for one in found}
        held = Holding.objects.filter(compartment__in=compartments, office=office).count()
        hers = all(may(acting, Permission.ASSIGN_CASES, one.office) for one in found)
        if not hers or held != len(compartments) or len(found) != len(set(moved)):
            raise NotHere
        Person.objects.filter(id__in=moved).update(office=office)
