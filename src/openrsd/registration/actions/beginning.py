"""Beginning a group and its members, and saving what they say."""

from typing import Any
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import found
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.registration import acts, policies
from openrsd.registration.actions.saving import save_block as save_block
from openrsd.registration.blocks import current_blocks, write_block
from openrsd.registration.groups import memberships
from openrsd.registration.models import (
    GROUP,
    PERSON,
    Block,
    Person,
    RegistrationGroup,
)
from openrsd.registration.numbers import Numbered, new_number
from openrsd.vault import opened


def begin_group(*, acting: Actor) -> RegistrationGroup:
    """A new group, empty, in the office where she works."""
    group = RegistrationGroup(
        id=uuid4(), number=new_number(Numbered.HOUSEHOLD), opened_by=acting.id
    )
    with recorded(acts.BEGIN_GROUP, acting=acting, subject_kind=GROUP, subjects=[group.id]):
        group.office = _office(acting)
        group.save(force_insert=True)
    return group


def begin_person(group: UUID, *, acting: Actor, relation: str = "") -> Person:
    """A new member of a group, of whom nothing is recorded yet. Open to whoever begins her.

    The first member speaks for the group. `relation` is a proGres code, seen from her.
    """
    person = Person(id=uuid4(), number=new_number(Numbered.PERSON), begun_by=acting.id)
    with recorded(acts.BEGIN_PERSON, acting=acting, subject_kind=PERSON, subjects=[person.id]):
        person.office = _office(acting)
        joined = _joinable(group, acting)
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(person.compartment)
        found([person.compartment], person.office, policies.DESK, acting=acting)
        person.save(force_insert=True)
        memberships.enter(joined, person, {"how": "began"}, relation)
        _copy_from_speaker(joined, person, acting)
    return person


def _copy_from_speaker(group: RegistrationGroup, person: Person, acting: Actor) -> None:
    """What families mostly share, from the one who speaks, where the clerk may see it.

    It stands on the page to be changed, and a nationality says that only the family said it.
    """
    speaker = policies.members(acting).filter(group=group, speaks_for_group=True).first()
    if speaker is None or speaker.person_id == person.id:
        return
    # Asked where the birth shows a child: in whose case it is.
    carer = {"v": 1, "goes_with": str(speaker.person_id)}
    write_block(person, Block.PARTICULARS, carer, based_on=0, acting=acting)
    blocks = current_blocks([speaker.person_id])[speaker.person_id]
    for block in (Block.ORIGINS, Block.LANGUAGES):
        stands = blocks[block].content.open_or({}) if block in blocks else {}
        copied = _shared(block, stands if isinstance(stands, dict) else {})
        if len(copied) > 1:
            write_block(person, block, copied, based_on=0, acting=acting)


def _shared(block: Block, stands: dict[str, Any]) -> dict[str, Any]:
    if block == Block.LANGUAGES:
        first = stands.get("languages", [])[:1]
        kept = [{key: one[key] for key in ("language", "dialect") if key in one} for one in first]
        return {"v": 1, "languages": kept} if kept else {"v": 1}
    countries = [one["country"] for one in stands.get("nationalities", []) if "country" in one]
    shared: dict[str, Any] = {"v": 1}
    if countries:
        shared["nationalities"] = [{"country": one, "basis": "family"} for one in countries]
    if "arrived" in stands:
        shared["arrived"] = stands["arrived"]
    return shared


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
