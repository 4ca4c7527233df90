"""The page in a real browser: no violation of accessibility rules, no scroll, no request."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cli.pages import HOSTILE, OPEN_CASE, REFUSED, page

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
Scheme = Literal["light", "dark"]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
# Axe takes a minute for a long page, so it sees the first of what repeats; a soak shows it all.
SOAK = os.environ.get("OPENRSD_SOAK") == "1"
THIN = """
for (const what of [
  '.questions > li:nth-child(n+3)', 'tbody tr:nth-child(n+4)', '.tree ~ .tree ~ .tree',
  '.law-list li li:nth-child(n+2)', '.law-tree g ~ g ~ g ~ g', '.law-tree .edge ~ .edge',
  '.stage ~ .stage ~ .stage ~ *',
]) { document.querySelectorAll(what).forEach(one => one.remove()) }
"""
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("chromium is not installed: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page(OPEN_CASE, REFUSED, HOSTILE), encoding="utf-8")
    return path


def opened(browser: Browser, file: Path, width: int, scheme: Scheme) -> tuple[Page, list[str]]:
    """The page with everything unfolded, and all that went wrong or was asked for meanwhile."""
    shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    noticed: list[str] = []
    shown.on("console", lambda message: noticed.append(message.text))
    shown.on("pageerror", lambda error: noticed.append(str(error)))
    shown.on("dialog", lambda dialog: noticed.append(dialog.message))
    shown.on("request", lambda request: noticed.append(request.url))
    shown.goto(file.as_uri())
    shown.evaluate(OPEN_ALL)
    assert noticed == [file.as_uri()]
    noticed.clear()
    return shown, noticed


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
)
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, file: Path, width: int, scheme: Scheme
) -> None:
    shown, noticed = opened(browser, file, width, scheme)
    assert shown.evaluate(ACROSS) == 0
    if not SOAK:
        shown.evaluate(THIN)
    found = Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()
    assert noticed == []
    shown.close()


def test_nothing_is_cut_when_letters_are_twice_as_large(browser: Browser, file: Path) -> None:
    shown, _ = opened(browser, file, 1280, "light")
    shown.evaluate("document.documentElement.style.fontSize = '200%'")
    assert shown.evaluate(ACROSS) == 0
    shown.close()


def test_the_style_applies_under_its_own_policy(browser: Browser, file: Path) -> None:
    shown, _ = opened(browser, file, 1280, "light")
    assert shown.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    shown.close()


def test_the_keyboard_reaches_the_content_first_and_every_drawing(
    browser: Browser, file: Path
) -> None:
    shown, _ = opened(browser, file, 1280, "light")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "main"
    assert shown.evaluate("[...document.querySelectorAll('figure')].every(f => f.tabIndex === 0)")
    shown.close()


def test_on_paper_everything_is_unfolded(browser: Browser, file: Path) -> None:
    shown = browser.new_page()
    shown.goto(file.as_uri())
    hidden = shown.locator(".help details li").first
    assert not hidden.is_visible()
    shown.emulate_media(media="print")
    assert hidden.is_visible()
    paper = shown.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert len(paper) > 20_000
    shown.close()
