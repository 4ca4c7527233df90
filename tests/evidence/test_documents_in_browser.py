"""Documents in a real browser: sent in pieces, read beside their words, copied without parts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.evidence.hostile import pdf_saying
from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]
# Makes a case with a document of three pages that an officer and the person may open.
CASE = """
import json
from tests import people
from tests.evidence.hostile import pdf_saying
from openrsd.accounts.models import Basis
from tests.evidence.relating import given, handed_in
from tests.records import a_case
case = a_case(people.an_office())
officer = given(people.staff("case-officer", username="heron-12"), case, "case-officer")
person = given(people.applicant("river-7"), case, "applicant", Basis.SELF)
lines = ("Statement of the hospital", "Pak Chol-su told us", "She left in spring")
document = handed_in(case, officer, pdf_saying(*lines, pages=3))
def session(user):
    return people.signed_in(user).cookies["sessionid"].value
print(json.dumps({
    "officer": session(officer), "person": session(person),
    "claim": str(case.records["claim"]), "document": str(document.id), "case": str(case.id),
}))
"""
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
LONG = ("한 줄의 말. " * 100 + "\n").encode() * 1400


@dataclass(frozen=True)
class Place:
    """A served case, and what opens it."""

    served: Served
    known: dict[str, str]

    def enter(self, window: Window, who: str) -> None:
        """Signs somebody in."""
        window.context.add_cookies(
            [{"name": "sessionid", "value": self.known[who], "url": window.address}]
        )


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo").with_environment(OPENRSD_LANGUAGES="en ar")
    known = json.loads(home.inside(CASE))
    with home.serving() as served:
        yield Place(served, known)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def choose(page: Page, *files: Path) -> None:
    page.get_by_label("Files").set_input_files([str(one) for one in files])
    page.get_by_label("What it is, in a few words").fill("Messages with her sister")
    page.get_by_label("Kind").select_option("messages")


def test_several_documents_are_sent_in_pieces_and_a_broken_connection_ends_nothing(
    at: OpenWindow, place: Place, tmp_path: Path
) -> None:
    long, bad = tmp_path / "long.txt", tmp_path / "bad.pdf"
    long.write_bytes(LONG)
    bad.write_bytes(pdf_saying("Hello", pages=9)[:900])
    window = at(viewport=WIDE)
    place.enter(window, "officer")
    window.go(f"/evidence/claims/{place.known['claim']}/add/")
    window.is_accessible()
    page = window.page
    broken: list[str] = []

    def break_off(route: Route) -> None:
        # Once, in the middle.
        if route.request.url.endswith("/1/") and not broken:
            broken.append(route.request.url)
            route.abort()
        else:
            route.fallback()

    page.route("**/evidence/uploads/**", break_off)
    choose(page, long, bad)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Not all of it was taken. The reasons are beside the names.").wait_for(
        timeout=60_000
    )
    said = page.locator(".sending").inner_text()
    assert "Taken in." in said
    assert "damaged or cut off" in said
    assert broken
    window.is_accessible()
    # The browser tells of the connection that broke off.
    window.noticed[:] = [one for one in window.noticed if "ERR_FAILED" not in one]
    window.go(f"/evidence/claims/{place.known['claim']}/")
    assert page.get_by_role("link", name="Messages with her sister").count() == 1
    window.is_accessible()


def test_without_script_a_plain_form_takes_several_files(
    at: OpenWindow, place: Place, tmp_path: Path
) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for one in files:
        one.write_text("Words.")
    window = at(viewport=WIDE, java_script_enabled=False)
    place.enter(window, "person")
    window.go(f"/evidence/claims/{place.known['claim']}/add/")
    choose(window.page, *files)
    window.page.get_by_role("button", name="Add", exact=True).click()
    assert "2 documents were taken in." in window.page.content()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_page_stands_beside_its_words(at: OpenWindow, place: Place, size: dict[str, int]) -> None:
    window = at(viewport=size)
    place.enter(window, "officer")
    if size is NARROW:
        window.context.add_cookies(
            [{"name": "django_language", "value": "ar", "url": window.address}]
        )
    for path in (
        f"/evidence/{place.known['document']}/?page=2",
        f"/evidence/{place.known['document']}/remove/",
        f"/evidence/{place.known['document']}/custody/",
        f"/cases/{place.known['case']}/",
    ):
        assert window.go(path) == 200, path
        window.page.wait_for_load_state("networkidle")
        window.is_accessible()
        pictures = window.page.locator("img[src*='/pages/']")
        for one in pictures.all():
            one.scroll_into_view_if_needed()
            window.page.wait_for_function("one => one.naturalWidth > 0", arg=one.element_handle())


def test_a_part_of_a_page_is_drawn_with_the_mouse_and_is_gone_from_the_copy(
    at: OpenWindow, place: Place
) -> None:
    window = at(viewport=WIDE)
    place.enter(window, "officer")
    window.go(f"/evidence/{place.known['document']}/remove/")
    page = window.page
    drawn = page.locator(".to-draw-on[data-page='1']")
    drawn.scroll_into_view_if_needed()
    page.wait_for_function("one => one.querySelector('img').naturalWidth > 0",
                           arg=drawn.element_handle())  # fmt: skip
    where = drawn.bounding_box()
    assert where is not None
    page.mouse.move(where["x"] + 5, where["y"] + where["height"] * 0.24)
    page.mouse.down()
    page.mouse.move(where["x"] + where["width"] - 5, where["y"] + where["height"] * 0.34)
    page.mouse.up()
    assert page.locator(".removed-part").count() == 1
    page.get_by_text("Kept as a draft").wait_for()
    window.go(f"/evidence/{place.known['document']}/remove/")
    page.get_by_text("What stands here was not sent yet.").wait_for()
    assert page.locator(".removed-part").count() == 1, "what was drawn is there again"
    for number in (2, 3):
        page.locator(f"input[name=passages][value='{number}.2']").check()
    page.get_by_role("button", name="Make the copy").click()
    page.get_by_role("heading", name="with parts removed").wait_for()
    words = page.locator(".passages").inner_text()
    assert "[removed]" in words
    assert "Pak" not in words
    assert "She left in spring" in words
