"""Beginning a group and its members, and saving what they say."""

from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import found
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.registration import acts, policies
from openrsd.registration.blocks import Content, write_block
from openrsd.registration.finding import write_tokens
from openrsd.registration.models import (
    GROUP,
    PERSON,
    Block,
    Membership,
    Person,
    PersonBlock,
    RegistrationGroup,
)
from openrsd.registration.numbers import new_number
from openrsd.vault import opened


def begin_group(*, acting: Actor) -> RegistrationGroup:
    """A new group, empty, in the office where she works."""
    group = RegistrationGroup(id=uuid4(), number=new_number("G"), opened_by=acting.id)
    with recorded(acts.BEGIN_GROUP, acting=acting, subject_kind=GROUP, subjects=[group.id]):
        group.office = _office(acting)
        group.save(force_insert=True)
    return group


def begin_person(group: UUID, *, acting: Actor, relation: str = "") -> Person:
    """A new member of a group, of whom nothing is recorded yet. Open to whoever begins her.

    The first member speaks for the group. `relation` is a proGres code, seen from her.
    """
    person = Person(id=uuid4(), number=new_number("P"), begun_by=acting.id)
    with recorded(acts.BEGIN_PERSON, acting=acting, subject_kind=PERSON, subjects=[person.id]):
        person.office = _office(acting)
        joined = _joinable(group, acting)
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(person.compartment)
        found([person.compartment], person.office, policies.DESK, acting=acting)
        person.save(force_insert=True)
        position = joined.memberships.count()
        Membership.objects.create(
            group=joined,
            person=person,
            compartment=person.compartment,
            position=position,
            speaks_for_group=position == 0,
            relation=relation or None,
        )
    return person


def save_block(
    person: UUID, block: Block, content: Content, *, based_on: int, acting: Actor
) -> PersonBlock:
    """Saves one block of a person's record over the version that the writer saw."""
    with recorded(
        acts.SAVE_BLOCK,
        acting=acting,
        subject_kind=PERSON,
        subjects=[person],
        detail={"block": str(block)},
    ):
        changed = get_to_change(policies.changeable(acting), person)
        saved = write_block(changed, block, content, based_on=based_on, acting=acting)
        write_tokens(changed, block, content)
    return saved


def _office(acting: Actor) -> UUID:
    if acting.office is None or not policies.may_register(acting, acting.office):
        raise NotHere
    return acting.office


def _joinable(group: UUID, acting: Actor) -> RegistrationGroup:
    """The group, where she opened it or sees a member of it."""
    found_group = RegistrationGroup.objects.select_for_update().filter(id=group).first()
    if found_group is None or not (
        found_group.opened_by == acting.id or policies.groups(acting).filter(id=group).exists()
    ):
        raise NotHere
    return found_group
