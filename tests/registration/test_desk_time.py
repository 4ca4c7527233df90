"""Whoever registers a person opens the record for some days more, and then serves her as anyone at
the desk does: nobody ends with a key to everyone who ever came.
"""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NotHere
from openrsd.accounts.models import Basis, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.casework.actions import assigning
from openrsd.casework.actions.registering import register_claim
from openrsd.casework.models import Case, Claim
from openrsd.config import environment
from openrsd.config.errors import UnsafeSetting
from openrsd.ledger.models import EntryRow
from openrsd.registration.actions.beginning import begin_person
from openrsd.registration.desk.actions import begin_serving
from openrsd.registration.desk.selectors import served
from openrsd.registration.models import Membership, Person
from openrsd.registration.policies import readable, registrable
from tests import people
from tests.registration.families import DESK, a_clerk, someone

pytestmark = pytest.mark.django_db
ASKED = {
    "identity-as-stated": True,
    "information-given": True,
    "family-asked": True,
    "languages-asked": True,
    "needs-screened": True,
    "safe-contact-asked": True,
    "document-issued": True,
    "refoulement-risk": False,
}


def registered(clerk: Actor) -> tuple[Person, Case]:
    person = someone(clerk)
    group = Membership.objects.get(person=person).group_id
    return person, register_claim(group, person.id, asked=ASKED, acting=clerk)


def later(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def let_pass(clerk: Actor) -> None:
    """Fifteen days later, as the policies see it."""
    for grant in Grant.objects.filter(user=clerk.id).exclude(until=None):
        assert grant.until is not None
        Grant.objects.filter(id=grant.id).update(until=grant.until - timedelta(days=15))


def test_the_record_closes_to_the_clerk_a_fortnight_after_registration_without_any_job() -> None:
    clerk = a_clerk()
    person, _case = registered(clerk)
    assert may_open(clerk, person.compartment, at=later(13.9))
    assert not may_open(clerk, person.compartment, at=later(14.1))
    entry = EntryRow.objects.get(action="grant.limit")
    assert person.compartment.bytes in bytes(entry.subjects)


def test_who_is_not_registered_yet_stays_hers() -> None:
    clerk = a_clerk()
    person, _case = registered(clerk)
    group = Membership.objects.get(person=person).group_id
    waiting = begin_person(group, acting=clerk)
    let_pass(clerk)
    assert set(readable(clerk)) == {waiting}
    assert may_open(clerk, waiting.compartment, at=later(1000))


def test_afterwards_she_serves_the_person_at_the_desk_and_reads_no_record() -> None:
    clerk = a_clerk()
    person, _case = registered(clerk)
    let_pass(clerk)
    with pytest.raises(NotHere):
        served(clerk, person.id)
    begin_serving(person.number, acting=clerk)
    assert served(clerk, person.id).person.called == "리정혁"
    assert not readable(clerk).exists()


def test_a_colleague_to_whom_it_was_assigned_before_has_the_same_end() -> None:
    clerk, other = a_clerk(), people.staff(DESK, username="clerk-2")
    person = someone(clerk)
    Grant.objects.create(
        compartment=person.compartment,
        user=other,
        basis=Basis.ASSIGNMENT,
        role=DESK,
        office=people.an_office(),
        given_by=clerk.id,
    )
    group = Membership.objects.get(person=person).group_id
    register_claim(group, person.id, asked=ASKED, acting=clerk)
    assert not Grant.objects.filter(compartment=person.compartment, until=None).exists()


def test_a_supervisor_gives_more_time_for_the_person_and_never_the_claim() -> None:
    clerk, boss = a_clerk(), people.acting_as(people.staff("supervisor"))
    person, case = registered(clerk)
    claim = Claim.objects.get(case=case)
    office = people.an_office().id

    let_pass(clerk)
    assigning.assign_case(case.id, clerk.id, DESK, office=office, acting=boss)
    assert registrable(clerk).filter(id=person.id).exists()
    assert not may_open(clerk, person.compartment, at=later(15))
    # What still runs is made longer, and not shorter.
    assigning.assign_case(case.id, clerk.id, DESK, until=later(30), office=office, acting=boss)
    assert may_open(clerk, person.compartment, at=later(29))
    with pytest.raises(AlreadySo):
        assigning.assign_case(case.id, clerk.id, DESK, until=later(3), office=office, acting=boss)
    assert not may_open(clerk, claim.compartment)


def test_her_list_says_what_remains() -> None:
    clerk = a_clerk()
    browser = people.signed_in(User.objects.get(id=clerk.id))
    waiting = someone(clerk, "김은주")
    before = browser.get(reverse("registration:persons")).content.decode()
    assert "Open to you until" not in before
    registered(clerk)
    page = browser.get(reverse("registration:persons")).content.decode()
    assert "Open to you until" in page
    assert "no end" in page and waiting.number in page
    assert "13\xa0days" in page or "2\xa0weeks" in page or "1\xa0week" in page


@pytest.mark.parametrize("said", ["0", "-3", "366", "a week", "٣", ""])
def test_a_number_of_days_that_is_none_is_refused(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENRSD_DESK_DAYS", said)
    with pytest.raises(UnsafeSetting, match="from 1 to 365"):
        environment.days("OPENRSD_DESK_DAYS", 14)
    monkeypatch.setenv("OPENRSD_DESK_DAYS", " 30 ")
    assert environment.days("OPENRSD_DESK_DAYS", 14) == 30
