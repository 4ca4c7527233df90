"""Invented families, registered by a clerk as people are."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.domain.said import understood
from openrsd.registration.models import Block, Person
from openrsd.registration.selectors import called

FAMILY = ("리상철", "김옥희", "리은주")


def a_family(
    clerk: Actor,
    names: Sequence[str] = FAMILY,
    relations: Sequence[str] = ("", "WIF", "DAU"),
    born: Sequence[str] = (),
) -> tuple[UUID, list[Person]]:
    """A group of these people, the first of whom speaks for it."""
    group = begin_group(acting=clerk)
    people = []
    for place, name in enumerate(names):
        relation = relations[place] if place < len(relations) else ""
        person = begin_person(group.id, acting=clerk, relation=relation)
        said(clerk, person, name, born[place] if place < len(born) else "")
        people.append(person)
    return group.id, people


def said(clerk: Actor, person: Person, name: str, born: str = "", romanised: str = "") -> None:
    """What a person is called, and when they were born."""
    stands = called([person])[person.id]

    def save(block: Block, **content: object) -> None:
        whole = {**stands.content(block), **content}
        save_block(person.id, block, whole, based_on=stands.version(block), acting=clerk)

    save(Block.NAMES, names=[{"text": name, "romanised": romanised}])
    if born:
        date_said = understood(born, said_on=timezone.localdate())
        save(Block.PARTICULARS, born=date_said.as_document())
