"""One appeal from the first words to the outcome, at the windows of those who take part."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]
PLANT = """
from openrsd.accounts.models import User
from tests.decisions.appealed import Refused
names = {"case-officer": "officer", "reviewer": "reviewer", "appeal-officer": "appeals"}
users = {role: User.objects.get(username=name) for role, name in names.items()}
refused = Refused(users=users)
refused.on_duty("appeal-officer")
print(refused.made.id, refused.claim)
"""
PICTURES = os.environ.get("OPENRSD_PICTURES", "")


@pytest.fixture
def planted(served_demonstration: Served) -> tuple[str, str]:
    case, claim = served_demonstration.home.inside(PLANT).split()
    return case, claim


@pytest.fixture
def open_window(chromium: Browser, served_demonstration: Served) -> Iterator[OpenWindow]:
    with opening(chromium, served_demonstration) as opened:
        yield opened


def seen(window: Window, name: str) -> None:
    """Nothing is in anybody's way; OPENRSD_PICTURES names a folder for pictures."""
    window.is_accessible()
    if PICTURES:
        window.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_an_appeal_from_the_first_words_to_the_outcome(
    open_window: OpenWindow, planted: tuple[str, str], served_demonstration: Served
) -> None:
    told = (served_demonstration.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    words = told.splitlines()[0].rsplit(" ", 1)[1]
    case, claim = planted
    officer, hearing = open_window(), open_window()
    officer.sign_in("officer", words)
    hearing.sign_in("appeals", words)

    # The officer writes down what the person says; few fields must be filled in.
    officer.go(f"/cases/{case}/")
    page = officer.page
    page.get_by_role("link", name="Appeal", exact=True).click()
    page.get_by_label("What the person says against the decision").fill("I do not agree.")
    page.get_by_label("What the person said, and how you know").fill("She showed her card.")
    seen(officer, "1-file")
    press(page, "File the appeal")
    expect(page.get_by_role("heading", name="Grounds")).to_be_visible()
    page.get_by_role("link", name="Add a ground").click()
    page.get_by_label("What is wrong, and why").fill("Nobody asked about my brother.")
    seen(officer, "2-ground")
    press(page, "Add")
    seen(officer, "3-appeal-of-officer")

    # The appeal officer reads who took part, and takes it up.
    hearing.go(f"/decisions/appeals/{claim}/")
    page = hearing.page
    page.get_by_role("link", name="Take up the appeal").click()
    expect(page.get_by_text("You took no part in this case before.")).to_be_visible()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Why it is needed or not").fill("The facts are not in dispute.")
    press(page, "Take up the appeal")
    page.get_by_role("link", name="Write the decision on the appeal").click()
    page.get_by_label("The appeal is allowed").check()
    page.get_by_label("Answer to ground 1").fill("She is right: it was not weighed.")
    press(page, "Save")
    expect(page.get_by_text("Without an answer so far:")).to_be_visible()
    press(page, "Decide as it is saved")
    expect(page.get_by_text("Each ground of the appeal is answered").first).to_be_visible()
    page.get_by_label("Answer to ground 2").fill("It has to be weighed, and it carries the claim.")
    page.get_by_label("Conclusion").fill("She is a refugee.")
    press(page, "Save")
    press(page, "I examined facts and law as they are today")
    seen(hearing, "4-decide")
    press(page, "Decide as it is saved")
    expect(page.get_by_text("Answer as it is written").first).to_be_visible()

    # The officer sees that it is decided, and no word of the decision.
    officer.go(f"/decisions/appeals/{claim}/")
    assert "carries the claim" not in officer.page.content()
    hearing.go(f"/decisions/appeals/{claim}/")
    seen(hearing, "5-decided")
