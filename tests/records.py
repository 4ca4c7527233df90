"""Persons, cases and what belongs to them, written straight into the tables for tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.models import Holding, Office
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.models import Case, Claim, Paper, Step
from openrsd.decisions.models import Draft, Letter
from openrsd.evidence.models import Document, DocumentEntry, DocumentPage
from openrsd.interviews.models import Interview, KeptApart
from openrsd.protection.models import Alert, AlertStep, EntryKind, Incident, IncidentEntry
from openrsd.registration.models import (
    Block,
    Membership,
    Person,
    PersonBlock,
    RegistrationGroup,
)
from openrsd.registration.numbers import Numbered, new_number
from openrsd.vault import opened

NAME = "리옥희"
SOMEBODY = UUID(int=7)


@dataclass(frozen=True)
class Made:
    """A record, what opens it, and the office that holds it."""

    id: UUID
    compartments: tuple[UUID, ...]
    office: UUID
    records: dict[str, UUID] = field(default_factory=dict)


def a_person(office: Office, name: str = NAME) -> Made:
    """A registered person, alone in her group."""
    person = Person(office=office.id, number=new_number(Numbered.PERSON), begun_by=SOMEBODY)
    person.registered_at = timezone.now()
    _held([person.compartment], office)
    person.save(force_insert=True)
    group = RegistrationGroup.objects.create(
        office=office.id, number=new_number(Numbered.HOUSEHOLD), opened_by=SOMEBODY
    )
    Membership.objects.create(
        group=group,
        person=person,
        compartment=person.compartment,
        position=0,
        speaks_for_group=True,
    )
    PersonBlock.objects.create(
        person=person,
        compartment=person.compartment,
        block=Block.NAMES,
        version=1,
        saved_by=SOMEBODY,
        content={"names": [{"text": name, "romanised": "Ri Ok Hui"}]},
    )
    records = {"person": person.id, "group": group.id}
    return Made(person.id, (person.compartment,), office.id, records)


def a_case(office: Office, state: str = "registered") -> Made:
    """A registered person with a case that stands in this state."""
    person = a_person(office)
    claim = Claim(person_id=person.id)
    _held([claim.compartment], office)
    case = Case.objects.create(
        compartment=claim.compartment,
        office=office.id,
        number=new_number(Numbered.CASE),
        group=person.records["group"],
        state=state,
        registered_on=date(2026, 11, 2),
    )
    claim.case = case
    claim.save(force_insert=True)
    Step.objects.create(
        case=case,
        compartment=claim.compartment,
        position=0,
        transition="T1",
        state_before="pre-registration",
        state_after="registered",
        by=SOMEBODY,
        role="reception-registration-officer",
        inputs={},
    )
    records = {**person.records, "case": case.id, "claim": claim.id}
    return Made(case.id, (claim.compartment, *person.compartments), office.id, records)


def a_full_case(office: Office) -> Made:
    """A case with an interview, a finding, a draft, a letter and a document."""
    made = a_case(office)
    claim, compartment = made.records["claim"], made.compartments[0]
    of = {"claim_id": claim, "compartment": compartment}
    interview = Interview.objects.create(**of, officer=SOMEBODY, planned_for=timezone.now())
    said = {"kind": "country", "key": "PRK", "content": {"id": "PRK"}}
    AssessmentEntry.objects.create(**of, position=1, by=SOMEBODY, said=said)
    feared = {"id": "harm-1", "country": "PRK", "title": "She was beaten."}
    said = {"kind": "harm", "key": "harm-1", "content": feared}
    entry = AssessmentEntry.objects.create(**of, position=2, by=SOMEBODY, said=said)
    fact = {"id": "fact-1", "proposition": "She crossed the river in March 2019."}
    said = {"kind": "material-fact", "key": "fact-1", "content": fact}
    AssessmentEntry.objects.create(**of, position=3, by=SOMEBODY, said=said)
    draft = Draft.objects.create(
        **of,
        drafted_by=SOMEBODY,
        handed_in_at=timezone.now(),
        content={"outcome": "positive", "reasons": "Her fear."},
    )
    told = opened().files.keep(BytesIO(b"%PDF-1.7 A letter."), opened().compartment(compartment))
    letter = Letter.objects.create(**of, made_by=SOMEBODY, text="You are recognised.", paper=told)
    paper = opened().files.keep(BytesIO(b"A signed authority."), opened().compartment(compartment))
    Paper.objects.create(
        id=paper, case_id=made.id, compartment=compartment, by=SOMEBODY, title="Signed authority"
    )
    records = {"interview": interview.id, "draft": draft.id, "letter": letter.id, "paper": paper}
    records["entry"] = entry.id
    records["document"] = _a_document(claim, compartment)
    return Made(made.id, made.compartments, office.id, {**made.records, **records})


def _a_document(claim: UUID, compartment: UUID) -> UUID:
    """A text of two lines that was handed in by a hospital."""
    text = b"She was treated for a broken arm.\nShe stayed for nine days.\n"
    of = {"compartment": compartment}
    document = Document.objects.create(
        **of,
        claim_id=claim,
        number=1,
        file=opened().files.keep(BytesIO(text), opened().compartment(compartment)),
        kind="text",
        size=len(text),
        pages=1,
        kept_by=SOMEBODY,
        is_hers=False,
        origin={"sha256": sha256(text).hexdigest(), "file_name": "report.txt", "notes": []},
    )
    DocumentPage.objects.create(
        **of, document=document, number=1, passages=text.decode().splitlines()
    )
    said = {"title": "Report of a hospital", "kind": "medico-legal", "received_from": "A hospital"}
    DocumentEntry.objects.create(
        **of, document=document, position=0, kind="received", by=SOMEBODY, content=said
    )
    return document.id


def a_part_apart(office: Office) -> Made:
    """Something of an interview that is kept apart."""
    made = a_full_case(office)
    part = KeptApart(interview_id=made.records["interview"], number=1, written_by=SOMEBODY)
    part.text = "A helper at the river."
    _held([part.compartment], office)
    part.save(force_insert=True)
    compartments = (part.compartment, *made.compartments)
    return Made(part.id, compartments, office.id, {**made.records, "interview-apart": part.id})


def an_alert(office: Office) -> Made:
    """A person who may be sent back, and that somebody told of it."""
    person = a_person(office)
    of = {"compartment": person.compartments[0]}
    alert = Alert.objects.create(**of, person=person.id, office=office.id, raised_by=SOMEBODY)
    said = {"does": "raised", "threat": "held", "what": "Held since noon.", "sure": "seen"}
    AlertStep.objects.create(**of, alert=alert, by=SOMEBODY, content=said)
    return Made(alert.id, person.compartments, office.id, {**person.records, "alert": alert.id})


def an_incident(office: Office) -> Made:
    """A return of people whom nobody registered, with a picture that somebody gave."""
    incident = Incident(office=office.id, opened_by=SOMEBODY)
    _held([incident.compartment], office)
    incident.save(force_insert=True)
    compartment = opened().compartment(incident.compartment)
    entry = IncidentEntry.objects.create(
        incident=incident,
        compartment=incident.compartment,
        position=0,
        kind=EntryKind.PIECE,
        by=SOMEBODY,
        file=opened().files.keep(BytesIO(b"A picture of the bridge."), compartment),
        content={"what": "return", "people": "9", "account": "Nine were taken over the bridge."},
    )
    records = {"incident": incident.id, "incident-entry": entry.id}
    return Made(incident.id, (incident.compartment,), office.id, records)


# The kinds of record that stand in addresses, and what makes one.
MAKERS: dict[str, Callable[[Office], Made]] = {
    "person": a_person,
    "group": a_person,
    "case": a_full_case,
    "claim": a_full_case,
    "interview": a_full_case,
    "interview-apart": a_part_apart,
    "draft": a_full_case,
    "letter": a_full_case,
    "paper": a_full_case,
    "document": a_full_case,
    "entry": a_full_case,
    "alert": an_alert,
    "incident": an_incident,
    "incident-entry": an_incident,
}


def _held(compartments: Iterable[UUID], office: Office) -> None:
    made = list(compartments)
    opened().keys.make_all(made)
    Holding.objects.bulk_create(Holding(compartment=one, office=office) for one in made)
