"""One round between two windows: commented and returned, answered, handed in anew, signed."""

import json
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.serving import Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]
PICTURES = os.environ.get("OPENRSD_PICTURES", "")
PLANT = """
import json
from openrsd.accounts.models import Office, User
from tests.decisions.reviewed import a_draft_before_a_reviewer
office = Office.objects.get(name="Border office")
officer, reviewer = (User.objects.get(username=one) for one in ("officer-border", "reviewer"))
it = a_draft_before_a_reviewer(officer=officer, reviewer=reviewer, office=office)
print(json.dumps([str(it.case), str(it.claim), str(it.draft)]))
"""
AGAIN = """
import sys
from openrsd.accounts.models import User
from openrsd.casework.models import Case, Claim
from tests.decisions.reviewed import Reviewed
case = Case.objects.get(id=sys.argv[1])
claim = Claim.objects.get(case=case)
officer, reviewer = (User.objects.get(username=one) for one in ("officer-border", "reviewer"))
it = Reviewed(case.id, claim.id, (claim.compartment,), None, officer, reviewer)
print(it.hand_in(**{"fact-1": "It is accepted that camp guards beat her in May 2014."}))
"""


@pytest.fixture
def planted(served_demonstration: Served) -> list[str]:
    return list(json.loads(served_demonstration.home.inside(PLANT)))


@pytest.fixture
def windows(chromium: Browser, served_demonstration: Served) -> Iterator[OpenWindow]:
    with opening(chromium, served_demonstration) as open_window:
        yield open_window


def at_the_desk_of(username: str, windows: OpenWindow, served: Served) -> Window:
    told = (served.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    window: Window = windows(java_script_enabled=username != "reviewer")
    window.sign_in(username, told.splitlines()[0].rsplit(" ", 1)[1])
    return window


def picture(window: Window, name: str) -> None:
    window.page.set_viewport_size({"width": 320, "height": 800})
    assert not window.page.evaluate("document.documentElement.scrollWidth > 320"), name
    if PICTURES:
        window.page.screenshot(path=f"{PICTURES}/{name}-narrow.png", full_page=True)
    window.page.set_viewport_size({"width": 1280, "height": 900})
    if PICTURES:
        window.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_draft_comes_back_is_answered_and_signed(
    planted: list[str], windows: OpenWindow, served_demonstration: Served
) -> None:
    case, claim, draft = planted
    # The reviewer's browser runs no script.
    reviewer = at_the_desk_of("reviewer", windows, served_demonstration)
    reviewer.go(f"/decisions/review/{draft}/")
    picture(reviewer, "review")
    reviewer.page.get_by_role("link", name="Comment on What happened in 2014").click()
    reviewer.page.get_by_label("Your comment").fill("Which officials, and when in the year?")
    reviewer.page.get_by_role("button", name="Keep the comment").click()
    assert "Which officials" in reviewer.page.inner_text("main")
    reviewer.page.get_by_role("link", name="Return it with reasons").click()
    assert "Which officials" in reviewer.page.inner_text("main")
    picture(reviewer, "return")
    reviewer.page.get_by_label("Reasons").fill("See the comment on 2014.")
    reviewer.page.get_by_role("button", name="Return the assessment").click()

    officer = at_the_desk_of("officer-border", windows, served_demonstration)
    officer.go(f"/decisions/comments/{claim}/")
    officer.is_accessible()
    picture(officer, "comments")
    officer.page.get_by_label("Changed", exact=True).check()
    officer.page.get_by_label("your words").fill("Camp guards, in May.")
    officer.page.get_by_role("button", name="Keep what I said").click()
    second = served_demonstration.home.inside(AGAIN, case).strip()

    reviewer.go(f"/decisions/review/{second}/")
    assert "Camp guards, in May." in reviewer.page.inner_text("main")
    assert "May" in reviewer.page.locator("ins").all_inner_texts()[-1]
    picture(reviewer, "second-round")
    reviewer.page.get_by_role("link", name="Answer or settle comments").click()
    reviewer.page.get_by_label("Settled", exact=True).check()
    reviewer.page.get_by_role("button", name="Keep what I said").click()
    reviewer.go(f"/decisions/review/{second}/check/")
    picture(reviewer, "check")
    reviewer.go(f"/decisions/review/{second}/")
    reviewer.page.get_by_role("link", name="Sign a recognition").click()
    reviewer.page.locator("main input[type=checkbox]").check()
    reviewer.page.get_by_role("button", name="Sign a recognition").click()
    assert reviewer.page.url.endswith(f"/cases/{case}/")
    officer.go(f"/decisions/review/{second}/")
    officer.is_accessible()
    assert "Signed by" in officer.page.inner_text("main")
