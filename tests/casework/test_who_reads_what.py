"""What the office weighs is read by those who weigh it, and by nobody before it is told."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.models import Authority, Basis, Grant, User
from openrsd.casework.models import Case
from tests import people
from tests.records import Made, a_full_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
REFUSED = "Refused"


def given(user: User, case: Made, role: str, basis: Basis) -> Client:
    """Opens the claim and its person."""
    now = timezone.now()
    for compartment in case.compartments:
        authority = None
        if basis is Basis.AUTHORITY:
            authority = Authority.objects.create(
                compartment=compartment,
                user=user,
                role=role,
                file=uuid4(),
                valid_from=now,
                recorded_by=user.id,
            )
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=basis,
            role=role,
            office=people.an_office() if user.is_staff_account else None,
            authority=authority,
            since=now,
            given_by=user.id,
        )
    return people.signed_in(user)


def interpreter(case: Made) -> Client:
    return given(people.staff("interpreter"), case, "interpreter", Basis.ASSIGNMENT)


def counsel(case: Made) -> Client:
    return given(people.representative(), case, "legal-representative", Basis.AUTHORITY)


def applicant(case: Made) -> Client:
    return given(people.applicant(), case, "applicant", Basis.SELF)


def reviewer(case: Made) -> Client:
    return given(people.staff("reviewer"), case, "reviewer", Basis.ASSIGNMENT)


OUTSIDE = [interpreter, counsel, applicant]


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize(
    ("page", "record"),
    [
        ("assessment:claim", "claim"),
        ("decisions:draft", "claim"),
        ("decisions:review", "draft"),
        ("casework:paper", "paper"),
        ("casework:map-of-case", "case"),
    ],
)
def test_what_is_found_and_proposed_is_not_shown_outside_the_office(
    reader: Callable[[Made], Client], page: str, record: str
) -> None:
    case = a_full_case(people.an_office())
    address = reverse(page, kwargs={"record": case.records[record]})
    assert reader(case).get(address).status_code == 404
    assert reviewer(case).get(address).status_code == 200


def test_the_letter_is_for_the_person_and_counsel_and_not_for_the_interpreter() -> None:
    case = a_full_case(people.an_office())
    letter = reverse("decisions:letter", kwargs={"record": case.records["letter"]})
    assert [one(case).get(letter).status_code for one in OUTSIDE] == [404, 200, 200]


def test_an_interpreter_sees_of_a_case_when_to_come_and_nothing_of_its_course() -> None:
    case = a_full_case(people.an_office())
    Case.objects.filter(id=case.id).update(state="decided-negative")
    page = interpreter(case).get(reverse("case", kwargs={"record": case.id})).content.decode()
    assert "/interviews/" in page
    assert not any(part in page for part in ("/decisions/", "/papers/", REFUSED, "timeline"))


def test_an_interpreter_does_not_find_out_by_a_list_how_it_went() -> None:
    case = a_full_case(people.an_office())
    Case.objects.filter(id=case.id).update(state="decided-negative")
    browser, number = interpreter(case), Case.objects.get(id=case.id).number
    work = reverse("casework:own")
    rows = browser.get(work).content.decode().partition("<tbody>")[2]
    assert number in rows and REFUSED not in rows
    assert number not in browser.get(work, {"state": "decided-negative"}).content.decode()


@pytest.mark.parametrize("reader", [counsel, applicant])
def test_an_address_of_a_step_tells_no_decision_that_was_not_told(
    reader: Callable[[Made], Client],
) -> None:
    case = a_full_case(people.an_office())
    Case.objects.filter(id=case.id).update(state="decided-negative")
    address = reverse("casework:step", kwargs={"record": case.id, "transition": "T2"})
    page = reader(case).get(address, follow=True).content.decode()
    assert "A decision was made" in page and REFUSED not in page
