"""Who may be registered already: found silently, compared by a reviewer, linked and unlinked."""

import pytest
from django.test import Client
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis, ConflictDeclaration, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.ledger.models import EntryRow, EntrySubject
from openrsd.matching import selectors
from openrsd.matching.actions.finding import catch_up, look_for
from openrsd.matching.actions.reviewing import decide, open_pair, undo
from openrsd.matching.errors import NotLinked, NotOpened
from openrsd.matching.models import Pair, PairState, Rule, SamePerson
from openrsd.matching.told import rows_of
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.models import Block, Membership, Person
from openrsd.registration.policies import readable
from tests import people
from tests.registration.groups.families import said

pytestmark = pytest.mark.django_db
WHY = "The same mother, and the same scar."


def clerk_named(username: str) -> Actor:
    return people.acting_as(people.staff("reception-registration-officer", username=username))


def supervisor() -> Actor:
    return people.acting_as(people.staff("supervisor", username="compares"))


def somebody(clerk: Actor, name: str, born: str = "", romanised: str = "") -> Person:
    group = begin_group(acting=clerk)
    person = begin_person(group.id, acting=clerk)
    said(clerk, person, name, born, romanised)
    look_for(person.id)
    return person


def a_pair() -> Pair:
    somebody(clerk_named("morning"), "리정혁", "1987-04-15")
    somebody(clerk_named("evening"), "Lee Jeong-hyeok", "1987-XX-XX")
    return Pair.objects.get()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("리정혁", "1987-04-15"), ("Ri Jong Hyok", "1987-XX-XX")),
        (("리정혁", "1987-04-15"), ("Lee, Jeong-hyeok", "1987-04-15")),
        (("이정혁", "1987-04-15"), ("리정혁", "1987-04-15")),
        (("王小明", "1990-01-02"), ("Wang Xiaoming", "1990-01-XX")),
        (("José García", "1979-XX-XX"), ("GARCIA JOSE", "1979-02-03")),
    ],
)
def test_one_name_in_another_script_with_a_date_that_agrees_waits_for_a_reviewer(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    somebody(clerk_named("morning"), *one)
    somebody(clerk_named("evening"), *other)

    assert Pair.objects.get().rule == Rule.NAME_AND_BIRTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("리정혁", "1987-04-15"), ("리정혁", "1988-04-15")),
        (("리정혁", "1987-04-15"), ("김은주", "1987-04-15")),
        # Nothing is known of the second but one way to write a frequent name.
        (("리정혁", "1987-04-15"), ("Lee Jung Hyuk", "")),
    ],
)
def test_what_speaks_against_it_makes_no_pair(one: tuple[str, str], other: tuple[str, str]) -> None:
    somebody(clerk_named("morning"), *one)
    somebody(clerk_named("evening"), *other)

    assert not Pair.objects.exists()


def test_one_number_of_a_paper_is_enough_whatever_the_names_are() -> None:
    clerk = clerk_named("morning")
    for name, number in (("리정혁", "A-12 345"), ("Somebody Else", "a12345")):
        person = somebody(clerk, name)
        papers = {"papers": [{"number": number}]}
        save_block(person.id, Block.PAPERS, papers, based_on=0, acting=clerk)
        look_for(person.id)

    assert Pair.objects.get().rule == Rule.PAPER


def test_a_save_finds_the_pair_by_itself_and_a_crash_in_between_is_made_up_for(
    django_capture_on_commit_callbacks: object,
) -> None:
    clerk = clerk_named("morning")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for name in ("리정혁", "Ri Jong Hyok"):
            person = begin_person(begin_group(acting=clerk).id, acting=clerk)
            said(clerk, person, name, "1987-04-15")
    assert Pair.objects.count() == 1

    late = begin_person(begin_group(acting=clerk).id, acting=clerk)
    said(clerk, late, "이정혁", "1987-04-15")
    assert catch_up() == 1
    assert Pair.objects.count() == 3
    assert catch_up() == 0


def test_a_reviewer_opens_both_records_on_this_page_alone_and_for_half_an_hour() -> None:
    pair, reviewer = a_pair(), supervisor()

    with pytest.raises(NotOpened):
        decide(pair.id, PairState.SAME, WHY, acting=reviewer)
    assert selectors.pair(reviewer, pair.id).records is None
    open_pair(pair.id, acting=reviewer)
    opened = selectors.pair(reviewer, pair.id)

    assert opened.records is not None
    assert {one.called for one in opened.records} == {"리정혁", "Lee Jeong-hyeok"}
    assert not readable(reviewer).exists(), "their own pages stay closed"
    for grant in Grant.objects.filter(user=reviewer.id):
        assert grant.basis == Basis.MATCHING
        assert grant.until is not None
        assert not may_open(reviewer, grant.compartment)


def test_what_agrees_is_said_by_the_rules_that_found_the_pair_not_by_the_letters() -> None:
    pair, reviewer = a_pair(), supervisor()
    open_pair(pair.id, acting=reviewer)
    records = selectors.pair(reviewer, pair.id).records
    assert records is not None

    told = {row.title: row.agrees for row in rows_of(*records)}

    assert told == {
        "Names": True,
        "In Latin letters": None,
        "Date of birth": True,
        "Sex": None,
        "Numbers of papers": None,
        "Registered on": None,
    }


