"""Who is suspended opens nothing from that moment, on whatever ground; what ended stays ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.actions.assigning import assign
from openrsd.accounts.actions.breaking_glass import break_glass
from openrsd.accounts.actions.opening import open_briefly
from openrsd.accounts.actions.staff import deactivate, post, unpost
from openrsd.accounts.actions.suspending import resume, suspend
from openrsd.accounts.errors import AlreadySo, NotForOneself, NotHere, Suspended
from openrsd.accounts.models import Announcement, Basis, Grant, Happening, Posting, User
from openrsd.accounts.policies import BRIEF, may_open
from openrsd.accounts.records import record_kind
from openrsd.ledger.models import EntryRow
from tests import people
from tests.accounts.dossiers import REASON, a_dossier, sees
from tests.people import acting_as, an_office, signed_in, staff
from tests.protected.models import DOSSIER, Dossier

pytestmark = pytest.mark.django_db
DESK = "reception-registration-officer"


def holding(user: User, basis: Basis, dossier: Dossier) -> None:
    """What is held in each role that she has, so that no ground is left out for want of a role."""
    until = timezone.now() + timedelta(minutes=30)
    for posting in user.postings.all():
        Grant.objects.create(
            compartment=dossier.compartment,
            user=user,
            basis=basis,
            role=posting.role,
            office=posting.office,
            until=until,
            given_by=user.id,
        )


def opens(user: User, dossier: Dossier) -> bool:
    """Whether any page, that of the desk and of matching too, would open it to her."""
    acting = acting_as(User.objects.get(id=user.id))
    ways = (None, *BRIEF)
    return any(may_open(acting, dossier.compartment, brief=way) for way in ways)


def running(user: User) -> bool:
    return any(
        grant.until is None or grant.until > timezone.now()
        for grant in Grant.objects.filter(user=user)
    )


@pytest.mark.parametrize("basis", Basis)
def test_a_suspension_ends_what_is_open_on_this_ground_and_its_end_gives_nothing_back(
    basis: Basis,
) -> None:
    user, boss = staff(DESK, "supervisor"), acting_as(staff("supervisor", username="boss"))
    dossier = a_dossier(staff(DESK))
    holding(user, basis, dossier)
    staffs = basis not in (Basis.AUTHORITY, Basis.SELF)
    assert opens(user, dossier) is staffs

    suspend(user.id, acting=boss)
    assert not opens(user, dossier)
    assert not running(user)
    resume(user.id, acting=boss)
    assert not opens(user, dossier)

    entry = EntryRow.objects.get(action="grant.take-all")
    assert dossier.compartment.bytes in bytes(entry.subjects)


@pytest.mark.parametrize("basis", Basis)
def test_whoever_is_posted_again_begins_with_nothing(basis: Basis) -> None:
    user, administrator = staff(DESK, "supervisor"), acting_as(staff("administrator"))
    dossier = a_dossier(staff(DESK))
    holding(user, basis, dossier)
    for posting in Posting.objects.filter(user=user):
        unpost(posting.id, acting=administrator)
        post(user.id, posting.office_id, posting.role, acting=administrator)
    assert not opens(user, dossier)
    assert not running(user)


@pytest.mark.parametrize("basis", Basis)
def test_a_closed_account_holds_nothing(basis: Basis) -> None:
    user, administrator = staff(DESK, "supervisor"), acting_as(staff("administrator"))
    holding(user, basis, a_dossier(staff(DESK)))
    deactivate(user.id, acting=administrator)
    assert not running(user)


def test_while_suspended_she_is_signed_out_and_opens_nothing_by_any_door() -> None:
    clerk, boss = staff(DESK), acting_as(staff("supervisor"))
    dossier = a_dossier(staff(DESK, username="another"))
    browser = signed_in(clerk)
    suspend(clerk.id, acting=boss)
    clerk.refresh_from_db()

    assert browser.get(reverse("home")).status_code == 302
    assert signed_in(clerk).get(reverse("home")).status_code == 200
    acting = acting_as(clerk)
    with pytest.raises(NotHere):
        break_glass(record_kind(DOSSIER), dossier.id, REASON, acting=acting)
    with pytest.raises(NotHere):
        open_briefly(dossier.compartment, Basis.DESK, acting=acting)
    with pytest.raises(NotHere):
        a_dossier(clerk)
    with pytest.raises(Suspended):
        assign(dossier.compartment, clerk.id, DESK, acting=boss)


def test_when_it_ends_she_works_again_with_what_is_assigned_anew() -> None:
    clerk, boss = staff(DESK), acting_as(staff("supervisor"))
    dossier = a_dossier(clerk)
    suspend(clerk.id, acting=boss)
    resume(clerk.id, acting=boss)
    clerk.refresh_from_db()
    assert not sees(clerk, dossier)
    assign(dossier.compartment, clerk.id, DESK, acting=boss)
    assert sees(clerk, dossier)
    with pytest.raises(AlreadySo):
        resume(clerk.id, acting=boss)


def test_a_supervisor_of_another_office_takes_what_her_office_holds_and_no_more() -> None:
    clerk, away = staff(DESK), an_office("Capital")
    officer = staff("case-officer", office=away)
    here = a_dossier(clerk)
    there = a_dossier(staff(DESK, username="capital-desk", office=away))
    for dossier in (here, there):
        Grant.objects.create(
            compartment=dossier.compartment,
            user=officer,
            basis=Basis.ASSIGNMENT,
            role="case-officer",
            office=away,
            given_by=clerk.id,
        )
    boss = acting_as(staff("supervisor"))
    assert suspend(officer.id, acting=boss) is False
    officer.refresh_from_db()
    assert (sees(officer, here), sees(officer, there)) == (False, True)


def test_nobody_suspends_herself_nor_who_watches_over_the_installation() -> None:
    boss = staff("supervisor")
    with pytest.raises(NotForOneself):
        suspend(boss.id, acting=acting_as(boss))
    with pytest.raises(NotHere):
        suspend(boss.id, acting=acting_as(staff("case-officer")))
    overseer = staff("data-protection-officer")
    assert suspend(overseer.id, acting=acting_as(boss)) is False
    overseer.refresh_from_db()
    assert overseer.suspended_at is None


def test_data_protection_is_told_and_a_supervisor_sees_who_is_suspended() -> None:
    overseer, boss, clerk = staff("data-protection-officer"), staff("supervisor"), staff(DESK)
    suspend(clerk.id, acting=acting_as(boss))
    browser = signed_in(boss)
    assert "Invented reception" in browser.get(reverse("suspended")).content.decode()
    page = reverse("resume", kwargs={"user": clerk.id})
    assert browser.post(page, follow=True).status_code == 200
    told = Announcement.objects.filter(recipient=overseer).order_by("announced_at")
    assert [one.what for one in told] == [Happening.SUSPENDED, Happening.RESUMED]
    assert "suspended" in signed_in(overseer).get(reverse("account_changes")).content.decode()
    again = browser.post(page, follow=True).content.decode()
    assert "nothing was changed" in again


def test_a_suspended_supervisor_is_no_witness() -> None:
    clerk, other = staff(DESK), staff("supervisor", username="other")
    boss = acting_as(staff("supervisor"))
    dossier = a_dossier(clerk)
    suspend(other.id, acting=boss)
    officer = staff("case-officer")
    break_glass(record_kind(DOSSIER), dossier.id, REASON, acting=acting_as(officer))
    told = Announcement.objects.filter(what=Happening.EMERGENCY)
    assert {one.recipient_id for one in told} == {boss.id}
    assert people.signed_in(officer).get(f"/dossiers/{dossier.id}/").status_code == 200
