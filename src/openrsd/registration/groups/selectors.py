"""Reading how groups changed, always for someone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.access import get_for, scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Grant
from openrsd.accounts.recording import note
from openrsd.accounts.roles import title_of
from openrsd.ledger.entries import Result
from openrsd.registration import policies, selectors
from openrsd.registration.acts import LOOK_AT_GROUP, LOOK_AT_PERSON
from openrsd.registration.models import GROUP, PERSON, Event, Membership, Person
from openrsd.registration.selectors import Household, RecordedPerson
from openrsd.texts import gettext as _
from openrsd.texts import shown

_WAYS = {
    "left": shown("left the group"),
    "joined another group": shown("joined another group"),
    "died": shown("died"),
    "departed": shown("left the country"),
    "missing": shown("nobody knows where this person is"),
}


@dataclass(frozen=True, slots=True)
class Former:
    """Someone who belonged to a group, and how that ended."""

    person: RecordedPerson
    until: datetime
    way: str


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs to a group and who did, of those whom the reader may see."""

    household: Household
    former: tuple[Former, ...]
    may_change: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone to whom records are open, and as what."""

    user: UUID
    name: str
    roles: str


def members(actor: Actor, group: UUID) -> Members:
    """A group with its past. NotHere where she may see nobody of it."""
    household = selectors.household(actor, group)
    gone = list(
        scope(actor, Membership.objects.filter(group=group).exclude(until=None))
        .select_related("person")
        .order_by("-until", "id")
    )
    recorded = selectors.called([one.person for one in gone])
    former = tuple(
        Former(recorded[one.person_id], one.until, _way(one)) for one in gone if one.until
    )
    seen = [one.person_id for one, _recorded in household.members]
    changeable = policies.registrable(actor).filter(
        id__in=[*seen, *(one.person_id for one in gone)]
    )
    return Members(household, former, frozenset(changeable.values_list("id", flat=True)))


def person_to_change(actor: Actor, record: UUID) -> RecordedPerson:
    """A person whom she registers, to fill in what changed. NotHere for whoever only reads."""
    found = get_for(
        actor, policies.registrable(actor), record, act=LOOK_AT_PERSON, subject_kind=PERSON
    )
    return selectors.called([found])[found.id]


def group_to_change(actor: Actor, group: UUID) -> Household:
    """A group of which she registers a member. NotHere for whoever only reads."""
    hers = policies.registrable(actor).filter(memberships__group=group, memberships__until=None)
    if not hers.exists():
        with transaction.atomic():
            note(
                LOOK_AT_GROUP,
                acting=actor,
                subject_kind=GROUP,
                subjects=[group],
                result=Result.REFUSED,
            )
        raise NotHere
    return selectors.household(actor, group)


def events_of(persons: Collection[UUID]) -> dict[UUID, list[Event]]:
    """What stands recorded to have happened, in one query. For persons a policy has let through."""
    events: dict[UUID, list[Event]] = {person: [] for person in persons}
    for event in Event.objects.filter(person__in=persons, withdrawn_at=None).order_by(
        "recorded_at"
    ):
        events[event.person_id].append(event)
    return events


def group_of(person: Person) -> UUID:
    """The group to which a person belongs now. NotHere where to none."""
    found = Membership.objects.filter(person=person, until=None).values_list("group", flat=True)
    if not found:
        raise NotHere
    return found[0]


def open_to(compartments: Iterable[UUID]) -> list[Colleague]:
    """To whom these compartments are open now. For whoever is on duty with them."""
    now = timezone.now()
    running = Grant.objects.filter(
        Q(until=None) | Q(until__gt=now), compartment__in=list(compartments), since__lte=now
    )
    held: dict[UUID, tuple[str, set[str]]] = {}
    for grant in running.select_related("user"):
        name = grant.user.display_name.open_or(grant.user.username)
        held.setdefault(grant.user_id, (name, set()))[1].add(title_of(grant.role))
    return sorted(
        (Colleague(user, name, ", ".join(sorted(roles))) for user, (name, roles) in held.items()),
        key=lambda one: one.name,
    )


def _way(membership: Membership) -> str:
    left = membership.left.open_or({})
    how = left.get("how", "left") if isinstance(left, dict) else "left"
    return _(_WAYS[how]) if how in _WAYS else ""
