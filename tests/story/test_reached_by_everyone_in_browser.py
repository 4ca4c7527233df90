"""What no checker of accessibility sees, tried on pages of staff: large enough to be pressed, never
hidden while it has the focus, and whole where a reader sets letters wider apart.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.serving import Served
from tests.web.browser import ACROSS, Window, opening

PAGES = ("/", "/casework/team/", "/casework/procedure/", "/protection/incidents/new/")
WIDTHS = (320, 1280)
# WCAG 2.2, 2.5.8: 24 by 24 points, save links within a sentence.
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
  .filter(one => one.type !== 'hidden' && one.checkVisibility() && !one.closest('.skip')
    && !one.classList.contains('visually-hidden'))
  .filter(one => !(one.tagName === 'A' && one.parentElement.matches('p, li, dd, td')
    && one.parentElement.textContent.trim() !== one.textContent.trim()))
  .filter(one => { const box = (one.closest('label') || one).getBoundingClientRect();
    return box.height < 24 || box.width < 24; })
  .map(one => one.outerHTML.slice(0, 200))"""
# WCAG 2.2, 2.4.11: what lies on top where the focus is.
HIDDEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body) return null;
  const inside = (value, most) => Math.min(Math.max(value, 1), most - 2);
  const x = inside(box.left + box.width / 2, innerWidth);
  const y = inside(box.top + Math.min(box.height / 2, 12), innerHeight);
  const top = document.elementFromPoint(x, y);
  const seen = top && (one.contains(top) || top.contains(one)
    || one.closest('label')?.contains(top));
  return seen ? '' : one.outerHTML.slice(0, 200);
}"""
# WCAG 2.2, 1.4.12: what readers set who need wider letters, words and lines.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll('header *, main *')].filter(one => {
  const style = getComputedStyle(one);
  return (style.overflowX === 'hidden' || style.overflowY === 'hidden') && one.clientHeight > 0
    && !one.classList.contains('visually-hidden') && !one.matches('input, select')
    && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
}).map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture
def window(chromium: Browser, served_demonstration: Served) -> Iterator[Window]:
    told = (served_demonstration.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    with opening(chromium, served_demonstration) as open_window:
        opened = open_window(reduced_motion="reduce")
        opened.sign_in("supervisor", told.splitlines()[0].rsplit(" ", 1)[1])
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_pressed_reached_and_read_by_everyone(window: Window, width: int) -> None:
    page = window.page
    page.set_viewport_size({"width": width, "height": 640})
    for path in PAGES:
        window.go(path)
        # With the menu open, as whoever walks on from it by keyboard leaves it.
        page.locator(".own-menu summary").click()
        assert page.evaluate(SMALL) == [], path
        for _press in range(60):
            page.keyboard.press("Tab")
            hidden = page.evaluate(HIDDEN)
            if hidden is None:
                break
            assert hidden == "", path
        page.evaluate(SPACED)
        assert page.evaluate(ACROSS) <= 0, path
        assert page.evaluate(CUT) == [], path
