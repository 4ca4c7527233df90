"""Signing in as people do: a real server, a real Chromium, a key that the browser holds."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.signing_in import code_of
from tests.people import PASSPHRASE, TOTP_SECRET
from tests.serving import Home, Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

FIRST, APP, FACTORS = "/account/sign-in/", "/account/second-factor/app/", "/account/second-factor/"
# Each with an account of her own, because a code is good once.
WITH_APP = ("hana", "mina", "sora")
FRESH = ("bora", "dasom", "garam", "yuna", "jiwoo")
PEOPLE = f"""
from allauth.mfa.models import Authenticator
from tests import people
for name in {WITH_APP + FRESH}:
    user = people.staff("case-officer", username=name)
    if name in {FRESH}:
        Authenticator.objects.filter(user=user).delete()
"""
# What the ledger holds of one of them, in order.
KEPT = """
import json
from openrsd.accounts.models import User
from openrsd.ledger.models import EntryRow
found = EntryRow.objects.filter(actor=User.objects.get(username="dasom").id).order_by("at")
def how(entry):
    said = entry.detail.get("with") or entry.detail.get("factor")
    return said["code"] if said else None
print(json.dumps({"acts": [[entry.action, how(entry)] for entry in found]}))
"""


@pytest.fixture(scope="module")
def served(installations: Installations) -> Iterator[Served]:
    home: Home = installations.make("init")
    home.inside(PEOPLE)
    with home.serving() as running:
        yield running


@pytest.fixture
def open_window(chromium: Browser, served: Served) -> Iterator[OpenWindow]:
    with opening(chromium, served) as opens:
        yield opens


def set_up_app(window: Window) -> str:
    """From the page of factors to the recovery codes; returns the secret that stands as text."""
    page = window.page
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#totp-secret").inner_text()
    window.is_accessible()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    return secret


def key_holder(page: Page) -> str:
    """A key that confirms by itself whatever it is asked, as a finger on a reader does."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    made = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return str(made["authenticatorId"])


def test_password_and_code(open_window: OpenWindow) -> None:
    window = open_window()
    window.go(FIRST)
    window.is_accessible()
    window.sign_in("hana", PASSPHRASE)
    window.is_accessible()
    window.page.get_by_label("Code").fill("000000")
    window.page.get_by_role("button", name="Go on").click()
    summary = window.page.get_by_role("alert")
    assert "There is a problem" in summary.inner_text()
    window.is_accessible()
    window.page.get_by_label("Code").fill(code_of(TOTP_SECRET))
    window.page.get_by_role("button", name="Go on").click()
    assert window.page.url == f"{window.address}/"