def test_a_link_is_made_with_a_reason_seen_by_whom_both_are_open_to_and_taken_away() -> None:
    pair, reviewer = a_pair(), supervisor()
    both = clerk_named("both")
    for compartment in (pair.compartment, pair.other_compartment):
        Grant.objects.create(
            compartment=compartment,
            user_id=both.id,
            basis=Basis.ASSIGNMENT,
            role="reception-registration-officer",
            office_id=both.office,
            given_by=both.id,
        )
    before = Person.objects.order_by("id").values_list()
    open_pair(pair.id, acting=reviewer)
    decide(pair.id, PairState.SAME, WHY, acting=reviewer)

    assert [one.id for one in selectors.same_as(both, [pair.one])[pair.one]] == [pair.other]
    for one in (pair.one, pair.other):
        person = Person.objects.get(id=one)
        holder = people.acting_as(User.objects.get(id=person.begun_by))
        assert selectors.same_as(holder, [one]) == {one: ()}, "one record tells of no other"

    undo(pair.id, "Two sisters, both came today.", acting=reviewer)
    assert not SamePerson.objects.exists()
    assert selectors.same_as(both, [pair.one]) == {pair.one: ()}
    pair.refresh_from_db()
    assert pair.state == PairState.UNDONE
    assert list(before) == list(Person.objects.order_by("id").values_list())
    with pytest.raises(NotLinked):
        undo(pair.id, "Two sisters, both came today.", acting=reviewer)


def test_links_lead_on_from_record_to_record() -> None:
    clerk, reviewer = clerk_named("morning"), supervisor()
    three = [somebody(clerk, name, "1987-04-15") for name in ("리정혁", "이정혁", "Ri Jong Hyok")]
    first, second, third = sorted(one.id for one in three)
    for pair in Pair.objects.all():
        if {pair.one, pair.other} != {first, third}:
            open_pair(pair.id, acting=reviewer)
            decide(pair.id, PairState.SAME, WHY, acting=reviewer)

    found = selectors.same_as(clerk, [first])[first]

    assert [one.id for one in found] == [second, third]


def test_what_was_said_of_a_pair_is_remembered_and_not_asked_again() -> None:
    pair, reviewer = a_pair(), supervisor()
    open_pair(pair.id, acting=reviewer)
    decide(pair.id, PairState.DIFFERENT, WHY, acting=reviewer)

    assert look_for(pair.one) == []
    assert not selectors.pairs(reviewer).records
    assert selectors.pairs(reviewer, decided=True).records == (pair,)
    pair.refresh_from_db()
    assert pair.reason.open() == WHY


def test_who_may_ask_who_looked_at_one_record_learns_nothing_of_the_other() -> None:
    pair, reviewer = a_pair(), supervisor()
    open_pair(pair.id, acting=reviewer)
    selectors.pair(reviewer, pair.id)
    decide(pair.id, PairState.SAME, WHY, acting=reviewer)

    entries = EntrySubject.objects.filter(subject=pair.one).values_list("entry", flat=True)
    acts = EntryRow.objects.filter(id__in=entries).values_list("action", flat=True)

    assert not [act for act in acts if act.startswith("pair.")]
    assert not EntrySubject.objects.filter(entry__in=entries, subject=pair.other).exists()


def test_nobody_else_sees_a_pair() -> None:
    pair = a_pair()
    capital = people.an_office("Capital")
    elsewhere = people.acting_as(people.staff("supervisor", office=capital, username="far"))
    conflicted = supervisor()
    ConflictDeclaration.objects.create(compartment=pair.other_compartment, user_id=conflicted.id)

    for actor in (elsewhere, conflicted, clerk_named("noon")):
        with pytest.raises(NotHere):
            selectors.pair(actor, pair.id)
        with pytest.raises(NotHere):
            open_pair(pair.id, acting=actor)


def test_the_pages_lead_from_the_queue_to_the_decision() -> None:
    pair = a_pair()
    browser = people.signed_in(people.staff("supervisor", username="compares"))
    page = reverse("matching:pair", kwargs={"record": pair.id})

    assert page in shown(browser, reverse("matching:pairs"))
    assert "리정혁" not in shown(browser, page)
    browser.post(reverse("matching:open-pair", kwargs={"record": pair.id}))
    both = shown(browser, page)
    assert "리정혁" in both
    assert "Lee Jeong-hyeok" in both
    refused = browser.post(page, {"state": "same", "reason": "short"})
    assert refused.status_code == 422
    assert browser.post(page, {"state": "same", "reason": WHY}).status_code == 302
    assert "Take the link away" in shown(browser, page)


def shown(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_only_whoever_registers_people_is_asked_whether_someone_is_registered_already() -> None:
    clerk = clerk_named("morning")
    person = somebody(clerk, "리정혁", "1987-04-15")
    officer = people.staff("case-officer")
    Grant.objects.create(
        compartment=person.compartment,
        user=officer,
        basis=Basis.ASSIGNMENT,
        role="case-officer",
        office=people.an_office(),
        given_by=clerk.id,
    )
    group = Membership.objects.get(person=person).group_id
    address = reverse("registration:group", kwargs={"record": group})
    of_clerk = people.signed_in(User.objects.get(id=clerk.id)).get(address).content.decode()
    of_officer = people.signed_in(officer).get(address).content.decode()
    assert "리정혁" in of_clerk and "리정혁" in of_officer
    for words in ("Maybe registered already?", "matching/maybe.js", "data-maybe-shown"):
        assert words in of_clerk
        assert words not in of_officer
