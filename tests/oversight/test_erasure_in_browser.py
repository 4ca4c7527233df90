"""Two data-protection officers erase a record in a real browser, by what stands on the pages alone;
one of them looks at what an administrator did. Wide and on a telephone, from right to left too.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]
PEOPLE = """
import json
from tests.people import *
from tests.protected.actions import open_dossier
from openrsd.accounts.actions.staff import reset_user
from openrsd.oversight.erasure_actions import ask_for_erasure, withdraw_erasure
from openrsd.accounts.records import record_kind
clerk = staff("reception-registration-officer", username="heron-1")
first, second = (open_dossier(name, acting=acting_as(clerk)) for name in ("Ri Ok-hui", "Kim Su"))
officers = [staff("data-protection-officer", username=name) for name in ("owl-1", "owl-2")]
asked = ask_for_erasure(
    record_kind("dossier"), second.id, "Written twice.", acting=acting_as(officers[0])
)
withdraw_erasure(asked.id, acting=acting_as(officers[0]))
reset_user(clerk.id, acting=acting_as(staff("administrator", username="wren-3")))
keys = [signed_in(user).cookies["sessionid"].value for user in officers]
print(json.dumps({"record": str(first.id), "keys": keys}))
"""
WHY = "She asked for it in writing; the outcome is final."
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served demonstration with these people in it."""

    served: Served
    record: str
    keys: list[str]


@pytest.fixture
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo").with_environment(OPENRSD_LANGUAGES="en ar")
    made = json.loads(home.inside(PEOPLE))
    with home.serving() as served:
        yield Place(served, made["record"], made["keys"])


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def window_of(at: OpenWindow, key: str, language: str = "en", **options: object) -> Window:
    window = at(**options)
    cookies = {"sessionid": key, "django_language": language}
    window.context.add_cookies(
        [{"name": n, "value": value, "url": window.address} for n, value in cookies.items()]
    )
    return window


def looked_at(window: Window, name: str) -> None:
    """The page is accessible; its picture is kept where someone wants to see it."""
    if PICTURES:
        window.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    window.is_accessible()


def test_one_asks_and_another_erases(at: OpenWindow, place: Place) -> None:
    asking = window_of(at, place.keys[0])
    asking.go(f"/oversight/who-looked/dossier/{place.record}/")
    page = asking.page
    page.get_by_role("link", name="Ask for this record to be erased").click()
    page.get_by_label("Why this record is to be erased").fill("soon")
    page.get_by_role("button", name="Ask for it").click()
    looked_at(asking, "erasure-new-mistake")
    page.get_by_label("Why this record is to be erased").fill(WHY)
    page.get_by_role("button", name="Ask for it").click()
    assert "Another person has to confirm it." in page.get_by_role("status").inner_text()
    looked_at(asking, "erasure-asked")

    telephone = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
    small = window_of(at, place.keys[1], "ar", **telephone)
    confirming = window_of(at, place.keys[1])
    page = confirming.page
    confirming.go("/")
    page.get_by_role("link", name="1 request to erase").click()
    looked_at(confirming, "erasures")
    page.get_by_role("region").get_by_role("link").first.click()
    page.get_by_role("link", name="Read the reason").click()
    assert page.locator("blockquote").inner_text() == WHY
    looked_at(confirming, "erasure-reason")
    page.get_by_role("link", name="Back to the request").click()
    page.get_by_role("link", name="Withdraw the request").click()
    looked_at(confirming, "erasure-withdraw")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("link", name="Erase the record").click()
    page.get_by_role("button", name="Erase the record").click()
    assert "Tick the box" in page.get_by_role("alert").inner_text()
    looked_at(confirming, "erasure-confirm-mistake")
    for path in ("/oversight/erasures/", page.url.removeprefix(confirming.address)):
        small.go(path)
        looked_at(small, f"erasure-small-{len(path)}")
    page.get_by_label("I understand").check()
    page.get_by_role("button", name="Erase the record").click()
    assert "The record is erased." in page.get_by_role("status").inner_text()
    looked_at(confirming, "erasure-done")
    page.get_by_role("link", name="Back to the erasures").click()
    looked_at(confirming, "erasures-ended")


def test_what_an_administrator_did_is_looked_at(at: OpenWindow, place: Place) -> None:
    window = window_of(at, place.keys[0])
    page = window.page
    window.go("/")
    looked_at(window, "home")
    page.get_by_role("link", name="1 account was changed").click()
    assert "heron-1" in page.get_by_role("heading", level=2).inner_text()
    looked_at(window, "account-changes")
    page.get_by_role("button", name="I have read this").click()
    assert page.get_by_role("button", name="I have read this").count() == 0
