"""Reading persons and groups, always for someone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from openrsd.accounts.access import Page, get_for, list_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Posting, User
from openrsd.accounts.recording import note
from openrsd.accounts.roles import title_of
from openrsd.ledger.entries import Result
from openrsd.registration import acts, policies
from openrsd.registration.blocks import current_blocks
from openrsd.registration.models import (
    GROUP,
    PERSON,
    Block,
    Membership,
    Person,
    PersonBlock,
    RegistrationGroup,
)
from openrsd.texts import gettext as _
from openrsd.vault import Erased, opened


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """A person with what is recorded of her now."""

    person: Person
    blocks: dict[str, PersonBlock]

    def content(self, block: Block) -> dict[str, Any]:
        """What stands in a block; empty where nothing was recorded."""
        found = self.blocks.get(block)
        content = found.content.open() if found else {}
        assert isinstance(content, dict)
        return content

    def version(self, block: Block) -> int:
        """What to write over: the number of saves until now; 0 where there is none."""
        found = self.blocks.get(block)
        return found.saves if found else 0

    @property
    def called(self) -> str:
        """What she is called: her first name as recorded, else the number on her card."""
        try:
            names = self.content(Block.NAMES).get("names") or [{}]
        except Erased:
            return _("(erased)")
        return str(names[0].get("text") or self.person.number)

    @property
    def in_latin_letters(self) -> str:
        """The same name in Latin letters, where it was written down so."""
        try:
            names = self.content(Block.NAMES).get("names") or [{}]
        except Erased:
            return ""
        return str(names[0].get("romanised", ""))


@dataclass(frozen=True, slots=True)
class RecordedWithHistory:
    """A person with what was said before, the newest first, and who wrote it.

    Staff read the name of a colleague; the person and counsel read the role.
    """

    recorded: RecordedPerson
    earlier: dict[str, list[PersonBlock]]
    names: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class Household:
    """A group with those of its present members whom the reader may see."""

    group: RegistrationGroup
    members: tuple[tuple[Membership, RecordedPerson], ...]


def person(actor: Actor, record: UUID) -> RecordedPerson:
    """One person. NotHere where she is not open to the reader."""
    found = get_for(
        actor, policies.readable(actor), record, act=acts.LOOK_AT_PERSON, subject_kind=PERSON
    )
    return RecordedPerson(found, current_blocks([found.id])[found.id])


def person_with_history(actor: Actor, record: UUID) -> RecordedWithHistory:
    """One person and what was recorded before. NotHere where she is not open to the reader.

    Only blocks that concern the reader are there at all.
    """
    told = person(actor, record)
    visible = policies.visible_blocks(actor, told.person)
    blocks = {name: one for name, one in told.blocks.items() if name in visible}
    earlier: dict[str, list[PersonBlock]] = {}
    former = PersonBlock.objects.filter(person=told.person, block__in=visible, is_current=False)
    for one in former.order_by("-version"):
        earlier.setdefault(one.block, []).append(one)
    writers = {one.saved_by for several in earlier.values() for one in several}
    names = _names_of(writers) if actor.kind == AccountKind.STAFF else _roles_of(writers)
    return RecordedWithHistory(RecordedPerson(told.person, blocks), earlier, names)


def _names_of(writers: Collection[UUID]) -> dict[UUID, str]:
    found = User.objects.filter(id__in=writers)
    return {user.id: user.display_name.open_or(user.username) for user in found}


def _roles_of(writers: Collection[UUID]) -> dict[UUID, str]:
    """As what they work, or worked last."""
    held = Posting.objects.filter(user__in=writers).order_by("since")
    return {user: title_of(role) for user, role in held.values_list("user", "role")}


def person_to_change(actor: Actor, record: UUID) -> RecordedPerson:
    """One person, to fill in the form that changes her record."""
    found = get_for(
        actor, policies.changeable(actor), record, act=acts.LOOK_AT_PERSON, subject_kind=PERSON
    )
    return RecordedPerson(found, current_blocks([found.id])[found.id])


def persons(actor: Actor, after: UUID | None = None) -> Page[Person]:
    """Persons open to her, those who came last first; a page of them, from behind the one named.

    NotHere where that one is not open to her.
    """
    records = policies.readable(actor).order_by("-begun_at", "-id")
    if after is not None:
        last = policies.readable(actor).filter(id=after).first()
        if last is None:
            raise NotHere
        earlier = Q(begun_at__lt=last.begun_at) | Q(begun_at=last.begun_at, id__lt=last.id)
        records = records.filter(earlier)
    return list_for(actor, records, act=acts.LIST_PERSONS, subject_kind=PERSON)


def called(persons: Sequence[Person]) -> dict[UUID, RecordedPerson]:
    """What these persons are called. Only for persons that a policy has let through."""
    blocks = current_blocks([one.id for one in persons])
    return {one.id: RecordedPerson(one, blocks[one.id]) for one in persons}


def household(actor: Actor, group: UUID) -> Household:
    """A group with the members open to the reader. NotHere where there is none.

    Whoever opened a group sees it while it is still empty.
    """
    seen = list(
        policies.members(actor).filter(group=group).select_related("person").order_by("position")
    )
    found = RegistrationGroup.objects.filter(id=group).first()
    is_hers = found is not None and (
        bool(seen) or (found.opened_by == actor.id and not found.memberships.exists())
    )
    with transaction.atomic():
        note(
            acts.LOOK_AT_GROUP,
            acting=actor,
            subject_kind=GROUP,
            subjects=[group, *(one.person_id for one in seen)],
            result=Result.DONE if is_hers else Result.REFUSED,
        )
    if found is None or not is_hers:
        raise NotHere
    recorded = called([one.person for one in seen])
    return Household(found, tuple((one, recorded[one.person_id]) for one in seen))


def photo(actor: Actor, record: UUID) -> bytes:
    """The photo of a person; empty where there is none, or where it does not concern the reader."""
    told = person(actor, record)
    file = told.content(Block.PHOTO).get("file")
    if not file or Block.PHOTO not in policies.visible_blocks(actor, told.person):
        return b""
    compartment = opened().compartment(told.person.compartment)
    return b"".join(opened().files.open(UUID(file), compartment))
