"""What happened to people who were returned is kept as it was told, with the way it came."""

from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.protection.errors import FileTooLarge, NoSuchPerson, NotOfThisIncident
from openrsd.protection.incidents import actions, selectors
from openrsd.protection.incidents.actions import LARGEST, Received
from openrsd.protection.models import Incident, IncidentEntry
from openrsd.registration.models import Person
from tests.people import acting_as, an_office, signed_in, staff
from tests.protection.refused import on_duty
from tests.records import a_person

pytestmark = pytest.mark.django_db
TOLD = {
    "what": "return",
    "account": "Nine young people were taken over the bridge.",
    "people": "9",
    "when": "2026-11-XX",
    "by_whom": "Border guard",
    "country": "PRK",
}
PICTURE = b"\x89PNG a bridge"
HOSTILE = "<script>alert(1)</script>\u202egnp.exe \U0001f6a8 оpenrsd"


def an_actor(role: str, office: str = "Border post") -> Actor:
    user = staff(role, office=an_office(office), username=f"{role}-{uuid4().hex[:6]}")
    return acting_as(user)


@pytest.fixture
def clerk() -> Actor:
    return an_actor("reception-registration-officer")


def browser_of(actor: Actor) -> Client:
    return signed_in(User.objects.get(id=actor.id))


def test_whoever_hears_of_a_return_records_it_also_of_people_nobody_registered(
    clerk: Actor,
) -> None:
    watching = [an_actor("supervisor"), an_actor("unhcr-liaison")]
    others = [
        an_actor("supervisor", "Capital"),
        an_actor("case-officer"),
        an_actor("data-protection-officer"),
    ]
    incident = actions.open_incident(TOLD, acting=clerk).id
    for actor in (clerk, *watching):
        shown = selectors.incident(actor, incident)
        assert shown.what == "Forced return"
        assert ("To which country", "North Korea") in shown.entries[0].lines
    for actor in others:
        with pytest.raises(NotHere):
            selectors.incident(actor, incident)


@pytest.mark.parametrize(
    "role", ["interpreter", "administrator", "data-protection-officer", "coi-researcher"]
)
def test_who_has_no_part_in_it_records_none(role: str) -> None:
    with pytest.raises(NotHere):
        actions.open_incident(TOLD, acting=an_actor(role))
    assert not Incident.objects.exists()


def test_a_correction_stands_beside_what_it_corrects(clerk: Actor) -> None:
    incident = actions.open_incident(TOLD, acting=clerk).id
    first = selectors.incident(clerk, incident).entries[0]
    actions.correct(incident, first.id, "They were eight.", acting=clerk)
    entries = selectors.incident(clerk, incident).entries
    assert ("How many people", "9") in entries[0].lines
    assert entries[0].corrected_by == (2,)
    assert entries[1].corrects == 1
    another = actions.open_incident(TOLD, acting=clerk).id
    with pytest.raises(NotOfThisIncident):
        actions.correct(another, first.id, "They were seven.", acting=clerk)


def test_a_piece_keeps_from_whom_to_whom_it_came_and_its_file_as_it_was(clerk: Actor) -> None:
    incident = actions.open_incident(TOLD, acting=clerk).id
    page = browser_of(clerk).post(
        f"/protection/incidents/{incident}/",
        {
            "adds": "piece",
            "account": "A picture from the other bank.",
            "received_from": "A fisherman",
            "received_by": "Anna",
            "received_on": "2026-11",
            "reliability": "seen",
            "file": SimpleUploadedFile("bridge.png", PICTURE),
        },
    )
    assert page.status_code == 302
    entry = selectors.incident(clerk, incident).entries[1]
    lines = dict(entry.lines)
    assert lines["Received from"] == "A fisherman"
    assert lines["Received on"] == "2026-11-XX"
    assert lines["Hash of the file (SHA-256)"] == sha256(PICTURE).hexdigest()
    answer = browser_of(clerk).get(f"/protection/incidents/files/{entry.id}/")
    assert answer.content == PICTURE
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="piece"'
    with pytest.raises(NotHere):
        selectors.file_of(an_actor("supervisor"), entry.id)


@pytest.mark.parametrize("content", [b"", b"x" * (LARGEST + 1)])
def test_a_file_that_cannot_be_kept_is_refused(clerk: Actor, content: bytes) -> None:
    incident = actions.open_incident(TOLD, acting=clerk).id
    with pytest.raises(FileTooLarge):
        actions.add_piece(incident, {"account": "x"}, Received("x", content), acting=clerk)
    assert IncidentEntry.objects.filter(incident=incident).count() == 1


def test_a_registered_person_is_linked_only_by_who_is_on_duty_with_her(clerk: Actor) -> None:
    made = a_person(an_office())
    number = Person.objects.get(id=made.id).number
    officer = on_duty(made, "case-officer")
    incident = actions.open_incident(TOLD, acting=officer).id
    actions.link_person(incident, f" {number} ", acting=officer)
    assert selectors.incident(officer, incident).entries[1].person == made.id
    own = actions.open_incident(TOLD, acting=clerk).id
    for unknown in (number, "P-nobody"):
        with pytest.raises(NoSuchPerson):
            actions.link_person(own, unknown, acting=clerk)
    assert str(made.id).replace("-", "") not in in_clear()
    assert str(made.id) not in in_clear()


def test_nothing_of_it_stands_in_clear(clerk: Actor) -> None:
    actions.open_incident({**TOLD, "witnesses": "Kanarienvogel"}, acting=clerk)
    assert "Kanarienvogel" not in in_clear()
    assert "PRK" not in in_clear()


def in_clear() -> str:
    found = []
    with connection.cursor() as cursor:
        for table in ("protection_incident", "protection_incidententry"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
            found += [
                bytes(value) if isinstance(value, memoryview) else value
                for row in cursor.fetchall()
                for value in row
            ]
    return repr(found)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("what", "", "What happened"),
        ("account", "", "Account"),
        ("when", "yesterday", "Write 2026-11-23, 2026-11 or 2026."),
        ("when", "2026-02-30", "This month has no day 30."),
        ("country", "Atlantis", "No country is called so."),
        ("account", "a" * 1_000_000, "Account"),
        ("account", "nul\x00", "Account"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    clerk: Actor, field: str, text: str, said: str
) -> None:
    answer = browser_of(clerk).post("/protection/incidents/new/", {**TOLD, "when": "", field: text})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_what_is_hostile_is_kept_as_it_is_and_shown_safely(clerk: Actor) -> None:
    browser = browser_of(clerk)
    sent = {"what": "other", "account": HOSTILE, "where": HOSTILE, "country": "north korea"}
    address = browser.post("/protection/incidents/new/", sent).headers["Location"]
    page = browser.get(address).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    entry = IncidentEntry.objects.get(incident=UUID(address.strip("/").split("/")[-1]))
    said = entry.content.open()
    assert isinstance(said, dict)
    assert said["account"] == HOSTILE
    assert said["country"] == "PRK"
    assert HOSTILE.encode() not in browser.get("/protection/incidents/").content
