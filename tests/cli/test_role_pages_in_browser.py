"""The pages of the desk and of the officer in a real browser: accessible, narrow, on paper."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from openrsd.cli.page import screening_page
from openrsd.cli.screened import Screened
from openrsd.determination.visibility import Role, for_role
from tests.cli.pages import EXAMPLES, screened
from tests.cli.test_page_in_browser import ACROSS, browser, opened

__all__ = ["browser"]
FILES = ("boy-alone", "survivor-with-urgent-danger")
# Of what repeats, the first is seen by axe; the drawings of the law are tested elsewhere.
FEW = """
for (const what of [
  '.topics > li:nth-child(n+3)', '.questions > li:nth-child(n+3)', 'tbody tr:nth-child(n+4)',
  '.law-part', '.part ~ .part ~ .part ~ *',
]) { document.querySelectorAll(what).forEach(one => one.remove()) }
"""


def page_for(role: Role) -> str:
    cases = []
    for name in FILES:
        path = EXAMPLES / "intake" / f"{name}.yaml"
        one = screened(path.read_text(encoding="utf-8"), path.name)
        reports = tuple(for_role(report, role) for report in one.reports)
        cases.append(Screened(one.name, one.case, one.determinations, reports, role))
    return screening_page(cases)


@pytest.mark.parametrize("role", [Role.DESK, Role.OFFICER])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_for_a_role_is_accessible_and_does_not_scroll(
    browser: Browser, tmp_path: Path, role: Role, width: int
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page_for(role), encoding="utf-8")
    shown, noticed = opened(browser, file, width, "light")
    assert shown.evaluate(ACROSS) == 0
    shown.evaluate(FEW)
    found = Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()
    assert noticed == []
    shown.close()


def test_from_right_to_left_the_plan_does_not_scroll(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    turned = page_for(Role.OFFICER).replace('dir="ltr"', 'dir="rtl"', 1)
    file.write_text(turned, encoding="utf-8")
    shown, _ = opened(browser, file, 320, "light")
    assert shown.evaluate(ACROSS) == 0
    shown.close()


def test_on_paper_the_plan_begins_on_its_own_page_with_its_questions(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page_for(Role.OFFICER), encoding="utf-8")
    shown = browser.new_page()
    shown.goto(file.as_uri())
    shown.emulate_media(media="print")
    plan = shown.locator(".plan").first
    assert plan.evaluate("one => getComputedStyle(one).breakBefore") == "page"
    assert plan.locator(".ask li").first.is_visible()
    # Others in the room may see the paper: which profiles fit stands with the preparation
    room, preparation = plan.locator(".phases"), plan.locator(".prepare + .topics")
    assert not room.locator(".s-proposed").first.is_visible()
    assert preparation.locator(".s-proposed").first.is_visible()
    shown.close()
