"""What is signed is what was found of each person, and what was drafted for this signature."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.models import Basis, Grant, User
from openrsd.assessment.elements import all_answered, found_in, rests_on_open
from openrsd.assessment.models import RecordedFinding
from openrsd.casework.models import Case, Claim, Step
from openrsd.decisions.actions import sign_recognition
from openrsd.decisions.errors import OtherDraft
from openrsd.decisions.models import Draft
from openrsd.vault import opened
from tests import people
from tests.records import SOMEBODY, Made, a_case, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def find(claim: UUID, compartment: UUID, value: str) -> None:
    RecordedFinding.objects.create(
        claim_id=claim,
        compartment=compartment,
        found_by=SOMEBODY,
        finding={"element": "well-founded-fear", "value": value, "reasons": "As was said."},
    )


def on_duty(case: Made, role: str) -> User:
    user = people.staff(role)
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=people.an_office(),
            given_by=user.id,
        )
    return user


def stood_at(case: Made, *steps: tuple[str, str, str]) -> None:
    """Brings a case there in the tables, with what each step of these brought."""
    brought = {"T8": {"proposes": "positive"}, "T5": {"read-back": True}}
    of = Case.objects.get(id=case.id)
    for place, (transition, was, now) in enumerate(steps, 1):
        Step.objects.create(
            case=of,
            compartment=of.compartment,
            position=place,
            transition=transition,
            state_before=was,
            state_after=now,
            by=SOMEBODY,
            role="case-officer",
            inputs=brought.get(transition, {}),
        )
        Case.objects.filter(id=case.id).update(state=now, state_since=timezone.now())


def test_what_is_found_of_a_child_closes_no_question_about_the_parent() -> None:
    office = people.an_office()
    family, child = a_case(office), a_person(office, "리아이")
    case = Case.objects.get(id=family.id)
    of_child = Claim(person_id=child.id, case=case, is_principal=False)
    opened().keys.make(of_child.compartment)
    of_child.save(force_insert=True)
    parent = Claim.objects.get(id=family.records["claim"])
    assert not all_answered(found_in(case)) and rests_on_open(found_in(case))
    find(of_child.id, of_child.compartment, "no")
    assert not all_answered(found_in(case)) and rests_on_open(found_in(case))
    find(parent.id, parent.compartment, "undetermined")
    find(of_child.id, of_child.compartment, "no")
    assert all_answered(found_in(case)) and rests_on_open(found_in(case))
    find(parent.id, parent.compartment, "no")
    assert not rests_on_open(found_in(case))


def test_nobody_signs_what_was_drafted_for_another_decision() -> None:
    case = a_case(people.an_office())
    stood_at(case, ("T8", "assessment-draft", "under-review"))
    claim = Claim.objects.get(id=case.records["claim"])
    draft = {"claim": claim, "compartment": claim.compartment, "drafted_by": SOMEBODY}
    Draft.objects.create(**draft, content={"outcome": "negative", "reasons": "No fear."})
    signing = people.acting_as(on_duty(case, "reviewer"))
    read = {"record-read": True}
    with pytest.raises(OtherDraft):
        sign_recognition(case.id, "T10", read, acting=signing)
    Draft.objects.create(**draft, content={"outcome": "positive", "reasons": "She was beaten."})
    assert sign_recognition(case.id, "T10", read, acting=signing).state == "decided-positive"


def test_an_assessment_is_handed_in_with_its_draft_and_in_no_other_way() -> None:
    case = a_case(people.an_office())
    stood_at(case, ("T7", "registered", "assessment-draft"))
    find(case.records["claim"], case.compartments[0], "yes")
    browser = people.signed_in(on_duty(case, "case-officer"))
    address = reverse("casework:step", kwargs={"record": case.id, "transition": "T8"})
    answer = browser.post(address, {"proposes": "positive"})
    assert answer.status_code == 302 and "/decisions/draft/" in answer.headers["Location"]
    assert Case.objects.get(id=case.id).state == "assessment-draft"
