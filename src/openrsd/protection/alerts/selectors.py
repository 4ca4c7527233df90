"""Reading alerts, always for someone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Q, When

from openrsd.accounts.access import PAGE, get_for, list_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.accounts.roles import Permission
from openrsd.law.countries import country_name
from openrsd.protection import acts, policies
from openrsd.protection.alerts.words import ENDINGS, SURENESS, THREATS, ToDo, to_do
from openrsd.protection.models import ALERT, Alert, AlertStep, AlertTold
from openrsd.registration.models import PERSON, Person
from openrsd.registration.selectors import RecordedPerson, called
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _
from openrsd.vault import Erased

_DOES = shown(
    {
        "raised": "Raised the alert",
        "added": "Added",
        "taken-up": "Took it up",
        "letter": "Made a letter to an authority",
    }
)
_LABELS = shown(
    {
        "threat": "What is threatened",
        "what": "What is known",
        "sure": "How sure it is",
        "where": "Where",
        "when": "When",
        "held_by": "Held by",
        "country": "To which country",
        "source": "From whom this is known",
        "ending": "How it ended",
        "addressee": "To which authority",
        "named": "How the person was named",
    }
)
_IN_WORDS = {"threat": THREATS, "sure": SURENESS, "ending": ENDINGS}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """What was learnt or done, by whom and when. `lines` are labels with what was said."""

    does: str
    by: str
    at: datetime
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One alert with everything that followed, the newest last."""

    alert: Alert
    called: str
    number: str
    threat: str
    steps: tuple[ShownStep, ...]
    told: tuple[tuple[str, datetime | None], ...]
    to_do: tuple[ToDo, ...]
    may_add: bool
    may_write: bool
    may_take_up: bool


@dataclass(frozen=True, slots=True)
class ListedAlert:
    """One line of the list."""

    alert: Alert
    called: str
    threat: str


def is_open(actor: Actor, alert: UUID) -> bool:
    """Whether she reads this alert."""
    return policies.alerts(actor).filter(pk=alert).exists()


def person_to_warn_of(actor: Actor, record: UUID) -> tuple[str, UUID]:
    """What a person is called of whom an alert is to be raised, and her compartment. NotHere where
    it may not be.
    """
    found = get_for(
        actor, policies.tellable(actor), record, act=acts.LOOK_AT_ALERT, subject_kind=PERSON
    )
    return _names([found.id])[found.id][0], found.compartment


@dataclass(frozen=True, slots=True)
class ListedAlerts:
    """A page of the list. `last` is where the next page begins; None on the last one."""

    lines: tuple[ListedAlert, ...]
    last: UUID | None


def alerts(actor: Actor, after: UUID | None = None) -> ListedAlerts:
    """Alerts open to her, all that run before all that ended, the newest first: a page of them,
    from behind the one named. NotHere where that one is not open to her.
    """
    require(actor, Permission.TAKE_CASES, act=acts.LIST_ALERTS, subject_kind=ALERT)
    ended = Case(When(ended_at=None, then=0), default=1, output_field=IntegerField())
    records = policies.alerts(actor).annotate(ended=ended).order_by("ended", "-raised_at", "-id")
    if after is not None:
        last = records.filter(id=after).first()
        if last is None:
            raise NotHere
        raised = Q(raised_at__lt=last.raised_at) | Q(raised_at=last.raised_at, id__lt=last.id)
        records = records.filter(Q(ended__gt=last.ended) | Q(raised, ended=last.ended))
    page = list_for(actor, records, act=acts.LIST_ALERTS, subject_kind=ALERT, limit=PAGE)
    found: list[Alert] = list(page.records)
    names, threats = _names([one.person for one in found]), _threats(found)
    lines = tuple(
        ListedAlert(one, names.get(one.person, ("", ""))[0], _(THREATS.get(threats[one.id], "")))
        for one in found
    )
    return ListedAlerts(lines, found[-1].id if page.more else None)


def alert(actor: Actor, record: UUID) -> ShownAlert:
    """One alert. NotHere where it is not open to her."""
    found = get_for(
        actor, policies.alerts(actor), record, act=acts.LOOK_AT_ALERT, subject_kind=ALERT
    )
    steps = list(found.steps.order_by("at", "id"))
    told = list(found.told.order_by("told_at", "id"))
    people = _users({one.by for one in steps} | {one.recipient_id for one in told})
    threat = _threats([found])[found.id]
    name, number = _names([found.person]).get(found.person, ("", ""))
    may_add = policies.steppable(actor).filter(pk=found.pk).exists()
    acts_already = any(one.recipient_id == actor.id and one.taken_up_at for one in told)
    return ShownAlert(
        found,
        name,
        number,
        _(THREATS.get(threat, "")),
        tuple(_shown(one, people) for one in steps),
        tuple((people.get(one.recipient_id, ""), one.taken_up_at) for one in told),
        to_do(threat),
        may_add=may_add and found.ended_at is None,
        may_write=policies.letters(actor).filter(pk=found.pk).exists(),
        may_take_up=may_add and found.ended_at is None and not acts_already,
    )


def alert_to_write_of(actor: Actor, record: UUID) -> Alert:
    """One alert, to write to an authority. NotHere where she may not."""
    return get_for(
        actor, policies.letters(actor), record, act=acts.LOOK_AT_ALERT, subject_kind=ALERT
    )


def of_person(actor: Actor, person: UUID) -> list[Alert]:
    """Open alerts of a person, for her page; empty where they are not open to the reader."""
    return list(policies.alerts(actor).filter(person=person, ended_at=None).order_by("raised_at"))


def alerts_that_wait(actor: Actor) -> int:
    """How many alerts she was told of that she has not taken up."""
    waiting = AlertTold.objects.filter(recipient=actor.id, taken_up_at=None)
    return waiting.filter(alert__ended_at=None, alert__in=policies.alerts(actor)).count()


def _threats(alerts: list[Alert]) -> dict[UUID, str]:
    """What each alert was raised for; empty where that is erased."""
    first: dict[UUID, str] = {one.id: "" for one in alerts}
    for step in AlertStep.objects.filter(alert__in=alerts).order_by("-at", "-id"):
        said = step.content.open_or({})
        if isinstance(said, dict) and said.get("threat"):
            first[step.alert_id] = str(said["threat"])
    return first


def _shown(step: AlertStep, people: dict[UUID, str]) -> ShownStep:
    said = step.content.open_or({"what": _("(erased)")})
    assert isinstance(said, dict)
    lines = tuple(
        (_(label), _words(key, str(said[key]))) for key, label in _LABELS.items() if said.get(key)
    )
    does = _(_DOES.get(str(said.get("does", "")), _DOES["added"]))
    return ShownStep(does, people.get(step.by, ""), step.at, lines)


def _words(key: str, said: str) -> str:
    if key == "country":
        return country_name(said, current_language())
    return _(_IN_WORDS[key].get(said, "")) if key in _IN_WORDS else said


def _names(persons: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """What persons are called, and their numbers. Only for those whom a policy has let through."""
    found = list(Person.objects.filter(id__in=persons))
    recorded = called(found)
    return {one.id: (_called(recorded[one.id]), one.number) for one in found}


def _called(recorded: RecordedPerson) -> str:
    try:
        return str(recorded.called)
    except Erased:
        return _("(erased)")


def _users(ids: set[UUID]) -> dict[UUID, str]:
    found = User.objects.filter(id__in=ids)
    return {one.id: one.display_name.open_or(one.username) for one in found}
