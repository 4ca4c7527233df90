"""The front desk: whoever comes with a card is served, and no claim is opened."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import ConflictDeclaration, Grant, User
from openrsd.accounts.policies import may_open
from openrsd.interviews.models import Interview
from openrsd.ledger.models import EntryRow
from openrsd.protection.models import Alert
from openrsd.registration.desk import actions, selectors
from openrsd.registration.desk.errors import AskMore, TooMany
from openrsd.registration.groups.splitting import leave_in_confidence
from openrsd.registration.models import Block, Person
from openrsd.registration.numbers import NotANumber, Numbered, WrongNumber, new_number
from openrsd.registration.policies import readable
from tests import people, records
from tests.registration.groups.families import a_family

pytestmark = pytest.mark.django_db


def at_the_desk(username: str = "desk", office: str = "Border post") -> Actor:
    return people.acting_as(desk_officer(username, office))


def desk_officer(username: str = "desk", office: str = "Border post") -> User:
    role = "reception-registration-officer"
    return people.staff(role, username=username, office=people.an_office(office))


def somebody(name: str = "리옥희", born: str = "1987-04-15") -> Person:
    """Registered by a colleague."""
    clerk = at_the_desk("colleague") if not known("colleague") else colleague()
    _group, (person,) = a_family(clerk, [name], born=[born])
    Person.objects.filter(id=person.id).update(registered_at=timezone.now())
    return person


def known(username: str) -> bool:
    return User.objects.filter(username=username).exists()


def colleague() -> Actor:
    return people.acting_as(User.objects.get(username="colleague"))


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "{} ".replace("-", "")], ids=["as printed", "spaces", "with a space"]
)
def test_a_person_is_found_by_the_card_however_the_number_is_typed(typed: str) -> None:
    person = somebody()

    (found,) = selectors.find(at_the_desk(), typed.format(person.number.lower()))

    assert found.person.called == "리옥희"


def test_a_number_that_was_mistyped_is_told_and_one_of_an_older_card_still_counts() -> None:
    person, desk = somebody(), at_the_desk()
    number = person.number
    for place in (1, 7, len(number) - 1):
        other = "7" if number[place] != "7" else "3"
        with pytest.raises(WrongNumber, match="A character of this number is wrong"):
            selectors.find(desk, number[:place] + other + number[place + 1 :])
    with pytest.raises(NotANumber, match="no complete number"):
        selectors.find(desk, number[:-1])
    with pytest.raises(NotANumber, match="number of a case"):
        selectors.find(desk, new_number(Numbered.CASE))
    page = people.signed_in(User.objects.get(username="desk")).post(
        reverse("desk"), {"number": number[:-1]}
    )
    assert "no complete number" in page.content.decode()

    # Printed before numbers had check characters: letters of its own alphabet, S and Z among them.
    Person.objects.filter(id=person.id).update(number="P-7SZF-92QX")
    for typed in ("P-7SZF-92QX", "p7szf92qx", " p 7szf 92qx"):
        (found,) = selectors.find(desk, typed)
        assert found.person.person == person


def test_without_the_card_a_whole_name_and_the_year_of_birth_find_a_person() -> None:
    somebody()
    desk = at_the_desk()

    assert len(selectors.find(desk, name="리옥희", year=1987)) == 1
    assert selectors.find(desk, name="리옥희", year=1990) == []
    for asked in ({"name": "리옥희"}, {"year": 1987}, {}):
        with pytest.raises(AskMore):
            selectors.find(desk, **asked)


def test_a_name_that_many_have_is_no_way_to_read_through_the_office() -> None:
    for _number in range(selectors.MOST + 1):
        somebody()

    with pytest.raises(TooMany):
        selectors.find(at_the_desk(), name="리옥희", year=1987)


def test_every_question_is_on_the_ledger_without_what_was_asked() -> None:
    somebody()
    desk = at_the_desk()

    selectors.find(desk, name="리옥희", year=1987)
    selectors.find(desk, "P-2222-2222")

    entries = EntryRow.objects.filter(action="desk.find").order_by("at", "id")
    assert [entry.detail for entry in entries] == [
        {"by": {"code": "name"}, "found": {"number": 1}},
        {"by": {"code": "number"}, "found": {"number": 0}},
    ]


def test_serving_opens_the_page_of_the_desk_for_half_an_hour_and_nothing_else() -> None:
    person, desk = somebody(), at_the_desk()

    with pytest.raises(NotHere):
        selectors.served(desk, person.id)
    actions.begin_serving(person.number, acting=desk)

    assert selectors.served(desk, person.id).person.called == "리옥희"
    assert not may_open(desk, person.compartment)
    assert not readable(desk).exists()
    Grant.objects.filter(user=desk.id).update(until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotHere):
        selectors.served(desk, person.id)


def test_the_desk_reads_neither_needs_nor_countries() -> None:
    person, desk = somebody(), at_the_desk()
    actions.begin_serving(person.number, acting=desk)

    assert set(selectors.served(desk, person.id).person.blocks) <= {Block.NAMES, Block.CONTACT}


def test_people_of_another_office_and_a_cousin_are_nobody_to_the_desk() -> None:
    person = somebody()
    elsewhere, cousin = at_the_desk("far", "Capital"), at_the_desk("cousin")
    ConflictDeclaration.objects.create(compartment=person.compartment, user_id=cousin.id)

    for desk in (elsewhere, cousin):
        assert selectors.find(desk, person.number) == []
        assert selectors.find(desk, name="리옥희", year=1987) == []
        with pytest.raises(NotHere):
            actions.begin_serving(person.number, acting=desk)


def test_an_officer_who_serves_no_desk_finds_nobody() -> None:
    person = somebody()
    officer = people.acting_as(people.staff("case-officer"))

    with pytest.raises(NotHere):
        selectors.find(officer, person.number)
    with pytest.raises(NotHere):
        actions.begin_serving(person.number, acting=officer)


def test_a_lost_card_gets_a_new_number_and_the_old_one_still_leads_to_the_person() -> None:
    person, desk = somebody(), at_the_desk()
    actions.begin_serving(person.number, acting=desk)

    new = actions.replace_card(person.id, acting=desk)

    (by_old,), (by_new,) = selectors.find(desk, person.number), selectors.find(desk, new)
    assert (by_old.was_replaced, by_new.was_replaced) == (True, False)
    assert by_old.person.person == by_new.person.person
    assert selectors.served(desk, person.id).old_numbers == (person.number,)


def test_whoever_left_a_family_in_confidence_is_found_by_the_new_card_alone() -> None:
    clerk, desk = at_the_desk("colleague"), at_the_desk()
    _group, (_husband, wife) = a_family(
        clerk, ["리상철", "김옥희"], born=["1980-XX-XX", "1987-XX-XX"]
    )
    Person.objects.update(registered_at=timezone.now())
    leave_in_confidence([wife.id], keep=[], acting=clerk)

    assert selectors.find(desk, wife.number) == [], "the family may hold the old card"
    assert selectors.find(desk, name="김옥희", year=1987) == []
    with pytest.raises(NotHere):
        actions.begin_serving(wife.number, acting=desk)
    wife.refresh_from_db()
    assert len(selectors.find(desk, wife.number)) == 1


def test_the_desk_answers_and_changes_the_safe_contact() -> None:
    made = records.a_case(people.an_office(), "application-complete")
    person = Person.objects.get(id=made.records["person"])
    tomorrow = timezone.now() + timedelta(days=1)
    Interview.objects.create(
        claim_id=made.records["claim"],
        compartment=made.compartments[0],
        officer=records.SOMEBODY,
        planned_for=tomorrow,
    )
    browser = people.signed_in(desk_officer())

    found = page(browser.post(reverse("desk"), {"number": person.number}))
    assert person.number in found
    browser.post(reverse("desk-serve"), {"number": person.number})
    answers = page(browser.get(at("desk-person", person)))

    assert "Your application is complete" in answers
    assert f"{tomorrow:%B}"[:3] in answers
    assert "The law forbids sending this person back." in answers
    contact = {"version": "0", "way": "lawyer", "where": "Kofi", "may_say": "code-word"}
    contact |= {"end_word": "Tomatoes", "must_not_notice": "The neighbour upstairs"}
    assert browser.post(at("desk-contact", person), contact).status_code == 302
    changed = page(browser.get(at("desk-person", person)))
    assert "Through the lawyer" in changed
    assert "Only the agreed word" in changed
    assert "Tomatoes" in changed
    assert "The neighbour upstairs" in changed
    stale = browser.post(at("desk-contact", person), contact | {"way": "call"})
    assert stale.status_code == 422
    assert "Someone else changed this" in stale.content.decode()


@pytest.mark.parametrize(
    "state", ["decided-positive", "decided-negative", "appeal-period", "final-positive"]
)
def test_the_desk_is_not_told_how_a_case_was_decided(state: str) -> None:
    made = records.a_case(people.an_office(), state)
    person = Person.objects.get(id=made.records["person"])
    browser = people.signed_in(desk_officer())
    browser.post(reverse("desk-serve"), {"number": person.number})

    answers = page(browser.get(at("desk-person", person)))

    assert "The desk does not know what it says" in answers
    assert state not in answers


def test_who_hears_of_a_danger_at_the_desk_tells_of_it_and_goes_on_serving() -> None:
    person = somebody()
    desk = desk_officer()
    watching = people.staff("supervisor", office=people.an_office())
    browser = people.signed_in(desk)
    address = reverse("protection:alert-new", kwargs={"record": person.id})
    assert browser.get(address).status_code == 404, "whom nobody serves, nobody is told of"
    browser.post(reverse("desk-serve"), {"number": person.number})

    assert address in page(browser.get(at("desk-person", person)))
    said = {"threat": "held", "what": "Taken off the bus.", "sure": "told-by-others"}
    answer = browser.post(address, said)

    assert answer.headers["Location"] == at("desk-person", person)
    (alert,) = Alert.objects.filter(person=person.id)
    assert may_open(people.acting_as(watching), alert.compartment)
    of_alert = reverse("protection:alert", kwargs={"record": alert.id})
    assert browser.get(of_alert).status_code == 404, "the source could be named in it"


def test_a_card_says_a_number_and_rights_and_nothing_of_the_person() -> None:
    person = somebody()
    browser = people.signed_in(desk_officer())
    browser.post(reverse("desk-serve"), {"number": person.number})

    made = browser.get(at("desk-card-paper", person))
    printed = pypdfium2.PdfDocument(BytesIO(made.content))
    text = "".join(one.get_textpage().get_text_bounded() for one in printed)

    assert len(printed) == 1
    assert person.number in text
    assert "Nobody may send the holder back" in text
    assert "리옥희" not in text
    assert "1987" not in text


def test_questions_at_the_desk_are_limited() -> None:
    browser = people.signed_in(desk_officer())

    answers = [browser.get(reverse("desk")).status_code for _number in range(31)]

    assert answers[0] == 200
    assert answers[-1] == 429


def at(name: str, person: Person) -> str:
    return reverse(name, kwargs={"record": person.id})


def page(response: object) -> str:
    assert response.status_code == 200  # type: ignore[attr-defined]
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]
