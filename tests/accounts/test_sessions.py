"""Sessions: what is kept of them, when they end, and who can end them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.signing_in import acts
from openrsd.accounts.signing_in.models import OpenSession
from openrsd.accounts.signing_in.session_store import SessionStore, digest_of
from openrsd.accounts.signing_in.sessions import device_words, end_all_sessions, end_sessions
from tests import people
from tests.accounts.signing_in import (
    FACTORS,
    HOME,
    PASSWORD,
    SESSIONS,
    recorded,
    signed_in,
    words,
)
from tests.accounts.test_second_factor import set_up_app
from tests.accounts.test_sign_in import in_the_database

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
NEW = "four quiet otters swim"


def is_in(browser: Client) -> bool:
    return browser.get(HOME).status_code == 200


def test_the_database_holds_neither_key_nor_content_of_a_session() -> None:
    browser = signed_in(people.applicant(), user_agent=FIREFOX)
    key = browser.cookies["sessionid"].value
    row = OpenSession.objects.get(digest=digest_of(key))
    assert in_the_database(key, "Firefox", "account_authentication_methods") == []
    assert b"_auth_user_id" not in bytes(row.content)


def test_content_moved_to_another_session_does_not_open() -> None:
    hers, other = signed_in(people.applicant("first")), signed_in(people.applicant("second"))
    digests = [digest_of(browser.cookies["sessionid"].value) for browser in (hers, other)]
    content = OpenSession.objects.get(digest=digests[0]).content
    OpenSession.objects.filter(digest=digests[1]).update(content=content)
    assert is_in(hers)
    assert not is_in(other)


def test_the_cookie_is_for_this_server_and_no_script() -> None:
    cookie = signed_in(people.applicant()).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["expires"], "it goes when the browser is closed"


def test_half_an_hour_without_use_ends_a_session() -> None:
    browser = signed_in(people.applicant())
    OpenSession.objects.update(seen_at=timezone.now() - timedelta(minutes=29))
    assert is_in(browser), "and using it begins the half hour anew"
    assert OpenSession.objects.get().seen_at > timezone.now() - timedelta(minutes=1)
    OpenSession.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    assert not is_in(browser)


def test_eight_hours_after_sign_in_it_ends_however_busy_she_is() -> None:
    browser = signed_in(people.applicant())
    row = OpenSession.objects.get()
    assert row.ends_at - row.began_at == timedelta(hours=8)
    form = {"oldpassword": people.PASSPHRASE, "password1": NEW, "password2": NEW}
    assert browser.post(PASSWORD, form).status_code == 302
    again = OpenSession.objects.get()
    assert again.digest != row.digest, "a new key"
    assert again.ends_at == row.ends_at, "and not a minute more"
    OpenSession.objects.update(ends_at=timezone.now())
    assert not is_in(browser)


def test_looking_at_pages_does_not_write_each_time() -> None:
    browser = signed_in(people.applicant())
    before = OpenSession.objects.get().seen_at
    assert is_in(browser)
    assert OpenSession.objects.get().seen_at == before


def test_she_sees_where_she_is_signed_in_and_ends_one_or_all_others() -> None:
    applicant = people.applicant()
    here = signed_in(applicant, user_agent=FIREFOX)
    phone, library = signed_in(applicant, user_agent=PHONE), signed_in(applicant)
    page = words(here.get(SESSIONS))
    for device in ("Firefox · Linux", "Chrome · Android", "Another program", "You are here"):
        assert device in page

    key = digest_of(phone.cookies["sessionid"].value)
    session = OpenSession.objects.get(digest=key).id
    assert here.post(SESSIONS, {"session": str(session)}).headers["Location"] == SESSIONS
    assert "One session ended." in words(here.get(SESSIONS))
    assert (is_in(here), is_in(phone), is_in(library)) == (True, False, True)

    here.post(SESSIONS)
    assert (is_in(here), is_in(library)) == (True, False)
    assert recorded()[-2:] == [acts.SESSIONS_ENDED.code] * 2


def test_nobody_ends_the_session_of_someone_else() -> None:
    hers, other = signed_in(people.applicant("first")), signed_in(people.applicant("second"))
    session = OpenSession.objects.get(digest=digest_of(hers.cookies["sessionid"].value)).id
    other.post(SESSIONS, {"session": str(session)})
    other.post(SESSIONS)
    assert is_in(hers)


def test_a_new_password_ends_every_other_session() -> None:
    applicant = people.applicant()
    here, stolen = signed_in(applicant), signed_in(applicant)
    form = {"oldpassword": people.PASSPHRASE, "password1": NEW, "password2": NEW}
    here.post(PASSWORD, form)
    assert (is_in(here), is_in(stolen)) == (True, False)
    assert OpenSession.objects.count() == 1
    assert acts.PASSWORD_CHANGED.code in recorded()


def test_a_changed_second_factor_ends_every_other_session_and_says_so() -> None:
    applicant = people.applicant()
    here, stolen = signed_in(applicant), signed_in(applicant)
    assert "signed out everywhere else" in words(here.get(FACTORS))
    set_up_app(here)
    assert "signed out everywhere else" in words(here.get(FACTORS))
    assert (is_in(here), is_in(stolen)) == (True, False)
    for page in ("mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        key = SessionStore()
        key["_auth_user_id"] = str(applicant.pk)
        key.create()
        key.save()
        assert OpenSession.objects.filter(user=applicant.id).count() == 2
        assert here.post(reverse(page)).status_code == 302
        assert OpenSession.objects.filter(user=applicant.id).count() == 1
        assert is_in(here)
    assert recorded()[-2:] == [acts.SESSIONS_ENDED.code, acts.FACTOR_REMOVED.code]


def test_signing_out_empties_what_the_browser_kept() -> None:
    browser = signed_in(people.applicant())
    answer = browser.post("/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": NEW, "password2": "another one entirely"}, "same password"),
        ({"password1": people.PASSPHRASE, "password2": people.PASSPHRASE}, "do not have already"),
        ({"oldpassword": "wrong", "password1": NEW, "password2": NEW}, "not your password"),
    ],
)
def test_a_new_password_is_long_typed_twice_and_new(form: dict[str, str], says: str) -> None:
    browser = signed_in(people.applicant())
    page = browser.post(PASSWORD, {"oldpassword": people.PASSPHRASE, **form})
    assert "There is a problem" in words(page)
    assert says in words(page)


def test_a_closed_account_is_out_at_once() -> None:
    applicant = people.applicant()
    browser = signed_in(applicant)
    applicant.is_active = False
    applicant.save()
    assert not is_in(browser)


def test_all_sessions_of_one_user_and_of_everyone_can_be_ended() -> None:
    first, second = people.applicant("first"), people.applicant("second")
    hers, again, other = signed_in(first), signed_in(first), signed_in(second)
    assert end_sessions(first) == 2
    assert (is_in(hers), is_in(again), is_in(other)) == (False, False, True)
    assert end_all_sessions() >= 1
    assert not is_in(other)


def test_a_session_ended_while_a_page_is_made_stays_ended() -> None:
    browser = signed_in(people.applicant())
    store = SessionStore(browser.cookies["sessionid"].value)
    store["note"] = "of a page that is being made"
    end_all_sessions()
    with pytest.raises(UpdateError):
        store.save()
    assert not is_in(browser)


def test_sessions_that_ended_are_forgotten_at_the_next_sign_in() -> None:
    signed_in(people.applicant("first"))
    OpenSession.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    signed_in(people.applicant("second"))
    assert OpenSession.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox · Linux"),
        (PHONE, "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_two_words(agent: str, device: str) -> None:
    assert device_words(agent) == device
