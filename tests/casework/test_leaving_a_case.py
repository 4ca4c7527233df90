"""The person after whom a case is named leaves it in confidence: those who stay lose nothing."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Authority
from openrsd.casework.actions.assigning import assign_case
from openrsd.casework.actions.handling import (
    change_priority,
    extend_deadline,
    record_contact,
)
from openrsd.casework.actions.preparing import complete_application
from openrsd.casework.actions.representing import give_authority
from openrsd.casework.actions.splitting import split_claims
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Claim, Contact, ContactKind, Deadline, Paper, Standing
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Attempt, Refused, attempt
from openrsd.casework.procedure.refusals import Refusal
from openrsd.casework.procedure.shapes import Kind
from openrsd.casework.steps import options
from openrsd.interviews.actions import (
    begin_interview,
    complete_interview,
    plan_interview,
)
from openrsd.interviews.models import Interview
from tests import people
from tests.interviews.records import held_to_its_end
from tests.registration.groups.town import HERS, HIS, Town, a_town

pytestmark = pytest.mark.django_db
WORDS = "She told me of the beatings at home."


@pytest.fixture
def town() -> Town:
    """Her husband and their child are in her case. It was worked on, and she was heard."""
    found = a_town(HERS)
    case, officer = found.left.case.id, officer_of(found)
    complete_application(case, "T2", ticked("T2"), acting=officer)
    change_priority(case, 3, WORDS, acting=officer)
    deadline = Deadline.objects.filter(case=case, ended_at=None, extendable=True).first()
    if deadline:
        extend_deadline(
            case, deadline.id, deadline.due_on + timedelta(days=9), WORDS, acting=officer
        )
    record_contact(case, ContactKind.ATTEMPT, timezone.localdate(), WORDS, acting=officer)
    Standing.objects.create(
        case_id=case,
        compartment=found.left.case.compartment,
        by=officer.id,
        content={"age": "adult", "detained": True, "reason": WORDS},
    )
    heard(Claim.objects.get(person=found.wife), officer)
    return found


def officer_of(town: Town) -> Actor:
    return people.acting_as(town.users["case-officer"])


def ticked(transition: str) -> dict[str, object]:
    """Everything that must hold, and a choice where one is asked."""
    brought: dict[str, object] = {}
    for one in shipped_procedure().transition(transition).inputs:
        if one.must:
            brought[one.id] = True
        elif one.required and one.kind is Kind.CHOICE:
            brought[one.id] = next(iter(one.choices))
        elif one.required and one.kind is Kind.TEXT:
            brought[one.id] = WORDS
    return brought


def heard(claim: Claim, officer: Actor) -> None:
    """An interview from its plan to its end."""
    day = timezone.now() + timedelta(days=3)
    plan = {**ticked("T3"), "earlier-day-wished": True}
    plan_interview(claim.id, day, plan, acting=officer)
    begin_interview(claim.case_id, "T4", ticked("T4"), acting=officer)
    held = Interview.objects.get(claim=claim, ended_at=None, cancelled_at=None)
    held_to_its_end(held.id, acting=officer)
    complete_interview(claim.case_id, "T5", ticked("T5"), acting=officer)


def leaves(town: Town, *persons: UUID) -> Case:
    """Who leaves together; their case."""
    (own,) = split_claims(persons, keep=set(), acting=town.clerk).cases
    return own


def test_who_stay_keep_their_case_with_its_number_its_days_and_what_happened(town: Town) -> None:
    before = Case.objects.get(id=town.left.case.id)
    happened = list(before.steps.order_by("position").values_list("transition", "at", "by"))
    due = list(Deadline.objects.filter(case=before, ended_at=None).values_list("due_on"))

    own = leaves(town, town.wife.id)

    after = Case.objects.get(id=before.id)
    for kept in ("number", "group", "state", "state_since", "due_on", "priority", "holder"):
        assert getattr(after, kept) == getattr(before, kept), kept
    assert list(after.steps.order_by("position").values_list("transition", "at", "by")) == happened
    assert list(Deadline.objects.filter(case=after, ended_at=None).values_list("due_on")) == due
    assert facts_of(after).state == after.state == "interview-complete"
    husband = town.left.staying[0]
    assert [one.person_id for one in after.claims.filter(is_principal=True)] == [husband.id]
    assert after.compartment == Claim.objects.get(person=husband).compartment
    assert own.number != before.number


def test_she_goes_on_where_she_was_with_all_that_was_written_of_her(town: Town) -> None:
    own = leaves(town, town.wife.id)

    assert facts_of(own).state == own.state == "interview-complete"
    assert [one.person_id for one in own.claims.filter(is_principal=True)] == [town.wife.id]
    assert own.handling_changes.get(what="priority").reason.open() == WORDS
    assert Contact.objects.get(case=own).account.open() == WORDS
    assert facts_of(own).circumstances.is_detained
    step = own.steps.get(transition="T3")
    assert WORDS in str(step.inputs.open())


def test_nothing_that_stays_has_a_word_of_what_was_written_of_her(town: Town) -> None:
    leaves(town, town.wife.id)

    case = Case.objects.get(id=town.left.case.id)
    sealed = [step.inputs.open() for step in case.steps.all()]
    sealed += [change.reason.open() for change in case.handling_changes.all()]
    sealed += [one.why_extended.open_or("") for one in case.deadlines.all()]
    assert WORDS not in str(sealed)
    for model in (Contact, Standing, Paper):
        assert not model.objects.filter(case=case).exists()
    for rows in (case.steps, case.handling_changes, case.deadlines):
        assert set(rows.values_list("compartment", flat=True)) == {case.compartment}
    page = people.signed_in(town.users["case-officer"]).get(reverse("case", args=[case.id]))
    assert page.status_code == 200
    assert WORDS not in page.content.decode()


def test_nobody_is_refused_on_an_interview_in_which_somebody_else_was_heard(town: Town) -> None:
    leaves(town, town.wife.id)

    case = Case.objects.get(id=town.left.case.id)
    officer = officer_of(town)
    found = {one.transition.id: one for one in options(officer, case, facts_of(case))}
    assert found["A5"].is_open
    assert found["T7"].is_open
    codes = {reason.code for reason in _assessed(case, officer)}
    assert "interview-was-held" in codes


def _assessed(case: Case, officer: Actor) -> list[Refusal]:
    """Why an assessment of this case cannot be handed in."""
    facts = facts_of(case)
    begun = Attempt("T7", str(officer.id), "case-officer", timezone.localdate(), ticked("T7"))
    answer = attempt(shipped_procedure(), facts, begun)
    assert not isinstance(answer, Refused)
    proposed = {**ticked("T8"), "proposes": "negative", "inclusion-undetermined": False}
    tried = Attempt("T8", str(officer.id), "case-officer", timezone.localdate(), proposed)
    refused = attempt(shipped_procedure(), answer.facts, tried)
    return list(refused.reasons) if isinstance(refused, Refused) else []


def test_where_only_children_stay_nobody_takes_her_place_until_one_has_a_guardian() -> None:
    town = a_town(HERS)
    husband, child = town.left.staying
    officer = officer_of(town)
    leaves(town, town.wife.id, husband.id)

    case = Case.objects.get(id=town.left.case.id)
    assert case.number == town.left.case.number
    assert not case.claims.filter(is_principal=True).exists()
    assert facts_of(case).circumstances.is_child
    browser = people.signed_in(town.users["case-officer"])
    page = reverse("case", args=[case.id])
    assert "A guardian is needed" in browser.get(page).content.decode()
    assert browser.get(reverse("casework:contact", args=[case.id])).status_code == 200

    claim = Claim.objects.get(person=child)
    guardian = people.representative("guardian")
    paper = ("Order of the court", BytesIO(b"order"), 5)
    now = timezone.now()
    give_authority(claim.id, guardian.id, "guardian", paper, valid_from=now, acting=officer)

    case.refresh_from_db()
    assert case.claims.get(is_principal=True) == claim
    assert facts_of(case).circumstances.has_guardian
    assert "A guardian is needed" not in browser.get(page).content.decode()


def test_the_counsel_of_those_who_stay_keeps_the_signed_paper(town: Town) -> None:
    child = Claim.objects.get(person=town.left.staying[1])
    counsel = people.representative("counsel")
    paper = ("Mandate", BytesIO(b"signed"), 6)
    now, officer = timezone.now(), officer_of(town)
    give_authority(
        child.id, counsel.id, "legal-representative", paper, valid_from=now, acting=officer
    )

    leaves(town, town.wife.id)

    (file,) = set(Authority.objects.filter(user=counsel).values_list("file", flat=True))
    kept = Paper.objects.get(id=file)
    assert kept.case_id == town.left.case.id
    browser = people.signed_in(town.users["case-officer"])
    answer = browser.get(reverse("casework:paper", args=[kept.id]))
    assert b"".join(answer) == b"signed"


def test_what_was_granted_stays_granted_for_whoever_leaves() -> None:
    town = a_town(HIS)
    case = Case.objects.get(id=town.left.case.id)
    first = case.steps.get()
    for place, (transition, was, now) in enumerate(GRANTED, 1):
        case.steps.create(
            compartment=case.compartment,
            position=place,
            transition=transition,
            state_before=was,
            state_after=now,
            by=first.by,
            by_system=transition == "T13",
            role="reviewer",
            edition=first.edition,
            inputs={},
        )
    Case.objects.filter(id=case.id).update(state="final-positive")

    own = leaves(town, town.wife.id)

    assert facts_of(own).state == own.state == "final-positive"
    assert [one.person_id for one in own.claims.filter(is_principal=True)] == [town.wife.id]
    assert Case.objects.get(id=case.id).state == "final-positive"


GRANTED = (
    ("T10", "under-review", "decided-positive"),
    ("T12a", "decided-positive", "notified"),
    ("T13", "notified", "final-positive"),
)


def test_who_was_not_heard_and_leaves_the_case_of_another_begins_anew(town: Town) -> None:
    husband = town.left.staying[0]

    own = leaves(town, husband.id)

    assert facts_of(own).state == own.state == "registered"
    assert own.steps.count() == 1
    still = Case.objects.get(id=town.left.case.id)
    assert (still.number, still.state) == (town.left.case.number, "interview-complete")
    assert WORDS in str([one.reason.open() for one in still.handling_changes.all()])
    assert not own.handling_changes.exists()


def test_the_officer_of_those_who_stay_goes_on(town: Town) -> None:
    leaves(town, town.wife.id)

    case = Case.objects.get(id=town.left.case.id)
    chief = people.acting_as(town.users["supervisor"])
    specialist = people.staff("legal-specialist", username="specialist")
    assign_case(case.id, specialist.id, "legal-specialist", office=case.office, acting=chief)
    record_contact(
        case.id, "seen", timezone.localdate(), "Came to the desk.", acting=officer_of(town)
    )
    assert facts_of(case).circumstances.is_detained is False
