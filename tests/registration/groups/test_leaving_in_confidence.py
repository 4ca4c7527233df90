"""She leaves the family case, and those who stay, and who work with them, see no trace of her.

Compared, page by page and byte by byte but for ids, numbers and times, with a family in which she
never was.
"""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Authority, User
from openrsd.accounts.policies import may_open
from openrsd.casework.actions.splitting import compartments_of, split_claims
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Claim
from openrsd.matching.actions.finding import look_for
from openrsd.matching.models import Pair
from openrsd.registration.groups.errors import AloneAlready, NotTogether
from openrsd.registration.models import Membership, Person
from tests import people
from tests.registration.groups.families import a_family
from tests.registration.groups.town import BORN, DESK, HERS, HIS, OWN, WIFE, Family, a_town

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("hers", [OWN, HIS, HERS])
ID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
NUMBER = re.compile(r"\b[CHP][0-9A-Z]{0,3}-[0-9A-Z]{4}-[0-9A-Z]{3,4}\b")
# In what two visits differ anyway: tokens of forms, versions seen, moments, places in a list.
PASSING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|value="\d+\.[0-9a-f]{16}"|before=\d+'
    r"|data-seconds=.\d+.|\d\d:\d\d(:\d\d)?(\.\d+)?(\+\d\d:\d\d)?|\d{1,2}:\d\d [ap]\.m\."
)


@EACH
def test_no_page_of_the_family_differs_from_that_of_one_in_which_she_never_was(
    hers: str,
) -> None:
    town = a_town(hers)
    for name in (DESK, "case-officer"):
        before = seen(browser_of(town.users[name]), town.left)
        seen(browser_of(town.users[name]), town.never)
        assert any(WIFE in page for page, _queries in before.values())

    town.split()

    differing = []
    walked = town.users if hers == OWN else (DESK, "case-officer", "supervisor")
    for name in walked:
        browser = browser_of(town.users[name])
        left, never = seen(browser, town.left), seen(browser, town.never)
        differing += [f"{page} as {name}" for page in left if left[page] != never[page]]
    assert differing == []


def test_no_list_and_no_look_up_names_her_to_those_who_work_with_the_family() -> None:
    town = a_town()
    told = {WIFE, str(town.wife.id), town.wife.number}
    town.split()
    town.wife.refresh_from_db()
    told |= {town.wife.number, *(str(claim.id) for claim in Claim.objects.filter(person=town.wife))}

    for name, user in town.users.items():
        browser = browser_of(user)
        for page in ("registration:persons", "casework:own", "home"):
            text = body(browser.get(reverse(page)))
            assert not [one for one in told if one in text], f"{page} as {name}"
    browser = browser_of(town.users[DESK])
    for name in (WIFE, "Kim Ok Hui"):
        found = browser.post(reverse("matching:maybe"), {"name": name, "born": "1984"})
        assert "Nobody among those" in body(found)
        found = browser.post(reverse("desk"), {"name": name, "year": "1984"})
        assert "Nobody in this office" in body(found)


@EACH
def test_her_records_are_closed_to_everyone_but_whom_she_keeps(hers: str) -> None:
    town = a_town(hers)
    officer = town.users["case-officer"]

    (case,) = town.split(keep=[officer.id]).cases

    kept = people.acting_as(officer)
    for compartment in compartments_of([town.wife]):
        assert may_open(kept, compartment)
        for name, user in town.users.items():
            if user != officer:
                assert not may_open(people.acting_as(user), compartment), name
    assert case.holder == officer.id
    assert not Authority.objects.filter(
        compartment__in=compartments_of([town.wife]), revoked_at=None
    ).exists()


@EACH
def test_her_case_stands_in_the_procedure_with_the_day_on_which_she_came(hers: str) -> None:
    town = a_town(hers)
    before = Claim.objects.select_related("case").get(person=town.wife)

    (case,) = town.split().cases

    after = Claim.objects.get(person=town.wife)
    assert (after.id, after.compartment) == (before.id, before.compartment)
    assert (after.case_id, after.is_principal) == (case.id, True)
    assert case.registered_on == before.case.registered_on
    assert case.holder is None
    assert facts_of(case).state == case.state == "registered"
    assert case.number != before.case.number
    assert case.group == Membership.objects.get(person=town.wife, until=None).group_id
    assert facts_of(Case.objects.get(id=town.left.case.id)).state == "registered"
    assert Case.objects.get(id=town.left.case.id).number == town.left.case.number


