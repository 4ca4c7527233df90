"""Who belongs to a group, as what, and who speaks for it."""

from collections.abc import Mapping
from uuid import UUID

from openrsd.accounts.access import get_to_change, scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NotHere
from openrsd.accounts.recording import recorded
from openrsd.registration import policies
from openrsd.registration.groups import acts, memberships
from openrsd.registration.groups.errors import (
    AloneAlready,
    InThatGroup,
    NoSuchNumber,
    SpeaksForItself,
)
from openrsd.registration.models import PERSON, Membership, RegistrationGroup
from openrsd.registration.numbers import Numbered, read_number


def join(person: UUID, group: UUID, relation: str = "", *, acting: Actor) -> Membership:
    """Brings a person into another group, as this to the one who speaks for it."""
    with recorded(acts.JOIN, acting=acting, subject_kind=PERSON, subjects=[person, group]):
        coming = get_to_change(policies.registrable(acting), person)
        joined = _changeable(group, acting)
        before = memberships.of(coming)
        if before is not None:
            if before.group_id == joined.id:
                raise InThatGroup
            memberships.lock(before.group_id)
            memberships.end(before, {"how": "joined another group"})
        return memberships.enter(joined, coming, {"how": "joined"}, relation)


def join_by_number(number: str, group: UUID, relation: str = "", *, acting: Actor) -> Membership:
    """The same, of the person who has this number on the card. NoSuchNumber where none of those
    whom she registers has it, NotANumber or WrongNumber for what was mistyped.
    """
    written = read_number(number, Numbered.PERSON)
    found = policies.registrable(acting).filter(number=written).first()
    if found is None:
        # One answer for a number that nobody has, and for one of somebody she does not register.
        raise NoSuchNumber
    return join(found.id, group, relation, acting=acting)


def leave(person: UUID, *, acting: Actor) -> Membership:
    """Gives a person a group of their own, openly: those who stay still see that they were here."""
    with recorded(acts.LEAVE, acting=acting, subject_kind=PERSON, subjects=[person]):
        leaving = get_to_change(policies.registrable(acting), person)
        before = memberships.of(leaving)
        if before is None:
            raise NotHere
        memberships.lock(before.group_id)
        if memberships.present(before.group_id).count() == 1:
            raise AloneAlready
        memberships.end(before, {"how": "left"})
        own = memberships.new_group(leaving.office, acting)
        return memberships.enter(own, leaving, {"how": "left", "from": str(before.group_id)})


def let_speak(person: UUID, relations: Mapping[UUID, str], *, acting: Actor) -> None:
    """From now on this person speaks for their group. `relations` says by person what the others
    are to them; of whom nothing is said, it is to be asked.
    """
    with recorded(acts.LET_SPEAK, acting=acting, subject_kind=PERSON, subjects=[person]):
        membership = _membership(person, acting)
        if membership.speaks_for_group:
            raise AlreadySo
        memberships.speak(membership, relations)


def correct_relation(person: UUID, relation: str, *, acting: Actor) -> None:
    """Says anew what a person is to the one who speaks for their group."""
    with recorded(acts.CORRECT_RELATION, acting=acting, subject_kind=PERSON, subjects=[person]):
        membership = _membership(person, acting)
        if membership.speaks_for_group:
            raise SpeaksForItself
        membership.relation = relation or None
        membership.save(update_fields=["relation"])


def _membership(person: UUID, acting: Actor) -> Membership:
    """Where a person belongs whom she registers, with the group locked."""
    found = memberships.of(get_to_change(policies.registrable(acting), person))
    if found is None:
        raise NotHere
    memberships.lock(found.group_id)
    return Membership.objects.get(id=found.id)


def _changeable(group: UUID, acting: Actor) -> RegistrationGroup:
    """The group, where she registers one of its members."""
    members = scope(acting, memberships.present(group), on_duty_as={policies.DESK})
    if not members.exists():
        raise NotHere
    return memberships.lock(group)