def test_a_new_officer_sets_up_an_app_and_signs_in_with_it(open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in("bora", PASSPHRASE)
    assert window.page.url.endswith(FACTORS), "nothing else opens before"
    window.is_accessible()
    secret = set_up_app(window)
    window.is_accessible()
    with window.page.expect_download() as kept:
        window.page.get_by_role("link", name="Keep them as a file").click()
    codes = re.findall(r"\b\d{8}\b", kept.value.path().read_text("utf-8"))
    assert len(codes) == 10
    window.page.get_by_role("link", name="I have written them down").click()
    assert window.page.url == f"{window.address}/"

    again = open_window()
    again.sign_in("bora", PASSPHRASE)
    again.page.get_by_label("Code").fill(code_of(secret, later=1))
    again.page.get_by_role("button", name="Go on").click()
    assert again.page.url == f"{again.address}/"

    lost = open_window()
    lost.sign_in("bora", PASSPHRASE)
    lost.page.get_by_label("Code").fill(codes[0])
    lost.page.get_by_role("button", name="Go on").click()
    assert lost.page.url == f"{lost.address}/"


def test_a_passkey_is_the_second_step_and_signs_in_alone(
    open_window: OpenWindow, served: Served
) -> None:
    window = open_window()
    page = window.page
    key_holder(page)
    window.sign_in("dasom", PASSPHRASE)
    page.get_by_role("link", name="Add a passkey").click()
    window.is_accessible()
    page.get_by_label("Name of the passkey").fill("Key on my chain")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    window.go(FACTORS)
    assert page.get_by_role("rowheader", name="Key on my chain").is_visible()
    window.is_accessible()

    page.locator(".own-menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{window.address}/")

    page.locator(".own-menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    window.sign_in("dasom", PASSPHRASE)
    window.is_accessible()
    page.get_by_role("button", name="Use the passkey").click()
    page.wait_for_url(f"{window.address}/")

    window.go(FACTORS)
    page.get_by_role("link", name="Rename Key on my chain").click()
    window.is_accessible()
    page.get_by_label("Name of the passkey").fill("Blue key")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Blue key").click()
    window.is_accessible()
    assert "This is your last second factor" in page.inner_text("main")

    page.get_by_role("link", name="Back to your second factors").click()
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Code").fill(code_of(page.locator("#totp-secret").inner_text()))
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="Remove Blue key").click()
    page.get_by_role("button", name="Remove the passkey").click()
    assert "The passkey is removed." in page.inner_text("main")

    told = json.loads(served.home.inside(KEPT))
    assert told["acts"] == [
        ["sign-in.done", "password"], ["sign-in.factor-added", "webauthn"],
        ["sign-in.codes-seen", None],
        ["sign-in.ended", None], ["sign-in.done", "webauthn"],
        ["sign-in.ended", None], ["sign-in.done", "webauthn"],
        ["sign-in.factor-renamed", "webauthn"], ["sign-in.factor-added", "totp"],
        ["sign-in.factor-removed", "webauthn"],
    ]  # fmt: skip


def test_what_a_passkey_is_called_is_sealed(open_window: OpenWindow, served: Served) -> None:
    window = open_window()
    key_holder(window.page)
    window.sign_in("garam", PASSPHRASE)
    window.go("/account/second-factor/passkeys/add/")
    window.page.get_by_label("Name of the passkey").fill("Of my sister Dalrae")
    window.page.get_by_role("button", name="Add the passkey").click()
    window.page.get_by_role("heading", name="Your recovery codes").wait_for()
    stored = served.home.inside(
        "from allauth.mfa.models import Authenticator\n"
        "print(list(Authenticator.objects.filter(user__username='garam').values_list('data')))"
    )
    assert "credential" in stored
    assert "Dalrae" not in stored


def test_guessing_ends_after_five_attempts(open_window: OpenWindow) -> None:
    window = open_window()
    for _attempt in range(5):
        window.sign_in("mina", "not her password")
        assert "The sign-in name or the password is wrong." in window.page.inner_text("main")
    window.sign_in("mina", PASSPHRASE)
    assert "There were too many attempts." in window.page.inner_text("main")
    window.is_accessible()


def test_a_passkey_that_is_refused_is_said_and_the_password_still_works(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    page = window.page
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    window.go(FIRST)
    with page.expect_request("**/account/sign-in/passkey/"):
        page.get_by_role("button", name="Sign in with a passkey").click()
    devices.send("WebAuthn.disable")
    window.sign_in("sora", PASSPHRASE)
    assert page.get_by_label("Code").is_visible()


def test_with_the_keyboard_alone(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.page
    window.go(FIRST)

    def reach(label: str) -> None:
        for _step in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == label:
                return
        raise AssertionError(label)

    reach("id_login")
    page.keyboard.type("yuna")
    reach("id_password")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Second factor").wait_for()
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == APP:
            break
    page.keyboard.press("Enter")
    page.locator("#totp-secret").wait_for()
    secret = page.locator("#totp-secret").inner_text()
    reach("id_code")
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def test_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    window.sign_in("jiwoo", PASSPHRASE)
    page = window.page
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="I have written them down").click()
    assert page.url == f"{window.address}/"
    page.locator(".own-menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    window.sign_in("jiwoo", PASSPHRASE)
    page.get_by_label("Code").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Go on").click()
    assert page.url == f"{window.address}/"
    window.go("/account/second-factor/passkeys/add/")
    assert "Passkeys need JavaScript" in page.inner_text("main")
