"""The frame around every page: who is signed in, language, colours, and the way to the content."""

import pytest
from django.test import Client

from tests.people import an_office, signed_in, staff

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_frame_says_who_is_signed_in_and_where_she_works() -> None:
    officer = staff("case-officer", office=an_office("Border post North"), username="heron-12")
    page = signed_in(officer).get("/").content.decode()
    assert "heron-12" in page
    assert "Border post North" in page
    assert 'aria-current="page">Home' in page


def test_colours_are_kept_and_forgotten_by_choice(client: Client) -> None:
    dark = client.post("/theme/", {"theme": "dark", "next": "/account/sign-in/"})
    assert dark.headers["Location"] == "/account/sign-in/"
    assert client.cookies["openrsd_theme"]["httponly"]
    assert 'data-bs-theme="dark"' in client.get("/nowhere/").content.decode()
    client.post("/theme/", {"theme": ""})
    assert "prefers-color-scheme: dark" in client.get("/nowhere/").content.decode()


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_choice_leads_to_no_other_site(client: Client, to: str) -> None:
    answer = client.post("/theme/", {"theme": "light", "next": to})
    assert answer.headers["Location"] == "/"


def test_a_form_from_our_own_page_is_not_taken_for_a_strangers() -> None:
    # Given what a browser sends under the policy that our pages carry
    careful = Client(enforce_csrf_checks=True)
    page = careful.get("/account/sign-in/")
    assert page.headers["Referrer-Policy"] == "same-origin"
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"theme": "dark", "csrfmiddlewaretoken": token}
    ours, strange = "http://testserver", "https://example.org"
    assert careful.post("/theme/", sent, headers={"Origin": ours}).status_code == 302
    assert careful.post("/theme/", sent, headers={"Origin": strange}).status_code == 403
