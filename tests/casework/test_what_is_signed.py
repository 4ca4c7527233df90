"""What is signed is what was found of each person, and what was drafted for this signature."""

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.models import Basis, Grant, User
from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.weighing import all_answered, assessments_of, rests_on_open
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Claim, Step
from openrsd.decisions.actions import sign_recognition, sign_refusal
from openrsd.decisions.errors import OtherDraft
from openrsd.decisions.models import Draft
from openrsd.vault import opened
from tests import assessing, people
from tests.records import SOMEBODY, Made, a_case, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


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
    parent = family.records["claim"]

    def answered() -> tuple[bool, bool]:
        found = assessments_of(case).values()
        return all_answered(found), rests_on_open(found)

    assert answered() == (False, True)
    assessing.examined(of_child.id, "negative", SOMEBODY)
    assert answered() == (False, True)
    assessing.unresolved(parent, SOMEBODY)
    assert answered() == (True, True)
    assessing.examined(parent, "negative", SOMEBODY)
    assert answered() == (True, False)


def test_nobody_signs_what_was_drafted_for_another_decision() -> None:
    case = a_case(people.an_office())
    stood_at(case, ("T8", "assessment-draft", "under-review"))
    claim = Claim.objects.get(id=case.records["claim"])
    draft = {"claim": claim, "compartment": claim.compartment, "drafted_by": SOMEBODY}
    draft["handed_in_at"] = timezone.now()
    Draft.objects.create(**draft, content={"outcome": "negative", "reasons": "No fear."})
    signing = people.acting_as(on_duty(case, "reviewer"))
    read = {"record-read": True}
    with pytest.raises(OtherDraft):
        sign_recognition(case.id, "T10", read, acting=signing)
    Draft.objects.create(**draft, content={"outcome": "positive", "reasons": "She was beaten."})
    assert sign_recognition(case.id, "T10", read, acting=signing).state == "decided-positive"


def test_nobody_signs_a_refusal_on_a_record_that_cannot_carry_it() -> None:
    case = a_case(people.an_office())
    heard, handed_in = "interview-complete", "under-review"
    stood_at(case, ("T5", "registered", heard), ("T8", heard, handed_in))
    claim = Claim.objects.get(id=case.records["claim"])
    of = {"claim": claim, "compartment": claim.compartment, "drafted_by": SOMEBODY}
    of["handed_in_at"] = timezone.now()
    Draft.objects.create(**of, content={"outcome": "negative", "reasons": "No fear."})
    signing = people.acting_as(on_duty(case, "reviewer"))
    read = {"record-read": True, "rests-on-exclusion": False, "rests-on-credibility-only": False}
    assessing.found(claim.id, "objective-risk", "no", SOMEBODY)
    with pytest.raises((NotReadyToRefuse, StepRefused)):
        sign_refusal(case.id, "T11a", read, acting=signing)
    assert Case.objects.get(id=case.id).state == handed_in


def test_an_assessment_is_handed_in_with_its_draft_and_in_no_other_way() -> None:
    case = a_case(people.an_office())
    stood_at(case, ("T7", "registered", "assessment-draft"))
    assessing.examined(case.records["claim"], "positive", SOMEBODY)
    browser = people.signed_in(on_duty(case, "case-officer"))
    address = reverse("casework:step", kwargs={"record": case.id, "transition": "T8"})
    answer = browser.post(address, {"proposes": "positive"})
    assert answer.status_code == 302 and "/decisions/draft/" in answer.headers["Location"]
    assert Case.objects.get(id=case.id).state == "assessment-draft"
