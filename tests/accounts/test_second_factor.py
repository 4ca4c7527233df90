"""The second factor: who must have one, how it is set up, how its secrets are kept."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts
from openrsd.accounts.signing_in.owed import WHILE_FACTOR_OWED, WHILE_PASSWORD_OWED
from openrsd.accounts.signing_in.second_factor import open_for, seal_for
from openrsd.ledger.models import EntryRow
from openrsd.vault import CannotOpen
from tests import people
from tests.accounts.signing_in import (
    APP,
    CODE,
    CODES,
    FACTORS,
    HOME,
    code_of,
    give_code,
    give_password,
    recorded,
    signed_in,
    words,
)
from tests.accounts.test_sign_in import in_the_database
from tests.routes import table

pytestmark = pytest.mark.django_db


def without_factor(user: User) -> Client:
    """Signed in by password alone, as whoever has just been given an account."""
    Authenticator.objects.filter(user=user).delete()
    browser = Client()
    give_password(browser, user.username)
    return browser


def set_up_app(browser: Client) -> str:
    """Sets up an app as a person does; returns its secret."""
    found = re.search(r'<code id="totp-secret"[^>]*>([A-Z2-7]+)</code>', words(browser.get(APP)))
    assert found
    secret = found.group(1)
    sent_to = browser.post(APP, {"code": code_of(secret)})
    assert sent_to.status_code == 302, words(sent_to)
    assert sent_to.headers["Location"] == CODES
    return secret


def codes_shown(browser: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", words(browser.get(CODES)))


@pytest.mark.parametrize("make", [lambda: people.staff("case-officer"), people.representative])
def test_staff_and_representatives_open_nothing_before_they_have_one(
    make: Callable[[], User],
) -> None:
    browser, refused = without_factor(make()), set()
    for name, row in table().items():
        if name in WHILE_FACTOR_OWED or row.of:
            continue
        for method in (browser.get, browser.post):
            answer = method(row.path(None))
            assert answer.headers.get("Location") == FACTORS, name
        refused.add(name)
    assert {"home", "usersessions_list", "mfa_view_recovery_codes"} <= refused
    assert "Your account needs a second factor" in words(browser.get(FACTORS))


def test_the_exceptions_are_these_and_no_more() -> None:
    assert {
        "account_logout", "account_change_password", "account_reauthenticate", "choose_language",
        "choose_theme", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "session_state",
    } == WHILE_FACTOR_OWED  # fmt: skip
    assert {
        "account_logout", "account_change_password", "choose_language", "choose_theme",
        "session_state",
    } == WHILE_PASSWORD_OWED  # fmt: skip


def test_an_app_is_set_up_and_asked_for_from_then_on() -> None:
    officer = people.staff("case-officer")
    browser = without_factor(officer)
    secret = set_up_app(browser)
    assert len(codes_shown(browser)) == 10
    assert browser.get(HOME).status_code == 200
    assert recorded()[-2:] == [acts.FACTOR_ADDED.code, acts.CODES_SEEN.code]

    again = Client()
    assert give_password(again, officer.username).headers["Location"] == CODE
    assert give_code(again, code_of(secret, later=1)).headers["Location"] == HOME


def test_the_picture_is_inside_the_page_and_no_code_is_taken_without_the_app() -> None:
    browser = without_factor(people.staff("case-officer"))
    page = words(browser.get(APP))
    assert 'src="data:image/svg+xml;base64,' in page
    assert browser.post(APP, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_applicants_are_offered_one_and_may_remove_it() -> None:
    applicant = people.applicant()
    browser = Client()
    give_password(browser, applicant.username)
    assert browser.get(HOME).status_code == 200
    set_up_app(browser)
    assert browser.post(reverse("mfa_deactivate_totp")).headers["Location"] == FACTORS
    assert not Authenticator.objects.filter(user=applicant).exists()


def test_in_a_demonstration_it_is_offered_not_demanded(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    browser = without_factor(people.staff("case-officer"))
    assert browser.get(HOME).status_code == 200
    set_up_app(browser)
    assert browser.post(reverse("mfa_deactivate_totp")).headers["Location"] == FACTORS


def test_the_last_one_of_an_officer_cannot_be_removed() -> None:
    officer = people.staff("case-officer")
    browser = signed_in(officer)
    for answer in (
        browser.get(reverse("mfa_deactivate_totp")),
        browser.post(reverse("mfa_deactivate_totp")),
    ):
        assert "This is your last second factor" in words(answer)
    assert Authenticator.objects.filter(user=officer).count() == 1


def test_a_recovery_code_lets_in_once() -> None:
    officer = people.staff("case-officer")
    browser = without_factor(officer)
    set_up_app(browser)
    code = codes_shown(browser)[3]
    assert code not in words(browser.get(CODES)), "shown once"
    for answer in ((HOME, 302), (None, 200)):
        fresh = Client()
        give_password(fresh, officer.username)
        got = give_code(fresh, code)
        assert (got.headers.get("Location"), got.status_code) == answer
    assert "9 codes are left" in words(browser.get(FACTORS))


def test_recovery_codes_can_be_kept_as_a_file_that_no_server_keeps() -> None:
    browser = without_factor(people.staff("case-officer"))
    set_up_app(browser)
    page = words(browser.get(CODES))
    link = re.search(r'download="recovery-codes.txt" href="data:text/plain[^"]*,([^"]+)"', page)
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert link
    assert all(code in link.group(1) for code in codes)


def test_new_recovery_codes_void_the_old_ones() -> None:
    officer = people.staff("case-officer")
    browser = without_factor(officer)
    set_up_app(browser)
    old = codes_shown(browser)
    assert browser.post(reverse("mfa_generate_recovery_codes")).headers["Location"] == CODES
    assert not set(codes_shown(browser)) & set(old)
    fresh = Client()
    give_password(fresh, officer.username)
    assert give_code(fresh, old[0]).status_code == 200


def test_a_code_is_good_once_however_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    officer, now = people.staff("case-officer"), time.time()
    # The next half minute's code, which is taken already and for a minute more.
    code = code_of(later=1)
    typed = [
        (code, 302),
        (code, 200),
        (f"{code[:3]}-{code[3:]}", 200),
        (f"{code[:3]} {code[3:]}", 200),
    ]
    for passed, (text, answer) in zip((0, 1, 31, 33), typed, strict=True):
        monkeypatch.setattr(time, "time", lambda passed=passed: now + passed)
        browser = Client()
        give_password(browser, officer.username)
        assert give_code(browser, text).status_code == answer, (passed, text)


def test_a_code_may_be_typed_with_a_space() -> None:
    officer, browser, code = people.staff("case-officer"), Client(), code_of()
    give_password(browser, officer.username)
    assert give_code(browser, f"{code[:3]} {code[3:]}").status_code == 302


def test_a_clock_that_is_half_a_minute_off_does_not_lock_out_but_more_does() -> None:
    officer = people.staff("case-officer")
    for later, answer in ((-3, 200), (3, 200), (1, 302)):
        browser = Client()
        give_password(browser, officer.username)
        assert give_code(browser, code_of(later=later)).status_code == answer


def test_no_secret_of_a_second_factor_stands_readable_in_the_database() -> None:
    officer = people.staff("case-officer")
    browser = without_factor(officer)
    begun = re.search(r'totp-secret"[^>]*>([A-Z2-7]+)<', words(browser.get(APP)))
    assert begun
    assert in_the_database(begun.group(1)) == [], "not even while it is being set up"
    secret = set_up_app(browser)
    codes = codes_shown(browser)
    assert in_the_database(secret, *codes) == []


def test_a_secret_that_is_moved_to_another_user_does_not_open() -> None:
    officer, other = people.staff("case-officer"), people.staff("reviewer")
    sealed = seal_for(officer, "JBSWY3DPEHPK3PXP")
    assert open_for(officer, sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(CannotOpen):
        open_for(other, sealed)

    hers = Authenticator.objects.get(user=officer)
    Authenticator.objects.filter(user=other).update(data=hers.data)
    browser = Client(raise_request_exception=False)
    give_password(browser, other.username)
    give_code(browser, code_of())
    assert browser.get(HOME).status_code == 302, "not in"


def test_wrong_codes_are_on_record_as_failed() -> None:
    officer, browser = people.staff("case-officer"), Client()
    give_password(browser, officer.username)
    give_code(browser, "123456")
    entry = EntryRow.objects.get(action=acts.NOT_SIGNED_IN.code)
    assert bytes(entry.subjects) == officer.id.bytes
    assert entry.detail == {"step": {"code": "code"}}
