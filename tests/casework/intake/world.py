"""People, and a person with a claim, for the stories of the first conversations."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from django.urls import reverse

from openrsd.accounts.models import Basis, Grant, Office, User
from openrsd.casework.intake.questionnaire import place_of
from openrsd.casework.models import Claim, IntakeAnswers
from tests import people
from tests.records import a_case

DESK, OFFICER, SUPERVISOR = "reception-registration-officer", "case-officer", "supervisor"
Typed = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class World:
    """One person who was registered, and everyone who has to do with her."""

    person: UUID
    claim: Claim
    clerk: Client
    other_clerk: Client
    officer: Client
    supervisor: Client
    name: str


def a_world(name: str = "Border post") -> World:
    """A registered person; two clerks at the desk, the officer, and the supervisor of the claim."""
    office = people.an_office(name)
    made = a_case(office)
    claim = Claim.objects.get(id=made.records["claim"])
    person = made.records["person"]

    def on_duty(role: str, username: str, compartments: tuple[UUID, ...]) -> Client:
        user = people.staff(role, office=office, username=of_her_own(username))
        for compartment in compartments:
            grant(user, role, compartment, office)
        return people.signed_in(user)

    def of_her_own(username: str) -> str:
        return username if name == "Border post" else f"{username}-elsewhere"

    both = (claim.compartment, claim.person.compartment)
    return World(
        person=person,
        claim=claim,
        clerk=on_duty(DESK, "clerk", both[1:]),
        other_clerk=on_duty(DESK, "other-clerk", both[1:]),
        officer=on_duty(OFFICER, "officer", both),
        supervisor=on_duty(SUPERVISOR, "supervisor", both),
        name=name,
    )


def grant(user: User, role: str, compartment: UUID, office: Office | None = None) -> None:
    """Puts someone on duty with what this compartment holds."""
    Grant.objects.create(
        compartment=compartment,
        user=user,
        basis=Basis.ASSIGNMENT,
        role=role,
        office=office or people.an_office(),
        given_by=user.id,
    )


def block_address(person: UUID, block: str) -> str:
    """The address of a block by its name."""
    return reverse("casework:intake-block", args=[person, place_of(block)])


def fill(
    browser: Client, person: UUID, block: str, answers: Typed | None = None, *, act: str = "next"
) -> int:
    """Fills in a block over what is kept, and presses a button; the status of the answer."""
    address = block_address(person, block)
    page = browser.get(address)
    if page.status_code != 200:
        return page.status_code
    sent: dict[str, str | list[str]] = {
        "block": block,
        "version": str(page.context["found"].version),
        "act": act,
        "language": "ko",
        "alone": "alone",
    }
    typed = {f"q-{name}": value for name, value in (answers or {}).items()}
    return browser.post(address, {**sent, **typed}).status_code


def versions(person: UUID) -> list[int]:
    """The current versions of all that is kept of a person."""
    rows = IntakeAnswers.objects.filter(person=person, is_current=True)
    return sorted(rows.values_list("version", flat=True))
