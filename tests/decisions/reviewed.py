"""A case whose assessment is handed in, the officer who wrote it and the reviewer who reads it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.test import Client
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant, Office, User
from openrsd.assessment.actions import submit_assessment
from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import entry_of
from openrsd.casework.models import Case, Standing, Step
from openrsd.decisions.models import Draft
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from tests import assessing, people
from tests.records import SOMEBODY, a_case

HEARD = (
    ("T5", "registered", "interview-complete"),
    ("T7", "interview-complete", "assessment-draft"),
)
FACT = MaterialFact(
    id="fact-1",
    proposition="She was beaten by officials in 2014.",
    evidence_for="A scar, and what she said at length.",
    value="accepted",
    reasons="She told it in detail, and nothing speaks against it.",
)
TEXTS = {
    "fact-1": "It is accepted that she was beaten in 2014. Her account was full of detail.",
    "conclusion": "She has a well-founded fear and is recognised.",
}


@dataclass
class Reviewed:
    """A case before its reviewer."""

    case: UUID
    claim: UUID
    compartments: tuple[UUID, ...]
    office: Office
    officer: User
    reviewer: User
    drafts: list[UUID] = field(default_factory=list)

    @property
    def acting(self) -> Actor:
        """The officer as she acts."""
        return people.acting_as(self.officer)

    @property
    def reading(self) -> Actor:
        """The reviewer as she acts."""
        return people.acting_as(self.reviewer)

    @property
    def draft(self) -> UUID:
        """The newest draft."""
        return self.drafts[-1]

    @property
    def desk(self) -> Client:
        """The reviewer at her desk."""
        return people.signed_in(self.reviewer)

    def state(self) -> str:
        """Where the case stands."""
        return Case.objects.values_list("state", flat=True).get(id=self.case)

    def entry(self, key: str) -> str:
        """The id of the newest entry of a material fact."""
        rows = AssessmentEntry.objects.filter(claim=self.claim).order_by("-position")
        return str(next(one.id for one in rows if entry_of(one).key == key))

    def hand_in(self, outcome: str = "positive", **texts: str) -> UUID:
        """A draft with these paragraphs, handed in as an officer hands it in."""
        words = {**TEXTS, **texts}
        paragraphs = (
            Paragraph(
                id="fact-1",
                part=Part.ACCEPTED,
                key="fact-1",
                says="accepted",
                rests_on=(self.entry("fact-1"),),
                heading="What happened in 2014",
                text=words["fact-1"],
            ),
            Paragraph(id="conclusion", part=Part.CONCLUSION, text=words["conclusion"]),
        )
        content = Reasons.model_validate({"outcome": outcome, "paragraphs": paragraphs})
        row = self.kept(content)
        submit_assessment(self.case, "T8", {"proposes": outcome}, acting=self.acting)
        self.drafts.append(row)
        return row

    def kept(self, content: Reasons, by: UUID | None = None) -> UUID:
        """A row of a draft, without the step."""
        row = Draft.objects.create(
            claim_id=self.claim,
            compartment=self.compartments[0],
            drafted_by=by or self.officer.id,
            handed_in_at=timezone.now(),
            content=content.as_values(),
        )
        return row.id


def given_to(user: User, role: str, compartments: tuple[UUID, ...]) -> None:
    """Opens the record to somebody in this role, where she holds it."""
    office = user.postings.get(role=role).office
    for compartment in compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=office,
            given_by=user.id,
        )


def a_draft_before_a_reviewer(
    modality: str = "regular",
    *,
    officer: User | None = None,
    reviewer: User | None = None,
    office: Office | None = None,
    child: bool = False,
) -> Reviewed:
    """An adult (or a child) who was heard, is to be recognised, and whose draft is handed in."""
    place = office or people.an_office()
    made = a_case(place)
    drafting = officer or people.staff("case-officer", username="officer")
    reading = reviewer or people.staff("reviewer", username="reviewer")
    given_to(drafting, "case-officer", made.compartments)
    given_to(reading, "reviewer", made.compartments)
    case = Case.objects.get(id=made.id)
    for position, (transition, was, now) in enumerate(HEARD, 1):
        Step.objects.create(
            case=case,
            compartment=case.compartment,
            position=position,
            transition=transition,
            state_before=was,
            state_after=now,
            by=SOMEBODY if transition == "T5" else drafting.id,
            role="case-officer",
            inputs={"read-back": True} if transition == "T5" else {},
        )
    Case.objects.filter(id=case.id).update(state="assessment-draft", modality=modality)
    _stands(case, child=child)
    claim = made.records["claim"]
    assessing.examined(claim, "positive", drafting.id)
    assessing.write(claim, [FACT], drafting.id)
    found = Reviewed(made.id, claim, made.compartments, place, drafting, reading)
    found.hand_in()
    return found


def _stands(case: Case, *, child: bool) -> None:
    content = {
        "age": "child" if child else "adult",
        "age_settled_at": timezone.now().isoformat(),
        "detained": False,
        "exclusion_arises": False,
        "credibility_arises": False,
        "reason": "Her papers.",
    }
    Standing.objects.create(case=case, compartment=case.compartment, by=SOMEBODY, content=content)
