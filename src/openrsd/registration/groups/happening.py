"""Births, deaths, and people who are no longer here, as somebody tells it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import found
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.registration import policies
from openrsd.registration.groups import acts, memberships
from openrsd.registration.groups.errors import NotExamined, NothingToWithdraw
from openrsd.registration.models import PERSON, Event, EventKind, Person
from openrsd.registration.numbers import Numbered, new_number
from openrsd.vault import opened

_NO_LONGER_HERE = (EventKind.DIED, EventKind.DEPARTED, EventKind.MISSING)
# Whoever is gone may have been taken: both are asked before anything is recorded.
EXAMINED = ("detained", "returned")
ANSWERS = ("no", "yes", "unknown")


def record_birth(mother: UUID, content: Mapping[str, Any], *, acting: Actor) -> Person:
    """A child born to a person whom she registers: a person of the same group, of whom names and
    the rest are recorded as of anyone. `content` says `on` as it was told, `relation` as a code.
    """
    child = Person(id=uuid4(), number=new_number(Numbered.PERSON), begun_by=acting.id)
    with recorded(
        acts.RECORD_EVENT,
        acting=acting,
        subject_kind=PERSON,
        subjects=[child.id, mother],
        detail={"kind": str(EventKind.BORN)},
    ):
        her = get_to_change(policies.registrable(acting), mother)
        membership = memberships.of(her)
        if membership is None:
            raise NotHere
        group = memberships.lock(membership.group_id)
        child.office = her.office
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(child.compartment)
        found([child.compartment], child.office, policies.DESK, acting=acting)
        child.save(force_insert=True)
        relation = str(content.get("relation", ""))
        memberships.enter(group, child, {"how": "born", "mother": str(mother)}, relation)
        told = {"mother": str(mother), "on": str(content.get("on", ""))}
        _event(child, EventKind.BORN, told, acting)
    return child


def record_gone(
    person: UUID, kind: EventKind, content: Mapping[str, Any], *, acting: Actor
) -> Event:
    """That a person died, left the country, or is not to be found. Nothing else changes by it: a
    case is closed by its own step, with its own safeguards.

    `content`: `on`, `told_by`, `known_from`, and for whoever is gone alive `detained` and
    `returned` as no, yes or unknown. NotExamined where one of the two is missing.
    """
    with recorded(
        acts.RECORD_EVENT,
        acting=acting,
        subject_kind=PERSON,
        subjects=[person],
        detail={"kind": str(kind)},
    ):
        gone = get_to_change(policies.registrable(acting), person)
        examined = kind == EventKind.DIED or all(content.get(one) in ANSWERS for one in EXAMINED)
        if kind not in _NO_LONGER_HERE or not examined:
            raise NotExamined
        event = _event(gone, kind, content, acting)
        membership = memberships.of(gone)
        if membership is not None:
            memberships.lock(membership.group_id)
            memberships.end(membership, {"how": str(kind), "event": str(event.id)})
    return event


def withdraw_gone(person: UUID, *, acting: Actor) -> None:
    """It was a mistake, or the person is back: they belong to their group again."""
    with recorded(acts.WITHDRAW_EVENT, acting=acting, subject_kind=PERSON, subjects=[person]):
        back = get_to_change(policies.registrable(acting), person)
        standing = back.events.filter(kind__in=_NO_LONGER_HERE, withdrawn_at=None)
        if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=acting.id):
            raise NothingToWithdraw
        before = back.memberships.exclude(until=None).order_by("-until").first()
        if before is not None and memberships.of(back) is None:
            group = memberships.lock(before.group_id)
            memberships.enter(group, back, {"how": "came back"}, before.relation.open_or(""))


def may_have_been_taken(event: Event) -> bool:
    """Whether what was told leaves open that someone is detained or was sent back by force: then a
    protection incident is to be opened.
    """
    told = event.content.open_or({})
    assert isinstance(told, dict)
    if event.kind not in (EventKind.DEPARTED, EventKind.MISSING):
        return False
    return any(told.get(one) != "no" for one in EXAMINED)


def _event(person: Person, kind: EventKind, content: Mapping[str, Any], acting: Actor) -> Event:
    return Event.objects.create(
        person=person,
        compartment=person.compartment,
        kind=kind,
        recorded_by=acting.id,
        content=dict(content),
    )
