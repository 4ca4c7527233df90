"""An administrator who resets or posts someone is seen doing it."""

import pytest
from django.test import Client

from openrsd.accounts.acting import system_actor
from openrsd.accounts.actions.announcing import acknowledge
from openrsd.accounts.actions.staff import make_user, post, reset_user
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Announcement, Happening, User
from openrsd.accounts.roles import Permission, roles
from openrsd.ledger.models import EntryRow
from tests import people
from tests.accounts.signing_in import PASSWORD, give_password, words
from tests.people import acting_as, an_office, staff

pytestmark = pytest.mark.django_db
CHANGES = "/access/account-changes/"


@pytest.fixture
def administrator() -> User:
    return staff("administrator")


@pytest.fixture
def officer() -> User:
    """Far from where it happens: data protection watches over every office."""
    return staff("data-protection-officer", office=an_office("Capital"))


def told(what: Happening) -> set[User]:
    return {one.recipient for one in Announcement.objects.filter(what=what)}


def read(page: str) -> str:
    """The words of a page, without what keeps a name apart from them."""
    return page.replace("<bdi>", "").replace("</bdi>", "")


def page_of(user: User, address: str = CHANGES) -> str:
    return people.signed_in(user).get(address).content.decode()


def test_a_reset_is_told_to_data_protection_who_looks_and_confirms(
    administrator: User, officer: User
) -> None:
    adaeze = staff("case-officer", username="heron-12")
    for other in ("supervisor", "reviewer"):
        staff(other)
    reset_user(adaeze.id, acting=acting_as(administrator))
    assert told(Happening.RESET) == {officer, adaeze}

    browser = people.signed_in(officer)
    assert "1 account was changed by an administrator" in browser.get("/").content.decode()
    page = read(browser.get(CHANGES).content.decode())
    assert "Password and second factor were reset: heron-12" in page
    assert "Invented administrator" in page
    announced = Announcement.objects.get(recipient=officer)
    answer = browser.post(f"/access/announcements/{announced.id}/read/")
    assert answer.headers["Location"] == CHANGES
    again = browser.post(f"/access/announcements/{announced.id}/read/", follow=True)
    assert "This is so already" in again.content.decode()
    assert "Nothing waits for you." in browser.get("/").content.decode()
    looked = EntryRow.objects.filter(action="user.announced", result="done")
    assert {entry.actor for entry in looked} == {officer.id}


def test_she_who_was_reset_is_told_when_she_signs_in(administrator: User, officer: User) -> None:
    adaeze = staff("case-officer", username="heron-12")
    stolen = reset_user(adaeze.id, acting=acting_as(administrator)).passphrase
    thief = Client()
    give_password(thief, adaeze.username, stolen)
    new = "four quiet otters swim"
    thief.post(PASSWORD, {"oldpassword": stolen, "password1": new, "password2": new})
    # She cannot sign in any more, asks for help, and learns that it was not the first time.
    asked_for = reset_user(adaeze.id, acting=acting_as(staff("administrator", username="wren-3")))
    browser = Client()
    give_password(browser, adaeze.username, asked_for.passphrase)
    answer = browser.get(PASSWORD)
    said = words(answer)
    assert "If you did not ask for it each time" in said
    first, second = Announcement.objects.filter(recipient=adaeze).order_by("announced_at")
    assert answer.context["resets"] == [second.announced_at, first.announced_at]
    assert said.count(f"{first.announced_at:%Y-%m-%d %H:%M}") >= 1
    # What she is told of herself is no message that she could confirm or be made to.
    with pytest.raises(NotHere):
        acknowledge(first.id, acting=acting_as(adaeze))


def test_a_new_colleague_was_not_reset_and_is_told_nothing(administrator: User) -> None:
    made = make_user(AccountKind.STAFF, "lark-7", "Invented Lark", acting=acting_as(administrator))
    browser = Client()
    give_password(browser, "lark-7", made.passphrase)
    assert "were reset by an administrator" not in words(browser.get(PASSWORD))


@pytest.mark.parametrize("role", [role.id for role in roles().of_account("staff")])
def test_a_role_that_opens_or_oversees_is_told_to_data_protection(
    role: str, administrator: User, officer: User
) -> None:
    lark = staff(username="lark-7")
    post(lark.id, an_office().id, role, acting=acting_as(administrator))
    is_watched = role != "coi-researcher"
    assert told(Happening.POSTED) == ({officer} if is_watched else set())
    page = read(page_of(officer))
    assert ("A role was given: lark-7" in page) is is_watched


def test_every_role_that_comes_near_a_record_is_watched() -> None:
    # Country information and guidance are of nobody.
    of_nobody = {Permission.LOCK, Permission.WRITE_COI, Permission.WRITE_GUIDANCE}
    unwatched = {role.id for role in roles().of_account("staff") if role.permissions <= of_nobody}
    assert unwatched == {"coi-researcher"}


def test_who_does_it_is_not_told_by_herself_and_the_command_line_is_named(officer: User) -> None:
    both = staff("administrator", "data-protection-officer", username="both")
    lark = staff(username="lark-7")
    post(lark.id, an_office().id, "reviewer", acting=acting_as(both))
    assert told(Happening.POSTED) == {officer}
    reset_user(lark.id, acting=system_actor("command-line"))
    assert told(Happening.RESET) == {officer, both, lark}
    assert "someone at the command line" in page_of(officer)


def test_where_nobody_watches_yet_the_first_people_can_be_made(administrator: User) -> None:
    lark = staff(username="lark-7")
    post(lark.id, an_office().id, "data-protection-officer", acting=acting_as(administrator))
    assert told(Happening.POSTED) == set()


def test_what_is_told_of_accounts_is_not_among_the_emergencies(
    administrator: User, officer: User
) -> None:
    reset_user(staff("case-officer").id, acting=acting_as(administrator))
    assert "No record was opened in an emergency." in page_of(officer, "/access/announcements/")
    supervisor = staff("supervisor")
    assert people.signed_in(supervisor).get(CHANGES).status_code == 404
    refused = EntryRow.objects.get(action="user.announced", result="refused")
    assert refused.actor == supervisor.id
