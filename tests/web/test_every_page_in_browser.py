"""Every page as each kind of person sees it, in a real browser: accessible in both colours and both
directions, on a telephone too; nothing is asked of any other machine, nothing goes wrong quietly.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.routes import OTHERWISE, Row, table
from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, opening

# Makes one person of each kind and a dossier that she may open; prints what a browser needs.
PEOPLE = """
import json
from tests.people import *
from tests.relations import dossiers_by_relation, record_ids
from openrsd.accounts.roles import roles
work = [role.id for role in roles().of_account("staff")]
officer, chief = staff("case-officer", username="heron-12"), staff(*work, username="owl-1")
lawyer, river = representative("lawyer-1"), applicant("river-7")
dossiers = dossiers_by_relation()
def known(user, role, relation):
    key = signed_in(user).cookies["sessionid"].value
    return {"session": key, "record": str(record_ids(user, role, dossiers)[relation])}
print(json.dumps({
    "officer": known(officer, "case-officer", "assigned"),
    "chief": known(chief, "case-officer", "assigned"),
    "lawyer": known(lawyer, "legal-representative", "authority"),
    "applicant": known(river, "applicant", "own"),
}))
"""
ROWS = table()
ENOUGH = 5
# Light and dark by the wish of the device; the telephone reads from right to left.
WAYS: Mapping[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "telephone": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}
SOAK = os.environ.get("OPENRSD_SOAK") == "1"
# The chief, who holds every role, sees all pages of staff, each in one of the ways; a soak walks as
# everyone, and shows every page in every way.
USUAL = {("anonymous", "light"), ("anonymous", "telephone"), ("applicant", "telephone")}
USUAL |= {("chief", way) for way in WAYS}
# What a page looks like does not hang on the database: on a server one walk shows that all answer.
if os.environ.get("OPENRSD_TEST_DATABASE_URL"):
    USUAL = {("chief", "light")}
WALKS = [
    (who, way)
    for who in ("anonymous", "chief", "officer", "lawyer", "applicant")
    for way in WAYS
    if SOAK or (who, way) in USUAL
]


@dataclass(frozen=True)
class Place:
    """A served demonstration and who is signed in there."""

    served: Served
    people: Mapping[str, Mapping[str, str]]

    def record_of(self, who: str) -> str:
        """A dossier that this person may open, as far as there is one."""
        return self.people.get(who, self.people["officer"])["record"]


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo").with_environment(OPENRSD_LANGUAGES="en ar")
    people = json.loads(home.inside(PEOPLE))
    with home.serving() as served:
        yield Place(served, people)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def enter(window: Window, place: Place, who: str, way: str) -> None:
    """Signs her in, and sets the language of the way."""
    cookies = {"django_language": "ar"} if way == "telephone" else {}
    if who in place.people:
        cookies["sessionid"] = place.people[who]["session"]
    window.context.add_cookies(
        [{"name": name, "value": value, "url": window.address} for name, value in cookies.items()]
    )


@pytest.mark.parametrize(("who", "way"), WALKS)
def test_every_page_is_accessible(at: OpenWindow, place: Place, who: str, way: str) -> None:
    window = at(**WAYS[way])
    enter(window, place, who, way)
    seen: set[str] = set()
    barriers: list[str] = []
    for row in _walked(who, way):
        status = window.go(row.path(place.record_of(who)))
        # Some addresses give out what only programs read.
        if window.page.evaluate("document.contentType") != "text/html":
            continue
        # Many addresses lead to the same few pages, and a refusal is one page everywhere.
        shown = str(status) if status >= 400 else window.page.url.partition("?")[0]
        if shown not in seen:
            seen.add(shown)
            barriers += window.barriers()
        direction = window.page.locator("html").get_attribute("dir")
        assert direction == ("rtl" if way == "telephone" else "ltr")
    assert barriers == [], "\n".join(barriers)
    assert len(seen) > 2


def _walked(who: str, way: str) -> Iterator[Row]:
    """The addresses of a walk. Of those where nothing is to be seen, because only a dossier is hers
    or nobody is signed in, a few stand for all, but in a soak: the table of addresses tries each.
    """
    empty, shares = 0, len([one for one in USUAL if one[0] == "chief"])
    for place_in_table, row in enumerate(ROWS.values()):
        if who == "chief" and not SOAK and place_in_table % shares != [*WAYS].index(way) % shares:
            continue
        if row.name == "account_logout" and who != "anonymous":
            continue
        sent_away = who == "anonymous" and row.expected("get", who, OTHERWISE) == "sign-in"
        if sent_away or row.of not in (None, "dossier"):
            empty += 1
            if empty > ENOUGH and not SOAK:
                continue
        yield row


def test_with_the_keyboard_alone_one_reaches_the_content_and_every_choice(
    at: OpenWindow, place: Place
) -> None:
    window = at()
    enter(window, place, "officer", "light")
    window.go("/")
    page = window.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    # The menu opens, and dark colours are chosen, with keys only.
    summary = page.locator(".own-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    dark = page.get_by_role("button", name="Dark", exact=True)
    for _press in range(12):
        page.keyboard.press("Tab")
        if dark.evaluate("one => one === document.activeElement"):
            break
    assert dark.evaluate("one => one === document.activeElement")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{window.address}/")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_everything_of_the_frame_works_without_javascript(at: OpenWindow, place: Place) -> None:
    window = at(java_script_enabled=False)
    enter(window, place, "officer", "light")
    window.go("/")
    page = window.page
    page.locator(".own-menu summary").click()
    page.get_by_label("Language").select_option("ar")
    page.get_by_role("button", name="Use").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".own-menu summary").click()
    page.get_by_role("button", name="Light", exact=True).click()
    assert page.locator("html").get_attribute("data-bs-theme") == "light"
    page.locator(".own-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator(".frame-nav").count() == 0


def test_a_form_with_mistakes_says_them_on_top_and_beside_each_field(
    at: OpenWindow, place: Place
) -> None:
    window = at()
    enter(window, place, "officer", "light")
    window.go("/showcase/")
    page = window.page
    page.get_by_role("button", name="Save").click()
    window.is_accessible()
    page.get_by_role("alert").get_by_role("link", name="Way: ").click()
    assert page.evaluate("document.activeElement.type") == "radio"
    described = page.get_by_label("Code").get_attribute("aria-describedby") or ""
    words = [page.locator(f"#{part}").inner_text() for part in described.split()]
    assert any("Six digits" in word for word in words)
    assert any("required" in word for word in words)


def test_what_was_typed_into_a_form_that_is_too_old_is_still_there(
    at: OpenWindow, place: Place
) -> None:
    window = at()
    window.go("/showcase/")
    page, written = window.page, "A story that took an hour to write down."
    page.get_by_label("Notes").fill(written)
    # The cookie of forms lapses, as it does after signing out and in elsewhere.
    window.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The form is too old"
    page.go_back()
    assert page.get_by_label("Notes").input_value() == written


def test_letters_of_twice_the_size_fit(at: OpenWindow, place: Place) -> None:
    window = at(viewport={"width": 1280, "height": 900})
    enter(window, place, "officer", "light")
    for path in ("/", "/showcase/", "/lock/", "/nowhere/"):
        window.go(path)
        window.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert window.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path


def test_everything_that_is_pressed_is_large_enough(at: OpenWindow, place: Place) -> None:
    # WCAG 2.2, 2.5.8: 24 by 24 points, save links within a sentence
    window = at(viewport={"width": 320, "height": 640})
    enter(window, place, "officer", "light")
    window.go("/showcase/")
    window.page.locator(".own-menu summary").click()
    small = window.page.evaluate(
        """[...document.querySelectorAll('button, summary, input, select, nav a, .brand')]
        .filter(one => one.type !== 'hidden').map(one => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.height < 24 || box.width < 24).map(([one]) => one.outerHTML)"""
    )
    assert small == []


def test_the_lock_on_the_page_closes_every_page_within_a_second(
    chromium: Browser, installations: Installations
) -> None:
    home = installations.make("demo")
    key = json.loads(home.inside(PEOPLE))["officer"]["session"]
    served = home.start()
    try:
        with opening(chromium, served) as opens:
            window = opens()
            window.context.add_cookies([{"name": "sessionid", "value": key, "url": window.address}])
            window.go("/")
            page = window.page
            page.get_by_role("link", name="Lock this installation").click()
            page.get_by_role("button", name="Lock now").click()
            locked = page.get_by_role("heading", name="OpenRSD is locked")
            assert locked.is_visible()
            window.is_accessible()
            page.wait_for_timeout(1000)
            assert window.go("/account/sign-in/") == 503
            assert locked.is_visible()
    finally:
        served.kill()
