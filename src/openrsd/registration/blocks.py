"""Reading and writing versions of what is recorded of a person. For actions and selectors."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.models import Block, Person, PersonBlock

Content = Mapping[str, Any]
# What one hand saves while it writes is one version, not one for every pause.
ONE_SITTING = timedelta(minutes=15)


def current_blocks(persons: Iterable[UUID]) -> dict[UUID, dict[str, PersonBlock]]:
    """The newest version of every block of these persons, in one query."""
    found: dict[UUID, dict[str, PersonBlock]] = {person: {} for person in persons}
    for block in PersonBlock.objects.filter(person__in=list(found), is_current=True):
        found[block.person_id][block.block] = block
    return found


def content_of(person: Person, block: Block) -> dict[str, Any]:
    """What stands in a block now; empty where nothing was recorded."""
    found = PersonBlock.objects.filter(person=person, block=block, is_current=True).first()
    content = found.content.open() if found else {}
    assert isinstance(content, dict)
    return content


def write_block(
    person: Person, block: Block, content: Content, *, based_on: int, acting: Actor
) -> PersonBlock:
    """Saves a block over what its writer saw: `based_on` is the number of saves then, 0 where there
    was none. In the caller's transaction, with the person locked.

    ChangedMeanwhile where somebody saved in between. The same content sent twice is saved once.
    """
    newest = PersonBlock.objects.filter(person=person, block=block, is_current=True).first()
    if newest and newest.content.open_or(None) == dict(content):
        return newest
    if (newest.saves if newest else 0) != based_on:
        raise ChangedMeanwhile
    now = timezone.now()
    if newest and _is_one_sitting(person, newest, now, acting):
        newest.content = dict(content)
        newest.saved_at = now
        newest.saves += 1
        newest.save(update_fields=["content", "saved_at", "saves"])
        return newest
    if newest:
        newest.is_current = False
        newest.save(update_fields=["is_current"])
    return PersonBlock.objects.create(
        person=person,
        compartment=person.compartment,
        block=block,
        version=newest.version + 1 if newest else 1,
        saves=based_on + 1,
        saved_by=acting.id,
        content=dict(content),
    )


def _is_one_sitting(person: Person, newest: PersonBlock, now: datetime, acting: Actor) -> bool:
    """Whether the same hand still writes. What stood when she was registered is kept from it too:
    what is said of an age then decides who is treated as a child.
    """
    if newest.saved_by != acting.id or now - newest.saved_at >= ONE_SITTING:
        return False
    return person.registered_at is None or newest.saved_at > person.registered_at