def test_her_child_goes_along_where_that_is_her_choice() -> None:
    town = a_town()
    child = town.left.staying[1]

    split = split_claims([town.wife.id, child.id], keep=set(), acting=town.clerk)

    present = Membership.objects.filter(group=split.apart.group, until=None)
    assert {one.person_id for one in present} == {town.wife.id, child.id}
    assert {case.group for case in split.cases} == {split.apart.group.id}


def test_no_row_of_what_stays_names_her() -> None:
    town = a_town(HIS)
    town.split()

    hers = {town.wife.id, town.wife.compartment}
    assert not Membership.objects.filter(group=town.left.group, person=town.wife).exists()
    positions = Membership.objects.filter(group=town.left.group).order_by("position")
    assert [one.position for one in positions] == [0, 1]
    for claim in Claim.objects.filter(case=town.left.case.id):
        assert not {claim.person_id, claim.person.compartment} & hers
    for person in town.left.staying:
        for block in person.blocks.all():
            assert str(town.wife.id) not in str(block.content.open())


def test_a_pair_of_hers_with_her_family_tells_them_nothing() -> None:
    town = a_town()
    town.split()
    _group, (again,) = a_family(town.clerk, [WIFE], born=[BORN[1]])
    before = seen(browser_of(town.users[DESK]), town.left)

    (pair,) = look_for(again.id) if not look_for(town.wife.id) else Pair.objects.all()

    assert {pair.one, pair.other} == {again.id, town.wife.id}
    assert seen(browser_of(town.users[DESK]), town.left) == before
    page = body(browser_of(town.users[DESK]).get(person_page(again)))
    assert str(town.wife.id) not in page


def test_it_is_her_clerk_who_does_it_and_nobody_leaves_a_family_of_one() -> None:
    town = a_town()
    other = people.acting_as(people.staff(DESK, username="another"))
    _group, (alone,) = a_family(town.clerk, [WIFE])

    for actor, persons, refused in (
        (other, [town.wife.id], NotHere),
        (people.acting_as(town.users["case-officer"]), [town.wife.id], NotHere),
        (town.clerk, [uuid4()], NotHere),
        (town.clerk, [alone.id], AloneAlready),
        (town.clerk, [town.wife.id, alone.id], NotTogether),
    ):
        with pytest.raises(refused):
            split_claims(persons, keep=set(), acting=actor)
    assert Membership.objects.filter(group=town.left.group, until=None).count() == 3


def test_the_page_reads_out_who_may_still_see_and_closes_to_whoever_is_not_kept() -> None:
    town = a_town()
    browser = browser_of(town.users[DESK])
    page = reverse("leave-in-confidence", kwargs={"record": town.wife.id})

    text = body(browser.get(page))
    for name in ("case-officer", "reviewer", "interpreter", "representative", "applicant"):
        assert f"Invented {name}" in text
    answer = browser.post(page, {"kept": [str(town.users["reviewer"].id)]})

    assert answer.headers["Location"] == reverse("registration:persons")
    assert browser.get(person_page(town.wife)).status_code == 404
    assert browser_of(town.users["reviewer"]).get(person_page(town.wife)).status_code == 200


def seen(browser: Client, family: Family) -> dict[str, tuple[str, int]]:
    """Every page of a family as one person sees it, and in how many queries."""
    # The first page of a browser asks for more: who it is.
    browser.get(reverse("home"))
    pages = {}
    for name, address in family.pages.items():
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(address)
        text = f"{response.status_code} {PASSING.sub('', response.content.decode())}"
        pages[name] = (in_order(NUMBER, in_order(ID, text)), len(queries))
    return pages


def in_order(of: re.Pattern[str], text: str) -> str:
    """Each as the place at which it first stands: the same page has the same places."""
    places: dict[str, str] = {}
    return of.sub(lambda found: places.setdefault(found[0], f"<{len(places)}>"), text)


def browser_of(user: User) -> Client:
    return people.signed_in(user)


def person_page(person: Person) -> str:
    return reverse("registration:person", kwargs={"record": person.id})


def body(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]
