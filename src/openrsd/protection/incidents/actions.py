"""Opening an incident and adding to it. Nothing in it is ever changed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.actions.assigning import assign, found
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.accounts.models import Posting
from openrsd.accounts.recording import recorded
from openrsd.protection import acts, policies
from openrsd.protection.errors import FileTooLarge, NoSuchPerson, NotOfThisIncident
from openrsd.protection.models import INCIDENT, EntryKind, Incident, IncidentEntry
from openrsd.registration.models import Person
from openrsd.vault import opened

LARGEST = 10 * 1024 * 1024
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: its name, and what is in it."""

    name: str
    content: bytes


def open_incident(said: Said, *, acting: Actor) -> Incident:
    """A new incident in the office where she works, open to her and to the supervisors and UNHCR
    liaisons of that office. `said` is its first account (`incidents.words`).
    """
    incident = Incident(opened_by=acting.id)
    with recorded(acts.OPEN_INCIDENT, acting=acting, subject_kind=INCIDENT, subjects=[incident.id]):
        role = policies.recording_role(acting)
        if role is None or acting.office is None:
            raise NotHere
        incident.office = acting.office
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(incident.compartment)
        found([incident.compartment], incident.office, acting=system_actor("protection"))
        incident.save(force_insert=True)
        _give(incident, acting.id, role)
        for posting in _watching(incident.office):
            _give(incident, posting.user_id, posting.role)
        _entry(incident, EntryKind.ACCOUNT, said, acting)
    return incident


def add_later(incident: UUID, said: Said, *, acting: Actor) -> IncidentEntry:
    """What became known after: `known`, `when`, `source`, `reliability`."""
    return _added(incident, EntryKind.LATER, said, acting)


def correct(incident: UUID, entry: UUID, text: str, *, acting: Actor) -> IncidentEntry:
    """What is right instead of what an entry says. Both stay."""
    with recorded(acts.ADD_TO_INCIDENT, acting=acting, subject_kind=INCIDENT, subjects=[incident]):
        extended = get_to_change(policies.extendable(acting), incident)
        wrong = extended.entries.filter(pk=entry).first()
        if wrong is None:
            raise NotOfThisIncident
        return _entry(extended, EntryKind.CORRECTION, {"correct": text}, acting, corrects=wrong)


def add_piece(
    incident: UUID, said: Said, file: Received | None = None, *, acting: Actor
) -> IncidentEntry:
    """A piece of information with the chain of its custody: `received_from`, `received_by`,
    `received_on`, `reliability`, `account`. A file is sealed with the incident, and hashed as it
    came.
    """
    with recorded(acts.ADD_TO_INCIDENT, acting=acting, subject_kind=INCIDENT, subjects=[incident]):
        extended = get_to_change(policies.extendable(acting), incident)
        if file is None:
            return _entry(extended, EntryKind.PIECE, said, acting)
        if not 0 < len(file.content) <= LARGEST:
            raise FileTooLarge
        compartment = opened().compartment(extended.compartment)
        kept = opened().files.keep(BytesIO(file.content), compartment)
        of_file = {"file_name": file.name, "sha256": sha256(file.content).hexdigest()}
        return _entry(extended, EntryKind.PIECE, {**said, **of_file}, acting, file=kept)


def link_person(incident: UUID, number: str, *, acting: Actor) -> IncidentEntry:
    """That a registered person is one of those, by the number on the card.

    NoSuchPerson for a number that nobody has, and for a person who is not hers by duty.
    """
    with recorded(acts.ADD_TO_INCIDENT, acting=acting, subject_kind=INCIDENT, subjects=[incident]):
        extended = get_to_change(policies.extendable(acting), incident)
        person: Person | None = policies.alertable(acting).filter(number=number.strip()).first()
        if person is None:
            raise NoSuchPerson
        said = {"person": str(person.id), "number": person.number}
        return _entry(extended, EntryKind.PERSON, said, acting)


def _added(incident: UUID, kind: EntryKind, said: Said, acting: Actor) -> IncidentEntry:
    with recorded(acts.ADD_TO_INCIDENT, acting=acting, subject_kind=INCIDENT, subjects=[incident]):
        return _entry(get_to_change(policies.extendable(acting), incident), kind, said, acting)


def _entry(
    incident: Incident,
    kind: EntryKind,
    said: Said,
    acting: Actor,
    *,
    corrects: IncidentEntry | None = None,
    file: UUID | None = None,
) -> IncidentEntry:
    last = incident.entries.aggregate(last=Max("position"))["last"]
    return IncidentEntry.objects.create(
        incident=incident,
        compartment=incident.compartment,
        position=0 if last is None else last + 1,
        kind=kind,
        by=acting.id,
        corrects=corrects,
        file=file,
        content={key: text for key, text in said.items() if text},
    )


def _give(incident: Incident, user: UUID, role: str) -> None:
    # Who has it already, or may not have it, is passed over.
    with suppress(Refusal):
        assign(
            incident.compartment,
            user,
            role,
            office=incident.office,
            acting=system_actor("protection"),
        )


def _watching(office: UUID) -> list[Posting]:
    now: datetime = timezone.now()
    running = Q(until=None) | Q(until__gt=now)
    posted = Posting.objects.filter(running, office=office, since__lte=now, user__is_active=True)
    return list(posted.filter(role__in=policies.WATCHING))
