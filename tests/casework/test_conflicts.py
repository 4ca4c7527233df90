"""A conflict of interest closes the whole case, and the person in it, to whoever declares it."""

import pytest
from django.urls import reverse

from openrsd.accounts.actions.conflicts import declare_conflict
from openrsd.accounts.errors import InConflict, NotHere
from openrsd.accounts.models import Basis, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.accounts.records import record_kind
from openrsd.casework import queues
from openrsd.casework.actions import assigning, handling
from openrsd.casework.models import CLAIM
from openrsd.registration.models import PERSON
from tests import people
from tests.records import Made, a_case

pytestmark = pytest.mark.django_db


def on_duty(case: Made, role: str, username: str) -> User:
    """Somebody to whom the claim and the person are assigned."""
    user = people.staff(role, username=username)
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.SUPERVISION if role == "supervisor" else Basis.ASSIGNMENT,
            role=role,
            office=people.an_office(),
            given_by=user.id,
        )
    return user


@pytest.mark.any_database
@pytest.mark.parametrize("said_of", [CLAIM, PERSON])
def test_whoever_knows_a_person_sees_neither_the_claim_nor_who_and_where_they_are(
    said_of: str,
) -> None:
    case = a_case(people.an_office())
    officer = on_duty(case, "case-officer", "cousin")
    acting, browser = people.acting_as(officer), people.signed_in(officer)
    record = case.records["claim" if said_of == CLAIM else "person"]
    declare_conflict(record_kind(said_of), record, "A cousin", acting=acting)
    assert not any(may_open(acting, one) for one in case.compartments)
    person = reverse("registration:person", args=[case.records["person"]])
    assert browser.get(person).status_code == 404
    boss = people.acting_as(people.staff("supervisor"))
    with pytest.raises(InConflict):
        assigning.assign_case(
            case.id, officer.id, "case-officer", office=people.an_office().id, acting=boss
        )


@pytest.mark.any_database
def test_a_supervisor_in_conflict_has_no_hand_in_the_case_and_another_has() -> None:
    case = a_case(people.an_office())
    cousin = on_duty(case, "supervisor", "cousin")
    acting = people.acting_as(cousin)
    declare_conflict(record_kind(CLAIM), case.records["claim"], "", acting=acting)
    officer = people.staff("case-officer")
    with pytest.raises(NotHere):
        assigning.assign_case(
            case.id, officer.id, "case-officer", office=people.an_office().id, acting=acting
        )
    with pytest.raises(NotHere):
        handling.change_priority(case.id, 2, "It can wait for a while.", acting=acting)
    assert queues.unassigned_count(acting) == 0
    browser = people.signed_in(cousin)
    assert browser.get(reverse("casework:office-case", args=[case.id])).status_code == 404
    another = people.acting_as(people.staff("supervisor", username="another"))
    assert queues.unassigned_count(another) == 1
