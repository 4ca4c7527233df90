"""Who may open a record, and what is recorded of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.actions.announcing import acknowledge
from openrsd.accounts.actions.assigning import assign, found, hand_over, unassign
from openrsd.accounts.actions.breaking_glass import break_glass
from openrsd.accounts.actions.conflicts import declare_conflict
from openrsd.accounts.actions.staff import deactivate, post, unpost
from openrsd.accounts.errors import (
    AccountClosed,
    AlreadySo,
    IncompatibleDuties,
    InConflict,
    NobodyToTell,
    NoReason,
    NoSuchRole,
    NotForOneself,
    NotHere,
    NotPosted,
)
from openrsd.accounts.models import Announcement, Grant, Posting, User
from openrsd.accounts.policies import may_open
from openrsd.accounts.records import record_kind
from openrsd.ledger.models import EntryRow
from openrsd.vault import opened
from tests import people
from tests.accounts.dossiers import REASON, a_dossier, last_entry, sees
from tests.people import acting_as, an_office, applicant, representative, staff
from tests.protected import actions, selectors
from tests.protected.models import DOSSIER, Dossier

pytestmark = pytest.mark.django_db


def test_a_new_record_is_open_to_its_maker_and_to_nobody_else() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    assert sees(staff("reception-registration-officer", username="another-clerk"), dossier) is False
    for role in ("case-officer", "supervisor", "administrator", "data-protection-officer"):
        assert sees(staff(role), dossier) is False
    assert sees(User.objects.get(username="reception-registration-officer"), dossier) is True


def test_a_supervisor_assigns_and_takes_away() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    officer, supervisor = staff("case-officer"), staff("supervisor")
    grant = assign(dossier.compartment, officer.id, "case-officer", acting=acting_as(supervisor))
    assert sees(officer, dossier) is True
    assert sees(supervisor, dossier) is False
    unassign(grant.id, acting=acting_as(supervisor))
    assert sees(officer, dossier) is False
    with pytest.raises(AlreadySo):
        unassign(grant.id, acting=acting_as(supervisor))


def test_an_assignment_ends_by_itself() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    officer, soon = staff("case-officer"), timezone.now() + timedelta(minutes=5)
    supervisor = acting_as(staff("supervisor"))
    assign(dossier.compartment, officer.id, "case-officer", until=soon, acting=supervisor)
    actor = acting_as(officer)
    assert may_open(actor, dossier.compartment, at=soon - timedelta(seconds=1))
    assert not may_open(actor, dossier.compartment, at=soon)


def test_nobody_assigns_to_herself_nor_beyond_her_office() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    both = staff("supervisor", "case-officer")
    with pytest.raises(NotForOneself):
        assign(dossier.compartment, both.id, "case-officer", acting=acting_as(both))
    officer, elsewhere = staff("case-officer"), an_office("Appeal office")
    stranger = staff("supervisor", office=elsewhere, username="stranger")
    for acting in (stranger, officer):
        with pytest.raises(NotHere):
            assign(dossier.compartment, officer.id, "case-officer", acting=acting_as(acting))
        assert (last_entry().action, last_entry().result) == ("grant.assign", "refused")
    assert sees(officer, dossier) is False


def test_a_second_signer_may_sit_in_another_office() -> None:
    dossier, elsewhere = a_dossier(staff("reception-registration-officer")), an_office("Capital")
    reviewer = staff("reviewer", office=elsewhere)
    supervisor = acting_as(staff("supervisor"))
    with pytest.raises(NotPosted):
        assign(dossier.compartment, reviewer.id, "reviewer", acting=supervisor)
    assign(dossier.compartment, reviewer.id, "reviewer", office=elsewhere.id, acting=supervisor)
    assert sees(reviewer, dossier) is True


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("case-officer", "reviewer"),
        ("reviewer", "case-officer"),
        ("case-officer", "appeal-officer"),
        ("interpreter", "case-officer"),
    ],
)
def test_who_had_one_duty_in_a_case_never_gets_the_other(first: str, then: str) -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    officer, supervisor = staff(first, then), acting_as(staff("supervisor"))
    grant = assign(dossier.compartment, officer.id, first, acting=supervisor)
    unassign(grant.id, acting=supervisor)
    with pytest.raises(IncompatibleDuties):
        assign(dossier.compartment, officer.id, then, acting=supervisor)


def test_roles_that_take_no_cases_are_given_none() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    supervisor = acting_as(staff("supervisor"))
    for role in ("administrator", "data-protection-officer", "coi-researcher"):
        with pytest.raises(NotPosted):
            assign(dossier.compartment, staff(role).id, role, acting=supervisor)


def test_a_grant_that_someone_wrote_into_the_table_opens_nothing_to_an_administrator() -> None:
    dossier, administrator = (
        a_dossier(staff("reception-registration-officer")),
        staff("administrator"),
    )
    Grant.objects.create(
        compartment=dossier.compartment,
        user=administrator,
        basis="assignment",
        role="administrator",
        office=an_office(),
        given_by=administrator.id,
    )
    assert sees(administrator, dossier) is False


def test_access_ends_with_the_posting_and_with_the_account() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    administrator = acting_as(staff("administrator"))
    supervisor = acting_as(staff("supervisor"))
    officer, other = staff("case-officer"), staff("case-officer", username="other-officer")
    for user in (officer, other):
        assign(dossier.compartment, user.id, "case-officer", acting=supervisor)
    unpost(Posting.objects.get(user=officer).id, acting=administrator)
    assert sees(officer, dossier) is False
    browser = people.signed_in(other)
    deactivate(other.id, acting=administrator)
    assert not Grant.objects.filter(user=other, until=None).exists()
    assert browser.get(f"/dossiers/{dossier.id}/").status_code == 302
    with pytest.raises(AccountClosed):
        assign(dossier.compartment, other.id, "case-officer", acting=supervisor)


def test_nobody_posts_herself() -> None:
    administrator = staff("administrator")
    with pytest.raises(NotForOneself):
        post(administrator.id, an_office().id, "supervisor", acting=acting_as(administrator))
    with pytest.raises(NotForOneself):
        deactivate(administrator.id, acting=acting_as(administrator))
    with pytest.raises(NotHere):
        post(administrator.id, an_office().id, "supervisor", acting=acting_as(staff("supervisor")))


def test_a_role_of_another_kind_of_account_is_refused() -> None:
    administrator = acting_as(staff("administrator"))
    for user, role in (
        (staff("case-officer"), "legal-representative"),
        (staff(username="newcomer"), "no-such-role"),
        (representative(), "case-officer"),
        (applicant(), "case-officer"),
    ):
        with pytest.raises(NoSuchRole):
            post(user.id, an_office().id, role, acting=administrator)


def test_the_glass_is_broken_with_a_reason_for_an_hour_before_witnesses() -> None:
    dossier, officer = a_dossier(staff("reception-registration-officer")), staff("case-officer")
    kind, acting = record_kind(DOSSIER), acting_as(officer)
    with pytest.raises(NobodyToTell):
        break_glass(kind, dossier.id, REASON, acting=acting)
    told = {staff("supervisor"), staff("data-protection-officer", office=an_office("Capital"))}
    staff("supervisor", office=an_office("Capital"), username="supervisor-elsewhere")
    with pytest.raises(NoReason):
        break_glass(kind, dossier.id, "  urgent  ", acting=acting)
    assert sees(officer, dossier) is False
    grant = break_glass(kind, dossier.id, REASON, acting=acting)
    entry = last_entry()
    assert (entry.action, entry.purpose, entry.result) == ("glass.break", "break-glass", "done")
    assert entry.reason_compartment == dossier.compartment
    assert entry.reason is not None
    opener = opened().compartment(dossier.compartment)
    assert (
        opener.open(bytes(entry.reason), record=entry.id, field="ledger.reason").decode() == REASON
    )
    assert {note.recipient for note in Announcement.objects.all()} == told
    assert sees(officer, dossier) is True
    with pytest.raises(AlreadySo):
        break_glass(kind, dossier.id, REASON, acting=acting)
    assert grant.until is not None
    assert grant.until - grant.since == timedelta(minutes=60)
    assert not may_open(acting, dossier.compartment, at=grant.until)


def test_through_a_broken_glass_one_looks_and_changes_nothing() -> None:
    dossier, officer = a_dossier(staff("reception-registration-officer")), staff("case-officer")
    staff("supervisor")
    break_glass(record_kind(DOSSIER), dossier.id, REASON, acting=acting_as(officer))
    with pytest.raises(NotHere):
        actions.change_story(dossier.id, "Another story.", acting=acting_as(officer))
    assert Dossier.objects.get().story.open() == "She crossed in March."


def test_only_who_was_told_confirms_that_she_read_it() -> None:
    dossier, supervisor = a_dossier(staff("reception-registration-officer")), staff("supervisor")
    other = staff("data-protection-officer")
    officer = acting_as(staff("case-officer"))
    break_glass(record_kind(DOSSIER), dossier.id, REASON, acting=officer)
    told = Announcement.objects.get(recipient=supervisor)
    for acting in (acting_as(other), officer):
        with pytest.raises(NotHere):
            acknowledge(told.id, acting=acting)
    acknowledge(told.id, acting=acting_as(supervisor))
    told.refresh_from_db()
    assert told.read_at is not None
    with pytest.raises(AlreadySo):
        acknowledge(told.id, acting=acting_as(supervisor))


def test_a_conflict_closes_the_record_for_good() -> None:
    clerk = staff("reception-registration-officer")
    dossier, supervisor = a_dossier(clerk), acting_as(staff("supervisor"))
    kind = record_kind(DOSSIER)
    declare_conflict(kind, dossier.id, "My cousin.", acting=acting_as(clerk))
    assert sees(clerk, dossier) is False
    with pytest.raises(InConflict):
        assign(dossier.compartment, clerk.id, "reception-registration-officer", acting=supervisor)
    with pytest.raises(NotHere):
        break_glass(kind, dossier.id, REASON, acting=acting_as(clerk))
    with pytest.raises(NotHere):
        declare_conflict(kind, dossier.id, "Again.", acting=acting_as(clerk))


def test_work_is_handed_over_but_for_what_the_other_may_not_hold() -> None:
    clerk, supervisor = staff("reception-registration-officer"), acting_as(staff("supervisor"))
    leaving, taking = staff("case-officer"), staff("case-officer", username="taking")
    dossiers = [a_dossier(clerk) for _number in range(3)]
    for dossier in dossiers:
        assign(dossier.compartment, leaving.id, "case-officer", acting=supervisor)
    assign(dossiers[0].compartment, taking.id, "case-officer", acting=supervisor)
    declare_conflict(record_kind(DOSSIER), dossiers[0].id, "", acting=acting_as(taking))
    done = hand_over(leaving.id, taking.id, "case-officer", acting=supervisor)
    assert done.moved == 2
    assert [(place, refusal.code) for place, refusal in done.left] == [
        (dossiers[0].compartment, "in-conflict")
    ]
    assert [sees(leaving, dossier) for dossier in dossiers] == [True, False, False]
    assert [sees(taking, dossier) for dossier in dossiers] == [False, True, True]


def test_a_record_is_founded_once_and_where_one_works() -> None:
    clerk = staff("reception-registration-officer")
    dossier, acting = a_dossier(clerk), acting_as(clerk)
    with pytest.raises(AlreadySo):
        found(
            [dossier.compartment],
            an_office().id,
            "reception-registration-officer",
            acting=acting,
        )
    with pytest.raises(NotHere):
        found(
            [uuid4()],
            an_office("Capital").id,
            "reception-registration-officer",
            acting=acting,
        )


def test_looks_and_refusals_are_recorded_with_what_was_asked_for() -> None:
    clerk, officer = staff("reception-registration-officer"), staff("case-officer")
    dossier, nowhere = a_dossier(clerk), uuid4()
    selectors.dossier(acting_as(clerk), dossier.id)
    look = last_entry()
    assert (look.action, look.result, look.actor) == ("dossier.look", "done", clerk.id)
    assert (look.subjects, look.office) == (dossier.id.bytes, an_office().id)
    for asked in (dossier.id, nowhere):
        with pytest.raises(NotHere):
            selectors.dossier(acting_as(officer), asked)
        refused = last_entry()
        assert (refused.result, refused.actor) == ("refused", officer.id)
        assert bytes(refused.subjects) == asked.bytes


def test_a_list_is_one_entry_with_all_that_was_shown() -> None:
    clerk = staff("reception-registration-officer")
    made = {a_dossier(clerk).id for _number in range(3)}
    before = EntryRow.objects.count()
    selectors.dossiers(acting_as(clerk))
    assert EntryRow.objects.count() == before + 1
    entry = last_entry()
    assert entry.action == "dossier.list"
    raw = bytes(entry.subjects)
    assert {raw[at : at + 16] for at in range(0, len(raw), 16)} == {one.bytes for one in made}


def test_absent_and_forbidden_take_the_same_queries() -> None:
    dossier = a_dossier(staff("reception-registration-officer"))
    actor = acting_as(staff("case-officer"))
    seen = []
    for asked in (dossier.id, uuid4()):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(NotHere),
        ):
            selectors.dossier(actor, asked)
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_the_page_of_a_record_says_who_looked_to_those_who_review() -> None:
    clerk, reviewer = staff("reception-registration-officer"), staff("reviewer")
    dossier = a_dossier(clerk)
    assign(dossier.compartment, reviewer.id, "reviewer", acting=acting_as(staff("supervisor")))
    pages = {
        user.username: people.signed_in(user).get(f"/dossiers/{dossier.id}/").content.decode()
        for user in (clerk, reviewer)
    }
    assert "Who looked" in pages["reviewer"]
    assert "Who looked" not in pages["reception-registration-officer"]
