"""Rows of memberships, for the actions of this package: within their transaction, group locked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.registration.models import Membership, Person, RegistrationGroup
from openrsd.registration.numbers import Numbered, new_number


def present(group: UUID) -> QuerySet[Membership]:
    """Those who belong to the group now, in their order."""
    return Membership.objects.filter(group=group, until=None).order_by("position", "since", "id")


def of(person: Person) -> Membership | None:
    """Where the person belongs now."""
    return Membership.objects.filter(person=person, until=None).first()


def lock(group: UUID) -> RegistrationGroup:
    """The group, for whoever changes who belongs to it."""
    return RegistrationGroup.objects.select_for_update().get(id=group)


def new_group(office: UUID, acting: Actor) -> RegistrationGroup:
    """A group in which nobody is yet."""
    return RegistrationGroup.objects.create(
        id=uuid4(), number=new_number(Numbered.HOUSEHOLD), office=office, opened_by=acting.id
    )


def enter(
    group: RegistrationGroup, person: Person, came: Mapping[str, Any], relation: str = ""
) -> Membership:
    """Puts a person behind the others; the first of a group speaks for it."""
    there = present(group.id)
    last = there.last()
    return Membership.objects.create(
        group=group,
        person=person,
        compartment=person.compartment,
        position=last.position + 1 if last else 0,
        speaks_for_group=last is None,
        relation=(relation if last else "") or None,
        came=dict(came),
    )


def end(membership: Membership, left: Mapping[str, Any]) -> None:
    """The person belongs to the group no more; that they did stays known."""
    membership.until = timezone.now()
    membership.left = dict(left)
    membership.save(update_fields=["until", "left"])
    settle(membership.group_id)


def settle(group: UUID) -> None:
    """Closes gaps in the order, and lets the first speak where nobody does."""
    there = list(present(group))
    for position, one in enumerate(there):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    if there and not any(one.speaks_for_group for one in there):
        speak(there[0], {})


def speak(speaker: Membership, relations: Mapping[UUID, str]) -> None:
    """Lets one member speak. How others are related to her is as given by their person, or open:
    what they were to another is not what they are to her.
    """
    for one in present(speaker.group_id):
        one.speaks_for_group = one.id == speaker.id
        one.relation = None if one.speaks_for_group else relations.get(one.person_id) or None
        one.save(update_fields=["speaks_for_group", "relation"])
