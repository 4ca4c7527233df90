"""Sensitive acts ask again who is working, and then do what was asked."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.signing_in.acts import CONFIRMED
from openrsd.accounts.signing_in.confirming import RECENT_SECONDS
from openrsd.accounts.signing_in.models import OpenSession
from tests import people
from tests.accounts.signing_in import (
    APP,
    CONFIRM_CODE,
    SESSIONS,
    SIGN_IN,
    code_of,
    give_password,
    recorded,
    signed_in,
    words,
)
from tests.accounts.test_sign_in import in_the_database

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.confirmed_page")]
PAGE, CONFIRM = "/sensitive/", "/account/confirm/"


def later(browser: Client, seconds: int = RECENT_SECONDS + 1) -> Client:
    """The browser, as if what it confirmed were so much longer ago."""
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()
    return browser


def test_who_is_not_signed_in_signs_in_first() -> None:
    assert Client().get(PAGE).headers["Location"].startswith(SIGN_IN)


def test_right_after_signing_in_nothing_is_asked() -> None:
    assert signed_in(people.staff("case-officer")).get(PAGE).content == b"done: GET "
    assert signed_in(people.applicant()).get(PAGE).content == b"done: GET "


def test_after_five_minutes_an_officer_confirms_with_a_code_and_what_she_sent_is_done() -> None:
    browser = later(signed_in(people.staff("case-officer")))
    asked = browser.post(PAGE, {"what": "the export of Tuesday"})
    assert asked.headers["Location"].startswith(CONFIRM_CODE)
    assert in_the_database("the export of Tuesday") == [], "what waits is sealed"
    page = words(browser.get(asked.headers["Location"]))
    assert "Confirm that it is you" in page
    done = browser.post(asked.headers["Location"], {"code": code_of(later=1)})
    assert done.content == b"done: POST the export of Tuesday"
    assert recorded()[-1] == CONFIRMED.code


def test_confirming_gives_the_session_a_new_key_and_not_a_minute_more() -> None:
    browser = later(signed_in(people.staff("case-officer")))
    before, row = browser.cookies["sessionid"].value, OpenSession.objects.get()
    asked = browser.post(PAGE, {"what": "the export"}).headers["Location"]
    assert browser.post(asked, {"code": code_of(later=1)}).content == b"done: POST the export"
    assert browser.cookies["sessionid"].value != before
    again = OpenSession.objects.get()
    assert (again.began_at, again.ends_at) == (row.began_at, row.ends_at)
    assert browser.get(PAGE).status_code == 200
    taken = Client()
    taken.cookies["sessionid"] = before
    assert taken.get(PAGE).headers["Location"].startswith(SIGN_IN)


def test_whoever_finds_her_screen_open_cannot_end_her_other_sessions() -> None:
    officer = people.staff("case-officer")
    browser = later(signed_in(officer))
    browser.get(SESSIONS)
    other = OpenSession.objects.create(
        digest="0" * 64,
        user=officer.id,
        began_at=timezone.now(),
        seen_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
        content=b"",
    )
    asked = browser.post(SESSIONS, {"session": str(other.id)}).headers["Location"]
    assert asked.startswith(CONFIRM_CODE)
    assert OpenSession.objects.filter(id=other.id).exists()
    done = browser.post(asked, {"code": code_of(later=1)})
    assert done.headers["Location"] == SESSIONS
    assert not OpenSession.objects.filter(id=other.id).exists(), "what she asked for is done"


def test_within_the_five_minutes_it_is_asked_once() -> None:
    browser = later(signed_in(people.staff("case-officer")), RECENT_SECONDS - 5)
    assert browser.get(PAGE).status_code == 200


def test_her_password_alone_does_not_confirm_who_has_a_second_factor() -> None:
    browser = later(signed_in(people.staff("case-officer")))
    sent_to = browser.post(CONFIRM, {"password": people.PASSPHRASE}).headers["Location"]
    assert sent_to == CONFIRM_CODE
    assert browser.get(PAGE).status_code == 302


def test_an_applicant_without_one_confirms_with_the_password() -> None:
    browser = later(signed_in(people.applicant()))
    asked = browser.get(PAGE).headers["Location"]
    assert asked.startswith(CONFIRM)
    assert "not your password" in words(browser.post(asked, {"password": "wrong"}))
    assert browser.get(PAGE).status_code == 302
    assert browser.post(asked, {"password": people.PASSPHRASE}).headers["Location"] == PAGE
    assert browser.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "page",
    ["mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"],
)
def test_whoever_finds_her_screen_open_cannot_change_her_second_factors(page: str) -> None:
    browser = later(signed_in(people.staff("case-officer")))
    for answer in (browser.get(reverse(page)), browser.post(reverse(page))):
        assert answer.headers["Location"].startswith(CONFIRM_CODE)


def test_a_new_officer_who_waits_confirms_before_she_sets_up_an_app() -> None:
    officer, browser = people.staff("case-officer"), Client()
    Authenticator.objects.filter(user=officer).delete()
    give_password(browser, officer.username)
    asked = later(browser).get(APP).headers["Location"]
    assert asked.startswith(CONFIRM)
    assert browser.post(asked, {"password": people.PASSPHRASE}).headers["Location"] == APP
    assert browser.get(APP).status_code == 200


def test_whoever_has_only_a_passkey_is_asked_for_it_first() -> None:
    officer = people.staff("case-officer")
    browser = later(signed_in(officer))
    for kind in (Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN):
        Authenticator.objects.create(user=officer, type=kind, data={})
    assert browser.get(PAGE).headers["Location"].startswith(CONFIRM_CODE)
    Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).delete()
    assert browser.get(PAGE).headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


def test_what_one_person_confirmed_is_not_confirmed_for_another() -> None:
    officer, reviewer = people.staff("case-officer"), people.staff("reviewer")
    browser = signed_in(officer)
    session = browser.session
    session["account_authentication_methods_user"] = str(reviewer.pk)
    session.save()
    assert browser.get(PAGE).status_code == 302


def test_a_clock_put_back_does_not_confirm_for_ever() -> None:
    browser = signed_in(people.staff("case-officer"))
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() + 86_400
    session.save()
    assert browser.get(PAGE).status_code == 302
