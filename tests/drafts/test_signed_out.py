"""A session ends while somebody writes: she is told, and what she sent is shown to her again."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.accounts.signing_in.models import OpenSession
from tests.accounts.dossiers import a_dossier
from tests.drafts.typing import AS_A_BROWSER, LONG, Window, story_page
from tests.people import signed_in, staff
from tests.protected.models import Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
STATE = "/account/session/"


def used_before(**ago: int) -> None:
    OpenSession.objects.update(seen_at=timezone.now() - timedelta(**ago))


def test_typing_is_using_and_asking_is_not() -> None:
    clerk = staff("reception-registration-officer")
    browser = signed_in(clerk)
    window = Window(browser, story_page(a_dossier(clerk)))
    used_before(minutes=28)
    told = browser.get(STATE).json()
    assert told["user"] == str(clerk.id)
    assert 110 <= told["left"] <= 120
    assert OpenSession.objects.get().seen_at < timezone.now() - timedelta(minutes=27)
    window.type(story=LONG)
    assert browser.get(STATE).json()["left"] > 29 * 60


def test_whoever_wants_to_stay_stays_but_not_longer_than_eight_hours() -> None:
    browser = signed_in(staff("case-officer"))
    used_before(minutes=29)
    assert browser.post(STATE).json()["left"] > 29 * 60
    OpenSession.objects.update(ends_at=timezone.now() + timedelta(seconds=90))
    assert 80 <= browser.post(STATE).json()["left"] <= 90
    OpenSession.objects.update(ends_at=timezone.now())
    assert browser.post(STATE).json() | {"token": ""} == {"user": "", "left": 0, "token": ""}


def test_a_page_says_how_long_it_can_be_left() -> None:
    browser = signed_in(staff("case-officer"))
    OpenSession.objects.update(ends_at=timezone.now() + timedelta(seconds=600))
    page = browser.get("/").content.decode()
    left = re.search(r'data-seconds="(\d+)"', page)
    assert left is not None
    assert 590 <= int(left.group(1)) <= 600


def signed_out_while_writing() -> tuple[Client, Dossier, Window]:
    clerk = staff("reception-registration-officer")
    browser, dossier = signed_in(clerk), a_dossier(clerk)
    window = Window(browser, story_page(dossier))
    OpenSession.objects.all().delete()
    return browser, dossier, window


def test_without_a_script_what_was_sent_is_shown_again_and_can_be_sent() -> None:
    _browser, dossier, window = signed_out_while_writing()
    answer = window.send(story=LONG)
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "You were signed out" in page
    assert f'name="story" value="{LONG}"' in page
    assert f'action="{story_page(dossier)}"' in page
    # Signed in in another window, she presses the button.
    window.browser = signed_in(User.objects.get())
    assert window.send(story=LONG).status_code == 302
    dossier.refresh_from_db()
    assert dossier.story.open() == LONG


def test_a_form_with_an_old_token_is_shown_again_to_whoever_wrote_it() -> None:
    clerk = staff("reception-registration-officer")
    dossier = a_dossier(clerk)
    window = Window(signed_in(clerk), story_page(dossier))
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = window.browser.cookies
    sent = {"keeps": window.ticket, "story": LONG, "csrfmiddlewaretoken": "x" * 64}
    ours = {**AS_A_BROWSER, "Origin": "http://testserver"}
    answer = careful.post(story_page(dossier), sent, headers=ours)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert LONG in page
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]
    again = careful.post(story_page(dossier), sent | {"csrfmiddlewaretoken": token}, headers=ours)
    assert again.status_code == 302


@pytest.mark.parametrize(
    "of", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}, {"Accept": "*/*"}]
)
def test_what_did_not_come_from_a_page_of_ours_is_not_shown(of: dict[str, str]) -> None:
    clerk = staff("reception-registration-officer")
    dossier = a_dossier(clerk)
    window = Window(signed_in(clerk), story_page(dossier))
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = window.browser.cookies
    sent = {"keeps": window.ticket, "story": LONG, "csrfmiddlewaretoken": "x" * 64}
    headers = {**AS_A_BROWSER, "Origin": "http://testserver", **of}
    answer = careful.post(story_page(dossier), sent, headers=headers)
    assert answer.status_code == 403
    assert LONG not in answer.content.decode()


def test_what_one_wrote_is_not_sent_by_another_who_signs_in_in_her_place() -> None:
    _browser, dossier, window = signed_out_while_writing()
    other = signed_in(staff("reception-registration-officer", username="another-clerk"))
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = other.cookies
    sent = {"keeps": window.ticket, "story": LONG, "csrfmiddlewaretoken": "x" * 64}
    answer = careful.post(story_page(dossier), sent, headers=AS_A_BROWSER)
    assert answer.status_code == 403
    assert LONG not in answer.content.decode()
