"""Signing in as people do: with real requests, a password and a code of this half minute."""

import re
import time
from typing import TYPE_CHECKING, TypeAlias

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from openrsd.accounts.models import User
from openrsd.ledger.models import EntryRow
from tests.people import PASSPHRASE, TOTP_SECRET

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer: TypeAlias = _MonkeyPatchedWSGIResponse

SIGN_IN, CODE, HOME = "/account/sign-in/", "/account/sign-in/code/", "/"
APP, CODES = "/account/second-factor/app/", "/account/second-factor/codes/"
FACTORS, CONFIRM_CODE = "/account/second-factor/", "/account/confirm/code/"
PASSWORD, SESSIONS = "/account/password/", "/account/sessions/"


def code_of(secret: str = TOTP_SECRET, later: int = 0) -> str:
    """The code that an app shows now, or `later` half minutes from now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
    return code


def give_password(browser: Client, username: str, password: str = PASSPHRASE) -> "Answer":
    """Sends name and password."""
    return browser.post(SIGN_IN, {"login": username, "password": password})


def give_code(browser: Client, code: str) -> "Answer":
    """Sends the code of the second step."""
    return browser.post(CODE, {"code": code})


def signed_in(user: User, **headers: str) -> Client:
    """A browser in which she signed in with all that her account asks for."""
    browser = Client(headers=headers)
    give_password(browser, user.username)
    if user.is_staff_account:
        give_code(browser, code_of())
    assert browser.get(PASSWORD).status_code == 200
    return browser


def recorded() -> list[str]:
    """The acts of the ledger about signing in, in order."""
    found = EntryRow.objects.filter(action__startswith="sign-in.").order_by("at")
    return list(found.values_list("action", flat=True))


def words(response: "Answer") -> str:
    """The page without what differs each time."""
    text = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
