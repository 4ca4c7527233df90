"""Who of a household can be registered now, who in whose case, and what is still to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.registration import policies, selectors
from openrsd.registration.editing.editor import is_child
from openrsd.registration.models import Block
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _

URGENT = frozenset({"LP-RR", "LP-RD", "LP-TD", "LP-TR"})


@dataclass(slots=True)
class CaseToOpen:
    """Who applies, and the children in that person's care. All of them are ready."""

    principal: RecordedPerson
    dependants: list[RecordedPerson] = field(default_factory=list)

    @property
    def removal_threatens(self) -> bool:
        """Whether it was said of any of them that they may be sent back."""
        everyone = (self.principal, *self.dependants)
        return any(URGENT & set(one.content(Block.NEEDS).get("codes", [])) for one in everyone)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone who is not ready, and what was not asked yet."""

    person: RecordedPerson
    missing: tuple[str, ...]


def to_register(actor: Actor, group: UUID) -> tuple[list[CaseToOpen], list[Waiting]]:
    """The cases that this group makes now, and who has to wait.

    Every adult has a case of their own, whoever they came with. A child is in the case of the adult
    who cares for it, or has its own where nobody does.
    """
    household = selectors.household(actor, group)
    people = [recorded for _membership, recorded in household.members]
    hers = set(
        policies.registrable(actor)
        .filter(id__in=[one.person.id for one in people], registered_at=None)
        .values_list("id", flat=True)
    )
    present = [one for one in people if one.person.id in hers]
    waiting = [Waiting(one, lacks) for one in present if (lacks := missing(one))]
    ready = [one for one in present if not missing(one)]
    cases = {one.person.id: CaseToOpen(one) for one in ready if carer_of(one, ready) is None}
    for one in ready:
        carer = carer_of(one, ready)
        if carer is not None:
            cases[carer].dependants.append(one)
    return list(cases.values()), waiting


def carer_of(person: RecordedPerson, others: Sequence[RecordedPerson]) -> UUID | None:
    """The adult among the others in whose case a child is; None for an adult, and for a child that
    nobody cares for.
    """
    particulars = person.content(Block.PARTICULARS)
    if not is_child(particulars):
        return None
    named = particulars.get("goes_with")
    for one in others:
        grown = not is_child(one.content(Block.PARTICULARS))
        if str(one.person.id) == named and grown and one.person.id != person.person.id:
            return one.person.id
    return None


def missing(person: RecordedPerson) -> tuple[str, ...]:
    """What has to be asked before this person is registered; "nothing told" is an answer too.

    A child that is in an adult's case is reached through that adult.
    """
    contact, needs = person.content(Block.CONTACT), person.content(Block.NEEDS)
    lacks = []
    if not person.content(Block.NAMES).get("names"):
        lacks.append(_("a name, or what to call the person"))
    if not person.content(Block.LANGUAGES).get("languages"):
        lacks.append(_("the language"))
    if not (needs.get("codes") or needs.get("none") or needs.get("in_private")):
        lacks.append(_("specific needs, or to ask later in private"))
    cared_for = person.content(Block.PARTICULARS).get("goes_with")
    if not (contact.get("ways") or contact.get("none") or cared_for):
        lacks.append(_("a safe way to reach the person, or that there is none"))
    return tuple(lacks)
