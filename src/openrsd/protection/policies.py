"""Who may do what with bars, alerts and incidents."""

from collections.abc import Collection, Mapping
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Basis, Grant
from openrsd.accounts.policies import may_open, opened_compartments
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission, roles
from openrsd.ledger.entries import Result
from openrsd.protection import acts
from openrsd.protection.domain import Reader
from openrsd.protection.models import INCIDENT, Alert, Incident, IncidentEntry
from openrsd.registration.models import Person

RecordT = TypeVar("RecordT", bound=Model)
SUPERVISOR, LIAISON = "supervisor", "unhcr-liaison"
# Who signs decisions, and so what they negate.
SIGNING = frozenset({"reviewer", "appeal-officer"})
# Who drafts what another signs.
DRAFTING = frozenset({"case-officer", "legal-specialist", "reviewer", "appeal-officer"})
# An interpreter on duty raises an alert, and reads nothing of the law of a case.
READING_BARS = frozenset(
    {
        "case-officer", "reviewer", "legal-specialist", "appeal-officer",
        "child-protection-officer", SUPERVISOR, LIAISON,
    }
)  # fmt: skip
WATCHING = frozenset({SUPERVISOR, LIAISON})
# Who writes to an authority in the name of the office.
WRITING = WATCHING | {"case-officer", "legal-specialist", "child-protection-officer"}
# Whoever hears of a return records it; what an interpreter hears, the officer records.
RECORDING = WRITING | {"reception-registration-officer", "reviewer", "appeal-officer"}
# Of the accounts that there are; a part of the system reads nothing.
_READS_AS: Mapping[str, Reader] = {
    AccountKind.STAFF: Reader.STAFF,
    AccountKind.APPLICANT: Reader.PERSON,
    AccountKind.REPRESENTATIVE: Reader.COUNSEL,
}


def may_negate(actor: Actor, person: Person, compartment: UUID) -> bool:
    """Whether both the person and the claim are hers as one who signs."""
    return all(
        may_open(actor, one, on_duty_as=SIGNING) for one in (person.compartment, compartment)
    )


def worked_on(user: UUID, compartment: UUID) -> bool:
    """Whether this member of the staff was assigned to the claim, now or before, to draft on it.

    A look through a broken glass is no work on it.
    """
    drafted = Grant.objects.filter(
        user=user,
        compartment=compartment,
        basis=Basis.ASSIGNMENT,
        role__in=DRAFTING,
        user__kind=AccountKind.STAFF,
    )
    return drafted.exists()


def readers_of(actor: Actor | None, compartments: Collection[UUID]) -> dict[UUID, Reader]:
    """As what she reads of the bars of the persons with these compartments."""
    kind = _READS_AS.get(actor.kind) if actor else None
    if kind is None:
        return dict.fromkeys(compartments, Reader.OTHER)
    roles_on_duty = READING_BARS if kind is Reader.STAFF else None
    opened = opened_compartments(actor, on_duty_as=roles_on_duty)
    hers = set(opened.filter(compartment__in=compartments).values_list("compartment", flat=True))
    return {one: kind if one in hers else Reader.OTHER for one in compartments}


def alertable(actor: Actor) -> QuerySet[Person]:
    """Persons with whom she is on duty in any role: whoever hears of a danger tells of it."""
    return scope(actor, Person.objects.all(), on_duty_as=_taking())


def tellable(actor: Actor) -> QuerySet[Person]:
    """Persons of whom she can tell that they may be sent back: with whom she is on duty, and whom
    she serves at the desk this half hour. At the desk it is often heard first.
    """
    on_duty = opened_compartments(actor, on_duty_as=_taking())
    served = opened_compartments(actor, brief=Basis.DESK)
    return Person.objects.filter(Q(compartment__in=on_duty) | Q(compartment__in=served))


def alerts(actor: Actor) -> QuerySet[Alert]:
    """Alerts of persons whose record is open to her as staff: to others it could name a source."""
    return _of_staff(actor, scope(actor, Alert.objects.all()))


def steppable(actor: Actor) -> QuerySet[Alert]:
    """Alerts to which she adds what she learns and does."""
    return scope(actor, Alert.objects.all(), on_duty_as=_taking())


def letters(actor: Actor) -> QuerySet[Alert]:
    """Alerts in which she writes to an authority."""
    return scope(actor, Alert.objects.all(), on_duty_as=WRITING)


def incidents(actor: Actor) -> QuerySet[Incident]:
    """Incidents that were given to her, or opened by her."""
    return _of_staff(actor, scope(actor, Incident.objects.all()))


def extendable(actor: Actor) -> QuerySet[Incident]:
    """Incidents to which she adds."""
    return scope(actor, Incident.objects.all(), on_duty_as=RECORDING)


def pieces(actor: Actor) -> QuerySet[IncidentEntry]:
    """Entries with a file, of incidents that are open to her."""
    return _of_staff(actor, scope(actor, IncidentEntry.objects.exclude(file=None)))


def recording_role(actor: Actor) -> str | None:
    """The role in which she opens incidents, in the office where she works; None if in none."""
    held = sorted(role for role, office in actor.postings if office == actor.office)
    return next((role for role in held if role in RECORDING), None)


def require_recording(actor: Actor) -> None:
    """Goes on where she opens incidents. Else NotHere, after the refusal is recorded."""
    if recording_role(actor) is not None:
        return
    with transaction.atomic():
        note(
            acts.OPEN_INCIDENT,
            acting=actor,
            subject_kind=INCIDENT,
            subjects=[],
            result=Result.REFUSED,
        )
    raise NotHere


def _of_staff(actor: Actor, records: QuerySet[RecordT]) -> QuerySet[RecordT]:
    return records if actor.kind == AccountKind.STAFF else records.none()


def _taking() -> frozenset[str]:
    return roles().that_allow(Permission.TAKE_CASES)
