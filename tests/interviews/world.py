"""An officer, a person with a claim, and an interview that has begun."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant, Office, User
from openrsd.casework.models import Claim, Step
from openrsd.interviews.actions import save_said
from openrsd.interviews.content import Said
from openrsd.interviews.models import Interview
from openrsd.interviews.recording import Hand, Saved
from tests import people
from tests.records import a_case


@dataclass
class Held:
    """An interview in the middle of it, and who holds it."""

    interview: Interview
    claim: Claim
    officer: User

    @property
    def actor(self) -> Actor:
        """The officer as she acts."""
        return people.acting_as(self.officer)

    @property
    def browser(self) -> Client:
        """The officer at her desk."""
        return people.signed_in(self.officer)

    @property
    def address(self) -> str:
        """The page of the interview."""
        return f"/interviews/{self.interview.id}/"

    def now(self) -> Interview:
        """The interview as it stands."""
        return Interview.objects.get(id=self.interview.id)

    def says(
        self, text: str, speaker: str = "person", *, marks: tuple[str, ...] = (), **more: object
    ) -> Saved:
        """Words in a block of their own."""
        said = Said(speaker, text, marks=marks, **more)  # type: ignore[arg-type]
        return save_said(self.interview.id, uuid4(), said, Hand(uuid4(), turn=1), acting=self.actor)


COURSE = (
    ("T2", "registered", "application-complete"),
    ("T3", "application-complete", "interview-scheduled"),
    ("T4", "interview-scheduled", "interview-in-progress"),
)


def an_interview(username: str = "officer") -> Held:
    """An interview that has begun, of a person whose claim is assigned to the officer."""
    return an_interview_of(people.staff("case-officer", username=username), people.an_office())


def an_interview_of(officer: User, office: Office) -> Held:
    """The same, for an officer who is there already."""
    made = a_case(office, "interview-in-progress")
    claim = Claim.objects.select_related("person", "case").get(id=made.records["claim"])
    on_duty(officer, "case-officer", claim.compartment, claim.person.compartment, office=office)
    for position, (transition, was, now) in enumerate(COURSE, 1):
        Step.objects.create(
            case=claim.case,
            compartment=claim.compartment,
            position=position,
            transition=transition,
            state_before=was,
            state_after=now,
            by=officer.id,
            role="case-officer",
            inputs={},
        )
    interview = Interview.objects.create(
        claim=claim,
        compartment=claim.compartment,
        officer=officer.id,
        planned_for=timezone.now() - timedelta(hours=1),
        begun_at=timezone.now() - timedelta(hours=1),
    )
    return Held(interview, claim, officer)


def on_duty(user: User, role: str, *compartments: UUID, office: Office | None = None) -> None:
    """Assigns these to somebody."""
    for compartment in compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=office or people.an_office(),
            given_by=user.id,
        )
