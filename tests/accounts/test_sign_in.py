"""Signing in: what lets in, what does not, what is said of it, and what is kept of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from openrsd.accounts.signing_in.acts import NOT_SIGNED_IN, SIGNED_IN, SIGNED_OUT
from openrsd.accounts.signing_in.models import OpenSession
from openrsd.accounts.signing_in.recorded import NOBODY
from openrsd.accounts.signing_in.recorded import SIGN_IN as SIGN_IN_ACTOR
from openrsd.ledger.models import EntryRow
from tests import people
from tests.accounts.signing_in import (
    CODE,
    HOME,
    SIGN_IN,
    code_of,
    give_code,
    give_password,
    recorded,
    words,
)
from tests.routes import table

pytestmark = pytest.mark.django_db


def test_an_officer_signs_in_with_her_password_and_a_code_and_out_again() -> None:
    officer, browser = people.staff("case-officer"), Client()
    assert browser.get(HOME).headers["Location"].startswith(SIGN_IN)

    assert give_password(browser, officer.username).headers["Location"] == CODE
    assert browser.get(HOME).headers["Location"].startswith(SIGN_IN), "one step is not enough"
    before = browser.cookies["sessionid"].value
    assert give_code(browser, code_of()).headers["Location"] == HOME
    assert browser.get(HOME).status_code == 200
    assert browser.cookies["sessionid"].value != before, "nobody can have planted the session"

    assert browser.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert browser.get(HOME).headers["Location"].startswith(SIGN_IN)
    assert recorded() == [SIGNED_IN.code, SIGNED_OUT.code]
    entry = EntryRow.objects.get(action=SIGNED_IN.code)
    assert (entry.actor, entry.detail) == (officer.id, {"with": {"code": "totp"}})


def test_at_the_second_step_she_can_go_back_to_the_start() -> None:
    officer, browser = people.staff("case-officer"), Client()
    give_password(browser, officer.username)
    assert browser.get(SIGN_IN).headers["Location"] == CODE
    assert browser.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert browser.get(SIGN_IN).status_code == 200
    assert browser.get(CODE).headers["Location"] == SIGN_IN
    assert recorded() == []


def test_the_name_is_found_in_any_case_of_letters() -> None:
    officer = people.staff("case-officer")
    assert give_password(Client(), officer.username.upper()).headers["Location"] == CODE


def test_nobody_can_tell_a_name_that_exists_from_one_that_does_not() -> None:
    officer = people.staff("case-officer")
    known, unknown = Client(), Client()
    first = give_password(known, officer.username, "wrong words entirely")
    second = give_password(unknown, "case-officex", "wrong words entirely")
    assert first.status_code == second.status_code == 200
    assert words(first) == words(second).replace("case-officex", officer.username)
    assert "wrong words entirely" not in words(first)
    assert {name for name, _value in first.headers.items()} == {
        name for name, _value in second.headers.items()
    }
    assert not known.cookies.get("sessionid")


def test_both_ask_the_database_the_same_questions() -> None:
    officer = people.staff("case-officer")
    give_password(Client(), "somebody-else", "warms what is made once")
    questions = []
    for name in (officer.username, "case-officex"):
        with CaptureQueriesContext(connection) as asked:
            give_password(Client(), name, "wrong words entirely")
        questions.append([question["sql"].split(" ")[0] for question in asked])
    assert questions[0] == questions[1]


def test_a_failed_sign_in_is_on_record_without_what_was_typed() -> None:
    officer = people.staff("case-officer")
    give_password(Client(), officer.username, "wrong words entirely")
    give_password(Client(), "my secret password", "by mistake in the wrong field")
    entries = list(EntryRow.objects.filter(action=NOT_SIGNED_IN.code).order_by("at"))
    assert [bytes(entry.subjects) for entry in entries] == [officer.id.bytes, NOBODY.bytes]
    assert {entry.actor for entry in entries} == {SIGN_IN_ACTOR.id}
    assert {entry.result for entry in entries} == {"failed"}
    assert not in_the_database("my secret password", "by mistake", "wrong words")


def test_a_closed_account_is_told_so_only_to_whoever_has_its_password() -> None:
    officer = people.staff("case-officer")
    officer.is_active = False
    officer.save()
    assert give_password(Client(), officer.username, "wrong words").status_code == 200
    browser = Client()
    sent_to = give_password(browser, officer.username).headers["Location"]
    assert sent_to == reverse("account_inactive")
    assert b"account is closed" in browser.get(sent_to).content
    assert browser.get(HOME).status_code == 302
    assert recorded() == [NOT_SIGNED_IN.code, NOT_SIGNED_IN.code]


@pytest.mark.parametrize(
    "name",
    [
        "account_signup", "account_reset_password", "account_email", "account_set_password",
        "account_request_login_code", "mfa_list_webauthn", "mfa_download_recovery_codes",
        "mfa_trust", "mfa_signup_webauthn",
    ],
)  # fmt: skip
def test_pages_of_the_library_that_are_not_named_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/account/sessions/", "/account/sessions/"),
        ("https://example.org/", HOME),
        ("//example.org/", HOME),
        ("javascript:alert(1)", HOME),
    ],
)
def test_signing_in_leads_to_what_was_asked_for_and_never_elsewhere(
    asked: str, led_to: str
) -> None:
    applicant = people.applicant()
    form = {"login": applicant.username, "password": people.PASSPHRASE, "next": asked}
    assert Client().post(SIGN_IN, form).headers["Location"] == led_to


def test_a_sign_in_that_cannot_be_recorded_does_not_happen() -> None:
    applicant, browser = people.applicant(), Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_unsealed RENAME TO elsewhere")
    assert give_password(browser, applicant.username).status_code >= 500
    assert browser.get(HOME).headers["Location"].startswith(SIGN_IN)
    assert not OpenSession.objects.filter(user=applicant.id).exists()


def test_every_page_is_ours_and_none_is_the_libraries() -> None:
    browser, seen = people.signed_in(people.staff("case-officer")), 0
    for visitor in (browser, Client()):
        for name in (row for row in table() if row.startswith(("account_", "mfa_"))):
            row = table()[name]
            for template in visitor.get(row.path(None)).templates:
                assert "allauth" not in str(template.origin), (name, template.name)
                seen += 1
    assert seen > 20


NOTHING = ["", "null", "[]", "{}", "{"]
NOT_A_PASSKEY = [
    *NOTHING, "7", '"text"', '{"response": null}', '{"response": 7}',
    '{"response": {"userHandle": null}}', '{"response": {"userHandle": "!!!"}}',
    '{"response": {"userHandle": "AAAA"}, "id": "AA", "rawId": "AA", "type": "public-key"}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {}, "response":'
    ' {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA",'
    ' "userHandle": "AAAA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {}, "response":'
    ' {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("sent", NOT_A_PASSKEY)
def test_what_is_no_passkey_lets_nobody_in_and_breaks_nothing(sent: str) -> None:
    alone, second = Client(), Client()
    alone.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = alone.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert answer.headers["Location"] == SIGN_IN
    # What holds nothing is no attempt.
    assert recorded() == ([] if sent in NOTHING else [NOT_SIGNED_IN.code])

    give_password(second, people.staff("case-officer").username)
    second.get(CODE)
    answer = second.post(CODE, {"credential": sent})
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert second.get(HOME).status_code == 302


def test_no_page_before_sign_in_links_to_what_does_not_exist() -> None:
    for page in (SIGN_IN, reverse("account_inactive")):
        text = words(Client().get(page))
        for absent in ("signup", "sign-up", "reset", "email"):
            assert absent not in text


def in_the_database(*texts: str) -> list[str]:
    """Which of these texts stand in any column of any table, in clear."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            content = repr([[_plain(value) for value in row] for row in cursor.fetchall()])
            found += [f"{text} in {table}" for text in texts if text in content]
    return found


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
