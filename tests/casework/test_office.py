"""What a supervisor does: assign, reassign, cover, suspend, transfer; grants follow at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.conflicts import declare_conflict
from openrsd.accounts.actions.suspending import suspend
from openrsd.accounts.errors import InConflict, NotHere
from openrsd.accounts.models import Authority, Basis, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.accounts.records import record_kind
from openrsd.casework import queues
from openrsd.casework.actions import assigning, confirming, handling, transferring
from openrsd.casework.actions.representing import end_authority
from openrsd.casework.erasing import may_be_erased
from openrsd.casework.errors import (
    NotExtendable,
    NothingToConfirm,
    NotYourPart,
    NoWords,
    StepRefused,
)
from openrsd.casework.models import CLAIM, Case, Deadline, HandlingChange, Transfer
from openrsd.ledger.models import EntryRow
from openrsd.registration.actions.transferring import follow_to_office
from openrsd.registration.desk.selectors import find
from openrsd.registration.models import Person
from openrsd.registration.policies import DESK
from tests import people
from tests.records import Made, a_case

pytestmark = pytest.mark.django_db
WHY = "It is written in the file, and was checked."


def supervisor(office: str = "Border post") -> Actor:
    user = people.staff("supervisor", office=people.an_office(office), username=f"boss {office}")
    return people.acting_as(user)


def give(case: Made, to: User, by: Actor, role: str = "case-officer") -> Case:
    return assigning.assign_case(case.id, to.id, role, office=people.an_office().id, acting=by)


def opens(user: User, case: Made) -> bool:
    return all(may_open(people.acting_as(user), one) for one in case.compartments)


def test_a_case_has_one_holder_and_whoever_held_it_before_loses_it() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    first, second = (
        people.staff("case-officer", username="a"),
        people.staff("case-officer", username="b"),
    )
    assert give(case, first, boss).holder == first.id and opens(first, case)
    assert give(case, second, boss).holder == second.id
    assert opens(second, case) and not opens(first, case)


def test_who_declared_a_conflict_is_given_nothing() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    officer = people.staff("case-officer")
    give(case, officer, boss)
    declare_conflict(
        record_kind(CLAIM), case.records["claim"], "A cousin", acting=people.acting_as(officer)
    )
    with pytest.raises(InConflict):
        give(case, officer, boss)


def test_a_colleague_covers_until_a_day_and_the_holder_stays() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    absent, other = (
        people.staff("case-officer", username="a"),
        people.staff("case-officer", username="b"),
    )
    give(case, absent, boss)
    until = timezone.now() + timedelta(days=7)
    office = people.an_office().id
    given = assigning.cover(absent.id, other.id, office=office, until=until, acting=boss)
    assert (given.done, given.left) == (1, ())
    assert opens(other, case) and Case.objects.get(id=case.id).holder == absent.id
    later = until + timedelta(minutes=1)
    assert not may_open(people.acting_as(other), case.compartments[0], at=later)


def test_a_suspended_officer_loses_everything_at_once_and_nothing_is_forgotten() -> None:
    boss, taking = supervisor(), people.staff("case-officer", username="b")
    suspended = people.staff("case-officer", username="a")
    cases = [a_case(people.an_office()) for _number in range(3)]
    for case in cases:
        give(case, suspended, boss)
    give(cases[2], taking, boss)
    kept_apart = cases[1]
    give(kept_apart, taking, boss)
    declare_conflict(
        record_kind(CLAIM), kept_apart.records["claim"], "", acting=people.acting_as(taking)
    )
    give(kept_apart, suspended, boss)
    given = assigning.suspend(suspended.id, taking.id, office=people.an_office().id, acting=boss)
    assert given.done == 1 and [case.id for case, _why in given.left] == [kept_apart.id]
    assert not any(opens(suspended, case) for case in cases)
    assert Case.objects.get(id=kept_apart.id).holder is None
    assert queues.unassigned_count(boss) == 1


def test_a_suspended_clerk_loses_the_people_whom_she_registered_even_while_she_serves_one() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    clerk = people.staff("reception-registration-officer")
    (person,) = case.compartments[1:]
    for basis in (Basis.ASSIGNMENT, Basis.DESK):
        Grant.objects.create(
            compartment=person,
            user=clerk,
            basis=basis,
            role="reception-registration-officer",
            office=people.an_office(),
            given_by=clerk.id,
            until=None if basis is Basis.ASSIGNMENT else timezone.now() + timedelta(minutes=30),
        )
    page = reverse("casework:suspend", kwargs={"user": clerk.id})
    browser = people.signed_in(User.objects.get(id=boss.id))
    assert browser.get(page).status_code == 200
    assigning.suspend(clerk.id, None, office=None, acting=boss)
    assert not may_open(people.acting_as(clerk), person)


def test_who_looks_in_an_emergency_takes_nobodys_counsel_away() -> None:
    case, officer = a_case(people.an_office()), people.staff("case-officer")
    counsel, now = people.representative(), timezone.now()
    of = {"role": "legal-representative", "file": uuid4(), "valid_from": now}
    authority = Authority.objects.create(
        **of, compartment=case.compartments[0], user=counsel, recorded_by=officer.id
    )
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=officer,
            basis=Basis.BREAK_GLASS,
            role="case-officer",
            office=people.an_office(),
            given_by=officer.id,
            until=now + timedelta(hours=1),
        )
    with pytest.raises(NotHere):
        end_authority(case.records["claim"], authority.id, acting=people.acting_as(officer))
    assert Authority.objects.get(id=authority.id).revoked_at is None


def test_a_transferred_case_keeps_its_state_and_the_other_office_is_told() -> None:
    boss, other = supervisor(), supervisor("Capital")
    case, officer = a_case(people.an_office()), people.staff("case-officer")
    give(case, officer, boss)
    moved = transferring.transfer_case(
        case.id, people.an_office("Capital").id, "She lives there now.", acting=boss
    )
    assert (moved.state, moved.holder) == ("registered", None)
    assert not opens(officer, case)
    assert queues.came_from_elsewhere(other) == 1 and queues.came_from_elsewhere(boss) == 0
    with pytest.raises(NotHere):
        give(case, officer, boss)
    transferring.receive_case(case.id, acting=other)
    assert queues.came_from_elsewhere(other) == 0
    assert Transfer.objects.get(case=case.id).reason.open() == "She lives there now."


def test_the_desk_of_the_other_office_finds_a_person_whose_case_was_transferred() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    person, capital = Person.objects.get(id=case.records["person"]), people.an_office("Capital")
    clerks = [
        people.acting_as(people.staff(DESK, office=people.an_office(name), username=f"desk {name}"))
        for name in ("Border post", "Capital")
    ]
    transferring.transfer_case(case.id, capital.id, "She lives there now.", acting=boss)
    here, there = (find(clerk, person.number) for clerk in clerks)
    assert (len(here), len(there)) == (0, 1)
    entry = EntryRow.objects.get(action="person.transfer")
    assert person.id.bytes in bytes(entry.subjects)


def test_no_person_follows_to_an_office_that_does_not_hold_the_record() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    person, capital = case.records["person"], people.an_office("Capital").id
    stranger = supervisor("Capital")
    for acting in (boss, stranger):
        with pytest.raises(NotHere):
            follow_to_office([person], capital, acting=acting)
    assert Person.objects.get(id=person).office == people.an_office().id


def test_a_case_is_offered_to_whom_it_may_be_given_and_a_second_signer_is_looked_for() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    capital = people.an_office("Capital")
    names = {
        "able": people.staff("case-officer", username="able"),
        "cousin": people.staff("case-officer", username="cousin"),
        "signed-before": people.staff("reviewer", "case-officer", username="signed-before"),
        "suspended": people.staff("case-officer", username="suspended"),
        "far-signer": people.staff("reviewer", office=capital, username="far-signer"),
        "far-clerk": people.staff("administrator", office=capital, username="far-clerk"),
    }
    give(case, names["cousin"], boss)
    cousin = people.acting_as(names["cousin"])
    declare_conflict(record_kind(CLAIM), case.records["claim"], "", acting=cousin)
    give(case, names["signed-before"], boss, "reviewer")
    suspend(names["suspended"].id, acting=boss)

    browser = people.signed_in(User.objects.get(id=boss.id))
    page = reverse("casework:assign", kwargs={"record": case.id})

    def offered(text: str) -> set[str]:
        return {name for name in names if f"Invented {name}, " in text}

    first = browser.get(page).content.decode()
    assert offered(first) == {"able", "signed-before"}
    assert "Invented signed-before, Eligibility officer" not in first
    assert "Invented boss" not in first
    found = browser.post(page, {"who": "FAR-s", "find": "yes"})
    assert found.status_code == 200
    assert offered(found.content.decode()) == {"able", "signed-before", "far-signer"}
    assert offered(browser.post(page, {"who": "f", "find": "yes"}).content.decode()) == offered(
        first
    )
    chosen = f"{names['far-signer'].id} reviewer {capital.id}"
    assert browser.post(page, {"post": chosen, "who": ""}).status_code == 422
    assert browser.post(page, {"post": chosen, "who": "far"}).status_code == 302
    assert opens(names["far-signer"], case)


def test_only_colleagues_of_the_office_cover_and_take_over() -> None:
    boss, officer = supervisor(), people.staff("case-officer", username="absent")
    people.staff("case-officer", username="beside")
    people.staff("case-officer", office=people.an_office("Capital"), username="far")
    browser = people.signed_in(User.objects.get(id=boss.id))
    for name in ("cover", "suspend"):
        page = browser.get(reverse(f"casework:{name}", kwargs={"user": officer.id}))
        text = page.content.decode()
        assert "Invented beside, " in text
        assert "Invented far, " not in text and "Invented absent, " not in text


def test_the_way_of_handling_and_the_level_change_with_a_reason_and_a_history() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    with pytest.raises(StepRefused, match="needs its reason"):
        handling.change_handling(case.id, "accelerated", " ", acting=boss)
    handling.change_handling(case.id, "accelerated", WHY, acting=boss)
    with pytest.raises(NoWords):
        handling.change_priority(case.id, 2, "x", acting=boss)
    handling.change_priority(case.id, 2, WHY, acting=boss)
    now = Case.objects.get(id=case.id)
    assert (now.modality, now.priority) == ("accelerated", 2)
    told = HandlingChange.objects.filter(case=now).order_by("at")
    assert [(one.was, one.now) for one in told] == [("regular", "accelerated"), ("6", "2")]
    officer = people.staff("case-officer")
    give(case, officer, boss)
    with pytest.raises(NotYourPart):
        handling.change_handling(case.id, "regular", WHY, acting=people.acting_as(officer))


def test_more_time_is_given_and_never_less() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    today = timezone.localdate()
    of = {"case_id": case.id, "compartment": case.compartments[0]}
    three = timedelta(days=3)
    due = Deadline.objects.create(
        **of,
        transition="T2",
        after=0,
        since=today,
        due_on=today,
        remind_on=today - timedelta(days=3),
        binds="person",
        extendable=True,
    )
    with pytest.raises(NotExtendable):
        handling.extend_deadline(case.id, due.id, today, WHY, acting=boss)
    later = today + timedelta(days=10)
    assert handling.extend_deadline(case.id, due.id, later, WHY, acting=boss).due_on == later
    assert Case.objects.get(id=case.id).remind_on == later - three


def test_a_supervisor_confirms_only_what_asks_for_one() -> None:
    boss, case = supervisor(), a_case(people.an_office())
    confirmed = confirming.confirm_step(case.id, "T18a", "supervisor", WHY, acting=boss)
    assert confirmed.by == boss.id and confirmed.reasons.open() == WHY
    with pytest.raises(NothingToConfirm, match="No step that can be made now"):
        confirming.confirm_step(case.id, "T11a", "specialist", WHY, acting=boss)


def test_nothing_of_an_open_case_can_be_erased() -> None:
    case = a_case(people.an_office())
    assert not any(may_be_erased(one) for one in case.compartments)
    Case.objects.filter(id=case.id).update(state="final-positive")
    assert all(may_be_erased(one) for one in case.compartments)
