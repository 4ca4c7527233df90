"""A researcher adds a report, confirms and assesses it; an officer finds and cites it."""

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
from tests.people import signed_in, staff
session = lambda user: signed_in(user).cookies["sessionid"].value
print(json.dumps({
    "researcher": session(staff("coi-researcher", username="reading")),
    "officer": session(staff("case-officer", username="asking")),
}))
"""
REPORT = """United Nations

Human Rights Council

Distr.: General
5 March 2026

Returns across the river
Report of the Commissioner

I. Detention

1. Women who were returned to North Korea told of detention in county holding centres.

2. 강제송환된 여성들은 구류장에 수감되었다. <b>Not bold</b> & not a tag.

II. Religion

3. All were questioned about religion on their return to North Korea.

4. Some were held for a month in the north of North Korea.

5. Nobody was told of a remedy.
"""
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served installation with a researcher and an officer."""

    served: Served
    researcher: str
    officer: str


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("init")
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


def test_from_a_file_to_a_citation(at: OpenWindow, place: Place) -> None:
    researcher = at(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    signed_in_at(researcher, place.researcher)
    page = researcher.page
    researcher.go("/")
    page.get_by_role("link", name="Country information").first.click()
    look(researcher, "empty")
    page.get_by_role("link", name="Add a document").click()
    look(researcher, "add")
    page.get_by_label("File").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Add").click()
    assert "damaged or cut off" in page.inner_text("main")
    page.get_by_label("File").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    )
    page.get_by_role("button", name="Add").click()
    assert page.get_by_label("Title").input_value() == "Returns across the river"
    assert page.get_by_label("Countries").input_value() == "PRK"
    look(researcher, "details")
    page.get_by_label("Reference number").fill("A/HRC/61/1")
    page.get_by_label("Countries").fill("North Korea, Nowhere")
    page.get_by_role("button", name="Confirm").click()
    assert "No country is known as Nowhere" in page.inner_text("main")
    look(researcher, "details-wrong")
    page.get_by_label("Countries").fill("North Korea, CHN")
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("The details are confirmed.").wait_for()
    look(researcher, "document")
    page.get_by_role("link", name="About the source").click()
    page.get_by_role("link", name="Assess this source").click()
    look(researcher, "assess")
    for box in page.locator("main textarea").all():
        box.fill("Interviews with 60 women abroad.")
    page.get_by_label("Only beside independent sources").check()
    page.get_by_role("button", name="Keep this assessment").click()
    look(researcher, "source")

    officer = at(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    signed_in_at(officer, place.officer)
    page = officer.page
    officer.go("/coi/")
    page.get_by_label("Words to find").fill("여성들이 구류장에서")
    page.get_by_label("Country").fill("DPRK")
    page.get_by_role("button", name="Find").click()
    found = page.locator(".coi-hit")
    assert found.count() == 1
    assert "<b>Not bold</b> & not a tag" in found.inner_text()
    assert "I. Detention" in found.inner_text()
    assert "Only beside independent sources" in found.inner_text()
    assert "구류장" in page.locator("mark").all_inner_texts()
    page.locator(".coi-hit a").click()
    page.get_by_label("Words to quote").fill("구류장에 수감되었다")
    page.get_by_role("button", name="Cite these words").click()
    assert (
        page.locator("cite")
        .inner_text()
        .startswith(
            "United Nations, Human Rights Council, Commissioner, Returns across the river, "
            "A/HRC/61/1, 5 March 2026, para. 2 (accessed "
        )
    )
    page.get_by_label("Words to quote").fill("what nobody wrote")
    page.get_by_role("button", name="Cite these words").click()
    assert "These words do not stand in the passage" in page.inner_text("main")


def test_what_was_found_can_be_read_on_a_telephone(at: OpenWindow, place: Place) -> None:
    officer = at(viewport={"width": 320, "height": 640})
    signed_in_at(officer, place.officer)
    officer.go("/coi/?q=religion+detention")
    look(officer, "found-telephone")
    officer.page.locator(".coi-hit a").first.click()
    look(officer, "passage-telephone")
    officer.page.get_by_role("link", name="Read it in the document").click()
    look(officer, "document-telephone")
    officer.go("/coi/library/")
    look(officer, "library-telephone")
    officer.go("/coi/?q=nothing+of+the+kind")
    look(officer, "nothing-telephone")
    assert "no proof that nothing happened" in officer.page.inner_text("main")
