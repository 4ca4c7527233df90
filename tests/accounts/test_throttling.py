"""Guessing does not pay: attempts are counted for an address and for a name, by all processes."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from openrsd.accounts.signing_in.acts import LOCKED_OUT
from openrsd.ledger.models import EntryRow
from tests import people
from tests.accounts.signing_in import (
    CODE,
    CONFIRM_CODE,
    HOME,
    PASSWORD,
    SIGN_IN,
    code_of,
    give_code,
    give_password,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db
TOO_MANY = "There were too many attempts. Wait five minutes"


def test_after_five_wrong_passwords_the_right_one_is_refused_too() -> None:
    officer = people.staff("case-officer")
    for _attempt in range(5):
        assert TOO_MANY not in words(give_password(Client(), officer.username, "guess"))
    refused = give_password(Client(), officer.username)
    assert refused.status_code == 200
    assert TOO_MANY in words(refused)


def test_names_that_nobody_has_are_shut_out_alike() -> None:
    officer = people.staff("case-officer")
    answers = []
    for name in (officer.username, "case-officex"):
        for _attempt in range(5):
            give_password(Client(REMOTE_ADDR="203.0.113.7"), name, "guess")
        answer = give_password(Client(REMOTE_ADDR=f"203.0.113.{len(name)}"), name, "guess")
        answers.append(words(answer).replace(name, ""))
        cache.clear()
    assert answers[0] == answers[1]
    assert TOO_MANY in answers[0]


def test_an_attempt_from_elsewhere_or_under_another_name_of_the_server_counts_too() -> None:
    officer = people.staff("case-officer")
    for number in range(5):
        host = ("localhost", "127.0.0.1", "[::1]")[number % 3]
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}", HTTP_HOST=host)
        give_password(browser, officer.username.upper(), "guess")
    assert TOO_MANY in words(give_password(Client(), officer.username))


def test_one_address_cannot_try_many_names() -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.7")
    for number in range(10):
        assert TOO_MANY not in words(give_password(guesser, f"name-{number}", "guess"))
    assert TOO_MANY in words(give_password(guesser, "name-11", "guess"))
    assert TOO_MANY not in words(give_password(Client(), "name-12", "guess")), "others can go on"


def test_an_address_that_the_browser_claims_is_not_believed(settings: Settings) -> None:
    def guess(number: int) -> str:
        browser = Client(headers={"x-forwarded-for": f"203.0.113.{number}"})
        return words(give_password(browser, f"name-{number}", "guess"))

    assert [TOO_MANY in guess(number) for number in range(11)] == [False] * 10 + [True]
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert not any(TOO_MANY in guess(number) for number in range(11)), "a proxy of ours is"


def test_what_no_person_does_gets_the_page_of_too_many_requests() -> None:
    machine = Client(REMOTE_ADDR="203.0.113.7")
    answers = [machine.post(SIGN_IN, {}).status_code for _attempt in range(31)]
    assert answers == [200] * 30 + [429]


def test_after_the_time_it_works_again(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "50/m/ip,2/2s/key"}
    officer = people.staff("case-officer")
    for _attempt in range(2):
        give_password(Client(), officer.username, "guess")
    assert TOO_MANY in words(give_password(Client(), officer.username))
    time.sleep(2.1)
    assert give_password(Client(), officer.username).headers["Location"] == CODE


def test_right_passwords_do_not_use_up_attempts() -> None:
    applicant = people.applicant()
    for _time in range(7):
        assert give_password(Client(), applicant.username).headers["Location"] == HOME


def test_codes_of_the_second_step_can_be_guessed_five_times() -> None:
    officer, browser = people.staff("case-officer"), Client()
    give_password(browser, officer.username)
    for number in range(5):
        assert TOO_MANY not in words(give_code(browser, f"{number:06}"))
    assert TOO_MANY in words(give_code(browser, code_of()))
    assert browser.get(HOME).status_code == 302


def test_so_can_codes_that_confirm_and_the_old_password() -> None:
    officer = people.staff("case-officer")
    browser = signed_in(officer)
    for number in range(5):
        browser.post(CONFIRM_CODE, {"code": f"{number:06}"})
    assert TOO_MANY in words(browser.post(CONFIRM_CODE, {"code": code_of(later=1)}))

    cache.clear()
    form = {"password1": "four quiet otters swim", "password2": "four quiet otters swim"}
    for number in range(4):
        browser.post(PASSWORD, {"oldpassword": f"guess {number}", **form})
    give_password(Client(), officer.username, "guess")
    refused = browser.post(PASSWORD, {"oldpassword": people.PASSPHRASE, **form})
    assert TOO_MANY in words(refused), "all ways of guessing one password count together"


def test_a_lock_out_is_on_record_once_however_many_attempts_come() -> None:
    officer = people.staff("case-officer")
    for number in range(12):
        give_password(Client(REMOTE_ADDR=f"203.0.113.{number}"), officer.username, "guess")
    entry = EntryRow.objects.get(action=LOCKED_OUT.code)
    assert (bytes(entry.subjects), entry.result) == (officer.id.bytes, "refused")


def test_attempts_under_many_names_do_not_push_counts_out_of_the_cache() -> None:
    officer = people.staff("case-officer")
    for _attempt in range(5):
        give_password(Client(), officer.username, "guess")
    for number in range(1000):
        cache.set(f"flood-{number}", [time.time()], 300)
    assert TOO_MANY in words(give_password(Client(), officer.username))
