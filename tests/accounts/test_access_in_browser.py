"""Need to know as people meet it, in a real browser: a glass is broken, witnesses are told, a
conflict is declared, an administrator makes and posts a colleague. Every page is accessible.
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
clerk = staff("reception-registration-officer", username="heron-1")
dossier = open_dossier("Ri Ok-hui", "She crossed in March.", acting=acting_as(clerk))
an_office("Capital office")
people = {
    "clerk": clerk,
    "officer": staff("case-officer", username="heron-12"),
    "supervisor": staff("supervisor", username="owl-1"),
    "administrator": staff("administrator", username="wren-3"),
}
keys = {who: signed_in(user).cookies["sessionid"].value for who, user in people.items()}
print(json.dumps({"record": str(dossier.id), "keys": keys}))
"""
REASON = "A call from the border: removal tonight. I look for her lawyer."
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served demonstration with these people in it."""

    served: Served
    record: str
    keys: dict[str, str]


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo")
    made = json.loads(home.inside(PEOPLE))
    with home.serving() as served:
        yield Place(served, made["record"], made["keys"])


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def window_of(at: OpenWindow, place: Place, who: str) -> Window:
    window = at()
    window.context.add_cookies(
        [{"name": "sessionid", "value": place.keys[who], "url": window.address}]
    )
    return window


def looked_at(window: Window, name: str) -> None:
    """The page is accessible; its picture is kept where someone wants to see it."""
    if PICTURES:
        window.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    barriers = window.barriers()
    assert barriers == [], "\n".join(barriers)


def test_a_glass_is_broken_and_the_supervisor_is_told(at: OpenWindow, place: Place) -> None:
    officer = window_of(at, place, "officer")
    assert officer.go(f"/dossiers/{place.record}/") == 404
    officer.go(f"/access/break-glass/dossier/{place.record}/")
    looked_at(officer, "break-glass")
    officer.page.get_by_label("Why do you need").fill("urgent")
    officer.page.get_by_role("button", name="Open the record").click()
    assert officer.page.get_by_role("alert").inner_text().count("Write why") == 1
    looked_at(officer, "break-glass-mistake")
    officer.page.get_by_label("Why do you need").fill(REASON)
    officer.page.get_by_role("button", name="Open the record").click()
    assert officer.page.get_by_role("heading", level=1).inner_text() == "Ri Ok-hui"
    assert officer.page.get_by_role("link", name="Change the story").count() == 0
    looked_at(officer, "dossier")
    supervisor = window_of(at, place, "supervisor")
    supervisor.go("/access/announcements/")
    assert REASON in supervisor.page.locator("main").inner_text()
    looked_at(supervisor, "announcements")
    supervisor.page.get_by_role("button", name="I have read this").click()
    assert supervisor.page.get_by_role("button", name="I have read this").count() == 0


def test_a_conflict_is_declared(at: OpenWindow, place: Place) -> None:
    clerk = window_of(at, place, "clerk")
    clerk.go(f"/dossiers/{place.record}/")
    clerk.page.get_by_role("link", name="Declare a conflict of interest").click()
    looked_at(clerk, "conflict")
    clerk.page.get_by_role("button", name="Declare the conflict").click()
    assert "closed to you" in clerk.page.get_by_role("status").inner_text()
    assert clerk.go(f"/dossiers/{place.record}/") == 404


def test_an_administrator_makes_and_posts_a_colleague(at: OpenWindow, place: Place) -> None:
    window = window_of(at, place, "administrator")
    page = window.page
    window.go("/staff/users/")
    looked_at(window, "users")
    page.get_by_role("link", name="Make a user").click()
    page.get_by_role("button", name="Make the user").click()
    looked_at(window, "new-user-mistake")
    page.get_by_label("Sign-in name").fill("lark-7")
    page.get_by_label("Name", exact=True).fill("Invented Lark")
    page.get_by_role("button", name="Make the user").click()
    looked_at(window, "passphrase")
    page.get_by_role("link", name="Go on to the account").click()
    page.get_by_label("Role").select_option("reviewer")
    page.get_by_label("Office").select_option(label="Capital office")
    page.get_by_role("button", name="Give the role").click()
    assert "Reviewer (Capital office)" in page.locator("main").inner_text()
    looked_at(window, "user")
    page.get_by_role("link", name="Take away").click()
    looked_at(window, "end-posting")
    page.get_by_role("button", name="Take the role away").click()
    assert "No role is held." in page.locator("main").inner_text()
    page.get_by_role("link", name="Close the account").click()
    looked_at(window, "deactivate")
    page.get_by_role("button", name="Close the account").click()
    assert page.get_by_role("button").filter(has_text="Give the role").count() == 0
    window.go("/staff/offices/")
    looked_at(window, "offices")
    window.go("/staff/office/")
    looked_at(window, "acting-office")
