"""Users and offices on their pages: what is amiss is said beside the form, and nothing is done."""

import pytest
from django.test import Client

from openrsd.accounts.models import AccountKind, Office, User
from openrsd.ledger.models import EntryRow
from openrsd.vault import opened
from tests import people
from tests.people import an_office, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return people.signed_in(staff("administrator"))


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("/staff/offices/", {"name": "Capital", "country": "tha"}, "three capital letters"),
        ("/staff/offices/", {"name": "border POST", "country": "THA"}, "This name is taken"),
        ("/staff/users/new/", {"kind": "staff", "username": "Ökçe"}, "Use only letters"),
        (
            "/staff/users/new/",
            {"kind": "staff", "username": "Administrator", "display_name": "Anna"},
            "This name is taken",
        ),
    ],
)
def test_what_is_amiss_is_said(browser: Client, path: str, form: dict[str, str], says: str) -> None:
    before = (Office.objects.count(), User.objects.count())
    answer = browser.post(path, form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert (Office.objects.count(), User.objects.count()) == before


def test_the_first_passphrase_is_shown_once_and_lets_her_in(browser: Client) -> None:
    answer = browser.post(
        "/staff/users/new/", {"kind": "staff", "username": "Lark-7", "display_name": "Lark"}
    )
    shown = answer.content.decode().split('<code class="text-reset">')[1].split("</code>")[0]
    user = User.objects.get(username="lark-7")
    assert user.check_password(shown)
    assert shown not in browser.get(f"/staff/users/{user.id}/").content.decode()


def test_a_role_already_held_is_refused_on_the_page_and_in_the_ledger(browser: Client) -> None:
    officer = staff("case-officer")
    form = {"role": "case-officer", "office": str(an_office().id)}
    answer = browser.post(f"/staff/users/{officer.id}/post/", form)
    assert answer.status_code == 422
    assert EntryRow.objects.filter(action="user.post", result="refused").count() == 1


def test_nobody_finds_buttons_for_her_own_account(browser: Client) -> None:
    own = User.objects.get(username="administrator")
    page = browser.get(f"/staff/users/{own.id}/").content.decode()
    assert "ask another administrator" in page
    assert "Close the account" not in page


@pytest.mark.parametrize("behind", ["%00", "a" * 300, "Kim Ok-hui"])
def test_a_place_in_the_list_that_is_no_sign_in_name_is_not_there(
    browser: Client, behind: str
) -> None:
    assert browser.get(f"/staff/users/?after={behind}").status_code == 404


def test_a_long_list_comes_in_pages(browser: Client) -> None:
    many = [
        User(kind=AccountKind.STAFF, username=f"heron-{number:03}", display_name="Invented")
        for number in range(60)
    ]
    opened().keys.make_all(user.compartment for user in many)
    for user in many:
        user.save()
    first = browser.get("/staff/users/").content.decode()
    behind = first.split("?after=")[1].split('"')[0]
    second = browser.get(f"/staff/users/?after={behind}").content.decode()
    names = [f"heron-{number:03}" for number in range(60)]
    assert [(f">{name}<" in first) + (f">{name}<" in second) for name in names] == [1] * 60
