"""An officer in a hurry raises an alert with three answers; a supervisor finds it on coming in."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.protection.certificates.holders import DECIDED
from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

PEOPLE = """
import json
from openrsd.accounts.models import User
from openrsd.protection.actions import Withdrawn, withdraw_negations
from tests.people import signed_in, staff
from tests.protection.refused import Refused
refused = Refused()
refused.negate_all("THA")
withdraw_negations(refused.person.id, Withdrawn.DOUBT, acting=refused.signer)
refused.negate_all("LAO")
supervisor = staff("supervisor", username="watching")
session = lambda id: signed_in(User.objects.get(id=id)).cookies["sessionid"].value
print(json.dumps({
    "person": str(refused.person.id), "case": str(refused.case.id),
    "officer": session(refused.drafter.id), "supervisor": session(supervisor.id),
}))
"""
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served installation with a person, an officer on duty with her, and a supervisor."""

    served: Served
    person: str
    case: str
    officer: str
    supervisor: str


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo")
    (home.folder / "certificates.yaml").write_text(DECIDED, "utf-8")
    made = json.loads(home.inside(PEOPLE))
    with home.serving() as served:
        yield Place(served, **made)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def signed_in_at(window: Window, session: str) -> None:
    window.context.add_cookies([{"name": "sessionid", "value": session, "url": window.address}])


def look(window: Window, name: str) -> None:
    """Nothing is in anybody's way; and a picture, where somebody wants to look."""
    assert "\n".join(window.barriers()) == ""
    if PICTURES:
        Path(PICTURES).mkdir(exist_ok=True)
        window.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_from_hearing_of_a_danger_to_the_letter_and_the_register(
    at: OpenWindow, place: Place
) -> None:
    officer = at(viewport={"width": 390, "height": 844}, color_scheme="dark")
    signed_in_at(officer, place.officer)
    officer.go(f"/registration/persons/{place.person}/")
    assert "Removal is forbidden." in officer.page.inner_text("main")
    officer.page.get_by_text("Why, and for which countries").click()
    look(officer, "person")
    officer.page.get_by_role("link", name="Raise an alert").click()
    look(officer, "new-alert")
    keyboard = officer.page.keyboard
    officer.page.get_by_label("Held by an authority").focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.type("Held at the river post since noon. <b>Now</b>")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    officer.page.get_by_text("1 colleague was told.").wait_for()
    look(officer, "alert")

    supervisor = at(viewport={"width": 1280, "height": 900})
    signed_in_at(supervisor, place.supervisor)
    supervisor.go("/")
    supervisor.page.get_by_role("link", name="1 person may be sent back: act now").click()
    look(supervisor, "alerts")
    supervisor.page.locator("main tbody a").first.click()
    supervisor.page.get_by_role("button", name="I take it up").click()
    assert "took it up" in supervisor.page.inner_text("main")
    look(supervisor, "alert-taken-up")
    supervisor.page.get_by_role("link", name="Letter to the authority").click()
    supervisor.page.get_by_label("To which authority").fill("Immigration detention")
    supervisor.page.get_by_label("Of which state").fill("China")
    supervisor.page.get_by_label("How the authority calls").fill("Detainee 417")
    supervisor.page.get_by_role("button", name="Make the letter").click()
    assert "nobody can say whether a letter is safe" in supervisor.page.inner_text("main")
    look(supervisor, "letter-refused")

    supervisor.go("/protection/incidents/new/")
    look(supervisor, "new-incident")
    supervisor.page.get_by_label("Turned back at or near a border").check()
    supervisor.page.get_by_label("Account").fill("Nine people were turned back at the bridge.")
    supervisor.page.get_by_label("How many people").fill("9")
    supervisor.page.get_by_role("button", name="Record", exact=True).click()
    supervisor.page.get_by_text("A piece of information").click()
    look(supervisor, "incident")
    supervisor.go("/protection/incidents/")
    assert "Turned back at or near a border" in supervisor.page.inner_text("main")
    look(supervisor, "incidents")


def test_the_page_of_a_case_says_it_of_everyone_in_it(at: OpenWindow, place: Place) -> None:
    officer = at(viewport={"width": 1280, "height": 900})
    signed_in_at(officer, place.officer)
    officer.go(f"/cases/{place.case}/")
    look(officer, "case")
    assert "permits no removal" in officer.page.inner_text("main")
    officer.page.get_by_text("Why, and for which countries").click()
    officer.page.get_by_text("What decisions found, and how long").click()
    shown = officer.page.inner_text("main")
    assert "not an authorisation. A fresh individual assessment is required" in shown
    assert "Withdrawn on" in shown
    look(officer, "case-open")
