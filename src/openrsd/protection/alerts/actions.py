"""Raising an alert, telling of it, and everything that is learnt or done after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.actions.assigning import assign
from openrsd.accounts.errors import AlreadySo, Refusal
from openrsd.accounts.models import Holding, Posting
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import recorded
from openrsd.accounts.selectors import actor_of
from openrsd.protection import acts, policies
from openrsd.protection.alerts.words import Ending
from openrsd.protection.errors import AlertEnded
from openrsd.protection.models import ALERT, Alert, AlertStep, AlertTold
from openrsd.registration.models import Person

# For how long those who are told can open the person's record, unless it is assigned to them.
OPEN_FOR = timedelta(days=14)
TELLING = "protection"
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert, and how many were told of it. Nobody told is something for the one who raised it
    to know at once. Rooms above take the person into the first level of priority.
    """

    alert: Alert
    told: int


def raise_alert(person: UUID, said: Said, *, acting: Actor) -> Raised:
    """That a person may be sent back: `said` has `threat`, `what` and `sure` (`alerts.words`).

    Supervisors and UNHCR liaisons of the office that holds the person are told at once, and the
    record of the person is open to them for OPEN_FOR; of other offices, where this one has none.
    """
    alert = Alert(person=person)
    with recorded(acts.RAISE, acting=acting, subject_kind=ALERT, subjects=[alert.id, person]):
        found = get_to_change(policies.tellable(acting), person)
        alert.compartment, alert.office = found.compartment, found.office
        alert.raised_by = acting.id
        alert.save(force_insert=True)
        keep_step(alert, {"does": "raised", **said}, acting)
        told = _tell(alert, found, acting)
    return Raised(alert, told)


def add_step(alert: UUID, said: Said, *, acting: Actor) -> AlertStep:
    """What was learnt or done: `what`, and what is known of `where`, `held_by`, `country`, `when`,
    `source`, `sure`. `ending` ends the alert.
    """
    with recorded(acts.ADD_TO_ALERT, acting=acting, subject_kind=ALERT, subjects=[alert]):
        found = get_to_change(policies.steppable(acting), alert)
        if found.ended_at is not None:
            raise AlertEnded
        if said.get("ending"):
            Ending(said["ending"])
            found.ended_at = timezone.now()
            found.save(update_fields=["ended_at"])
        return keep_step(found, {"does": "added", **said}, acting)


def take_up(alert: UUID, *, acting: Actor) -> None:
    """That she acts, whether she was told of it or is on duty with the person."""
    with recorded(acts.TAKE_UP, acting=acting, subject_kind=ALERT, subjects=[alert]):
        found = get_to_change(policies.steppable(acting), alert)
        if found.ended_at is not None:
            raise AlertEnded
        hers, _made = AlertTold.objects.get_or_create(alert=found, recipient_id=acting.id)
        if hers.taken_up_at is not None:
            raise AlreadySo
        hers.taken_up_at = timezone.now()
        hers.save(update_fields=["taken_up_at"])
        keep_step(found, {"does": "taken-up"}, acting)


def keep_step(alert: Alert, content: Said, acting: Actor) -> AlertStep:
    """One step of an alert, within the action that the step tells of."""
    kept = {key: said for key, said in content.items() if said}
    return AlertStep.objects.create(
        alert=alert, compartment=alert.compartment, by=acting.id, content=kept
    )


def _tell(alert: Alert, person: Person, acting: Actor) -> int:
    """Opens the person to those who watch, and tells all to whom it is then open."""
    held = Holding.objects.filter(compartment=person.compartment).first()
    office = held.office_id if held else person.office
    here = list(_watching().filter(office=office))
    watching = here or list(_watching())
    for posting in watching:
        _open(alert, posting)
    told = {
        posting.user_id
        for posting in watching
        if posting.user_id != acting.id
        and may_open(actor_of(posting.user, posting.office_id), person.compartment)
    }
    AlertTold.objects.bulk_create(
        AlertTold(alert=alert, recipient_id=user) for user in sorted(told)
    )
    return len(told)


def _open(alert: Alert, posting: Posting) -> None:
    """A record that may not be opened to this colleague, for a conflict, stays closed to her."""
    try:
        assign(
            alert.compartment,
            posting.user_id,
            posting.role,
            office=posting.office_id,
            until=timezone.now() + OPEN_FOR,
            acting=system_actor(TELLING),
        )
    except Refusal:
        return


def _watching() -> QuerySet[Posting]:
    now = timezone.now()
    running = Q(until=None) | Q(until__gt=now)
    return Posting.objects.filter(
        running, role__in=policies.WATCHING, since__lte=now, user__is_active=True
    ).select_related("user")
