"""Reading incidents, always for someone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from openrsd.accounts.access import PAGE, get_for, list_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.accounts.roles import Permission
from openrsd.law.countries import country_name
from openrsd.protection import acts, policies
from openrsd.protection.incidents.words import IN_WORDS, LABELS
from openrsd.protection.models import ENTRY, INCIDENT, EntryKind, Incident, IncidentEntry
from openrsd.texts import current_language
from openrsd.texts import gettext as _
from openrsd.vault import opened


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry in words. `lines` are labels with what was said."""

    id: UUID
    number: int
    kind: str
    by: str
    at: datetime
    lines: tuple[tuple[str, str], ...]
    # The number of the entry that this one corrects, and those of the ones that correct it.
    corrects: int | None
    corrected_by: tuple[int, ...]
    has_file: bool
    person: UUID | None


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """One incident with all its entries, in order."""

    incident: Incident
    what: str
    entries: tuple[ShownEntry, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class ListedIncident:
    """One line of the list."""

    incident: Incident
    what: str
    when: str
    where: str
    people: str


@dataclass(frozen=True, slots=True)
class ListedIncidents:
    """A page of the list. `last` is where the next page begins; None on the last one."""

    lines: tuple[ListedIncident, ...]
    last: UUID | None


def incidents(actor: Actor, after: UUID | None = None) -> ListedIncidents:
    """Incidents open to her, the newest first: a page of them, from behind the one named. NotHere
    where that one is not open to her.
    """
    require(actor, Permission.TAKE_CASES, act=acts.LIST_INCIDENTS, subject_kind=INCIDENT)
    records = policies.incidents(actor).order_by("-opened_at", "-id")
    if after is not None:
        last = records.filter(id=after).first()
        if last is None:
            raise NotHere
        earlier = Q(opened_at__lt=last.opened_at) | Q(opened_at=last.opened_at, id__lt=last.id)
        records = records.filter(earlier)
    page = list_for(actor, records, act=acts.LIST_INCIDENTS, subject_kind=INCIDENT, limit=PAGE)
    firsts = IncidentEntry.objects.filter(incident__in=page.records, position=0)
    said = {one.incident_id: _said(one) for one in firsts}
    lines = tuple(_listed(one, said.get(one.id, {})) for one in page.records)
    return ListedIncidents(lines, page.records[-1].id if page.more else None)


def incident(actor: Actor, record: UUID) -> ShownIncident:
    """One incident. NotHere where it is not open to her."""
    found = get_for(
        actor, policies.incidents(actor), record, act=acts.LOOK_AT_INCIDENT, subject_kind=INCIDENT
    )
    entries = list(found.entries.order_by("position"))
    people = User.objects.in_bulk({one.by for one in entries})
    names = {user: known.display_name.open_or(known.username) for user, known in people.items()}
    positions = {one.id: one.position + 1 for one in entries}
    corrected: dict[UUID, list[int]] = {}
    for one in entries:
        if one.corrects_id:
            corrected.setdefault(one.corrects_id, []).append(one.position + 1)
    return ShownIncident(
        found,
        _words("what", _said(entries[0]).get("what", "")) if entries else "",
        tuple(
            _shown(one, names.get(one.by, ""), positions, tuple(corrected.get(one.id, ())))
            for one in entries
        ),
        may_add=policies.extendable(actor).filter(pk=found.pk).exists(),
    )


def file_of(actor: Actor, record: UUID) -> bytes:
    """The file of an entry, whole and verified, after the look is recorded. Else NotHere."""
    found = get_for(actor, policies.pieces(actor), record, act=acts.READ_PIECE, subject_kind=ENTRY)
    assert found.file is not None  # a policy lets those with a file through
    compartment = opened().compartment(found.compartment)
    return b"".join(opened().files.open(found.file, compartment))


def _listed(one: Incident, said: dict[str, str]) -> ListedIncident:
    return ListedIncident(
        one,
        _words("what", said.get("what", "")) or _("(erased)"),
        said.get("when", ""),
        said.get("where", ""),
        said.get("people", ""),
    )


def _shown(
    one: IncidentEntry, by: str, positions: dict[UUID, int], corrected_by: tuple[int, ...]
) -> ShownEntry:
    said = _said(one)
    lines = tuple(
        (_(label), _words(key, said[key])) for key, label in LABELS.items() if key in said
    )
    return ShownEntry(
        one.id,
        one.position + 1,
        _(str(EntryKind(one.kind).label)),
        by,
        one.at,
        lines,
        positions.get(one.corrects_id) if one.corrects_id else None,
        corrected_by,
        one.file is not None,
        UUID(said["person"]) if said.get("person") else None,
    )


def _said(one: IncidentEntry) -> dict[str, str]:
    said = one.content.open_or({"account": _("(erased)")})
    return {key: str(text) for key, text in said.items()} if isinstance(said, dict) else {}


def _words(key: str, said: str) -> str:
    if key == "country":
        return country_name(said, current_language())
    if key in IN_WORDS:
        return _(IN_WORDS[key].get(said, said)) if said else ""
    return said
