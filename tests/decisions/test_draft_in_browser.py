"""A refusal is drafted at a window: what stands in the way is told until nothing does."""

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

RECORD = """
import json
from openrsd.assessment.entries import MaterialFact
from tests import people
from tests.casework.test_what_is_signed import on_duty, stood_at
from tests.decisions.test_drafting import REJECTED, fact, of_record
from tests.records import a_case
made = a_case(people.an_office())
heard = "interview-complete"
stood_at(made, ("T5", "registered", heard), ("T7", heard, "assessment-draft"))
of_record(made.records["claim"], "negative", fact(), MaterialFact.model_validate(REJECTED))
officer = on_duty(made, "case-officer")
print(json.dumps({
    "claim": str(made.records["claim"]),
    "session": people.signed_in(officer).cookies["sessionid"].value,
}))
"""
WHY = "What was described is no harm of the kind that the Convention asks for."
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served installation with an officer and a claim that she assessed."""

    served: Served
    claim: str
    session: str


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo")
    made = json.loads(home.inside(RECORD))
    with home.serving() as served:
        yield Place(served, **made)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def look(window: Window, name: str) -> None:
    """Nothing is in anybody's way; and a picture, where somebody wants to look."""
    window.is_accessible()
    if PICTURES:
        Path(PICTURES).mkdir(exist_ok=True)
        window.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refusal_is_drafted_until_nothing_stands_in_the_way(
    at: OpenWindow, place: Place, scripts: bool
) -> None:
    width = 1200 if scripts else 320
    window = at(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    window.context.add_cookies(
        [{"name": "sessionid", "value": place.session, "url": window.address}]
    )
    page = window.page
    window.go(f"/decisions/draft/{place.claim}/")
    if page.get_by_role("button", name="Begin the draft").count():
        page.get_by_label("Refusal", exact=True).check()
        if scripts:
            look(window, "begin")
        page.get_by_role("button", name="Begin the draft").click()
    page.get_by_role("textbox", name="Conclusion").wait_for()
    rejected = page.get_by_label("She crossed the river in March 2019.")
    rejected.fill("It is accepted that she crossed the river. Her demeanour was flat.")
    paragraph = page.locator(".paragraph", has=rejected)
    paragraph.get_by_role("button", name="Leave it out").click()
    page.get_by_text("the letter would not say so").first.wait_for()
    if scripts:
        look(window, "in-the-way")
    else:
        assert not window.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    page.get_by_role("button", name="Put it back").click()
    assert "says the opposite of what is recorded" in page.inner_text("main")
    assert "Demeanour says nothing about the truth" in page.inner_text("main")
    paragraph = page.locator(".paragraph", has=rejected)
    paragraph.get_by_role("button", name="Take it from the record").click()
    page.get_by_role("textbox", name="Conclusion").fill(WHY)
    if not scripts:
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/narrow.png", full_page=True)
        page.get_by_role("button", name="Give it to a reviewer").click()
        assert "This draft" not in page.inner_text("main")
        assert "/cases/" in page.url
        return
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Nothing keeps this draft from being handed in.").wait_for()
    look(window, "ready")
