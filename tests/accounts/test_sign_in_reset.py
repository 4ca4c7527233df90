"""A lost password or phone: an administrator gives a one-time passphrase."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.actions.staff import reset_user
from openrsd.accounts.errors import AccountClosed, NotForOneself, NotHere
from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts
from openrsd.accounts.signing_in.models import OneTimePassphrase
from openrsd.ledger.models import EntryRow
from tests import people
from tests.accounts.signing_in import (
    APP,
    FACTORS,
    HOME,
    PASSWORD,
    SESSIONS,
    give_password,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db
NEW = "four quiet otters swim"


def reset(user: User) -> str:
    return reset_user(user.id, acting=people.acting_as(people.staff("administrator"))).passphrase


def test_a_reset_lets_in_once_and_first_asks_for_a_password_then_for_a_factor() -> None:
    officer = people.staff("case-officer")
    before = signed_in(officer)
    passphrase = reset(officer)
    assert before.get(HOME).status_code == 302, "every session ended"
    assert not Authenticator.objects.filter(user=officer).exists()
    assert give_password(Client(), officer.username).status_code == 200, "the old one is void"

    browser = Client()
    give_password(browser, officer.username, passphrase)
    for page in (HOME, SESSIONS, FACTORS, APP):
        assert browser.get(page).headers["Location"] == PASSWORD
    assert "An administrator gave you the passphrase" in words(browser.get(PASSWORD))
    form = {"oldpassword": passphrase, "password1": NEW, "password2": NEW}
    browser.post(PASSWORD, form)
    assert browser.get(HOME).headers["Location"] == FACTORS
    assert give_password(Client(), officer.username, passphrase).status_code == 200
    assert give_password(Client(), officer.username, NEW).status_code == 302


def test_the_passphrase_cannot_be_kept() -> None:
    officer = people.staff("case-officer")
    passphrase, browser = reset(officer), Client()
    give_password(browser, officer.username, passphrase)
    form = {"oldpassword": passphrase, "password1": passphrase, "password2": passphrase}
    assert "do not have already" in words(browser.post(PASSWORD, form))
    assert browser.get(HOME).headers["Location"] == PASSWORD


def test_after_three_days_it_lets_nobody_in_and_says_nothing_else() -> None:
    officer = people.staff("case-officer")
    passphrase = reset(officer)
    OneTimePassphrase.objects.update(good_until=timezone.now() - timedelta(seconds=1))
    late = words(give_password(Client(), officer.username, passphrase))
    assert late == words(give_password(Client(), officer.username, "wrong words"))


def test_passphrases_are_long_and_never_the_same() -> None:
    officer = people.staff("case-officer")
    command = system_actor("command-line")
    found = {reset_user(officer.id, acting=command).passphrase for _time in range(3)}
    assert len(found) == 3
    assert all(len(passphrase.replace("-", "")) == 20 for passphrase in found)


def test_a_reset_is_on_record_and_so_is_one_that_was_refused() -> None:
    officer, reviewer = people.staff("case-officer"), people.staff("reviewer")
    administrator = people.staff("administrator")
    reset_user(officer.id, acting=people.acting_as(administrator))
    with pytest.raises(NotHere):
        reset_user(officer.id, acting=people.acting_as(reviewer))
    entries = EntryRow.objects.filter(action=acts.RESET.code).order_by("at")
    assert [(entry.actor, entry.result) for entry in entries] == [
        (administrator.id, "done"),
        (reviewer.id, "refused"),
    ]


def test_nobody_resets_herself_and_no_closed_account() -> None:
    administrator, officer = people.staff("administrator"), people.staff("case-officer")
    acting = people.acting_as(administrator)
    with pytest.raises(NotForOneself):
        reset_user(administrator.id, acting=acting)
    officer.is_active = False
    officer.save()
    with pytest.raises(AccountClosed):
        reset_user(officer.id, acting=acting)
