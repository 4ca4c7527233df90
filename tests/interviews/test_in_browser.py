"""An officer who writes while somebody speaks, by keyboard, in two windows, without a line."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served
from tests.web.browser import Window, chromium, opening

__all__ = ["chromium"]
# A country is named, so that the plan has its topics.
PLANT = """
from openrsd.accounts.models import Office, User
from openrsd.registration.models import PersonBlock
from tests.interviews.world import an_interview_of
office = Office.objects.get(name="Border office")
held = an_interview_of(User.objects.get(username="officer-border"), office)
person = held.claim.person
PersonBlock.objects.create(
    person=person, compartment=person.compartment, block="origins", version=1,
    saved_by=person.id, content={"nationalities": [{"country": "PRK", "basis": "stated"}]},
)
print(held.interview.id)
"""
STANDS = """
import json, sys
from openrsd.interviews.models import BlockVersion
found = BlockVersion.objects.filter(block__interview=sys.argv[1]).order_by("block__number")
print(json.dumps([[one.block.number, one.standing, one.content.open()] for one in
    found.select_related("block")]))
"""
PICTURES = os.environ.get("OPENRSD_PICTURES", "")
SAVED = re.compile("Saved at")


@pytest.fixture
def planted(served_demonstration: Served) -> str:
    return served_demonstration.home.inside(PLANT).strip()


@pytest.fixture
def officers(chromium: Browser, served_demonstration: Served) -> Iterator["Officers"]:
    told = (served_demonstration.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    with opening(chromium, served_demonstration) as open_window:
        yield Officers(open_window, told.splitlines()[0].rsplit(" ", 1)[1])


class Officers:
    """Windows of one officer, and of colleagues."""

    def __init__(self, open_window: object, words: str) -> None:
        self._open, self._words = open_window, words

    def somebody(self, username: str, **options: object) -> Window:
        window: Window = self._open(**options)  # type: ignore[operator]
        window.sign_in(username, self._words)
        return window

    def at(self, interview: str, **options: object) -> Window:
        window = self.somebody("officer-border", **options)
        window.go(f"/interviews/{interview}/")
        return window


def picture(page: Page, name: str) -> None:
    """For whoever wants to look at the pages: OPENRSD_PICTURES names a folder."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def saved(page: Page) -> None:
    expect(page.locator("[data-record-state]")).to_have_text(SAVED, timeout=15000)


def texts(page: Page) -> list[str]:
    return [one.input_value() for one in page.locator("[data-blocks] [data-text]").all()]


def test_a_conversation_is_written_by_keyboard_alone(officers: Officers, planted: str) -> None:
    window = officers.at(planted)
    page = window.page
    page.locator("[data-text]").last.focus()
    keys = page.keyboard

    keys.type("Why did you leave and why then?")
    keys.press("Control+Enter")
    keys.insert_text("그들이 아버지를 데려갔습니다.")
    keys.press("F2")
    keys.press("1")
    saved(page)

    blocks = page.locator("[data-block]")
    assert blocks.nth(0).locator("[name=speaker]").input_value() == "officer"
    assert blocks.nth(1).locator("[name=speaker]").input_value() == "person"
    assert blocks.nth(1).locator("[value=fact]").is_checked()
    assert page.evaluate("document.activeElement.value") == "그들이 아버지를 데려갔습니다."
    # How the question was put is hinted at; what the person says is not.
    expect(blocks.nth(0).locator("[data-hints]")).to_contain_text("and why")
    assert blocks.nth(1).locator("[data-hints] li").count() == 0
    keys.press("F4")
    assert blocks.nth(1).locator("[name=speaker]").input_value() == "interpreter"
    saved(page)
    window.is_accessible()
    picture(page, "workspace")

    page.reload()
    assert texts(page)[:2] == ["Why did you leave and why then?", "그들이 아버지를 데려갔습니다."]
    assert page.locator("[data-number]").all_inner_texts()[:2] == ["#1", "#2"]


def test_two_windows_show_both_texts_and_a_person_puts_them_together(
    officers: Officers, planted: str, served_demonstration: Served
) -> None:
    one = officers.at(planted)
    one.page.locator("[data-text]").last.fill("She left in spring.")
    saved(one.page)
    other = officers.at(planted)
    other.page.locator("[data-text]").first.fill("She left in spring. Her uncle helped.")
    saved(other.page)

    one.page.locator("[data-text]").first.fill("She left in spring 2014.")
    box = one.page.locator(".beside-live")
    expect(box).to_contain_text("She left in spring. Her uncle helped.", timeout=10000)
    one.is_accessible()
    picture(one.page, "two-windows")
    # What is typed while both stand there is kept as well.
    one.page.locator("[data-text]").first.press_sequentially(" At night.")
    one.page.wait_for_timeout(2500)
    other.page.reload()
    expect(other.page.locator(".beside")).to_contain_text("She left in spring 2014. At night.")
    other.is_accessible()

    box.get_by_role("button", name="Put both into the field").click()
    one.page.get_by_role("button", name="What stands in the field is right: save it").click()
    expect(box).to_have_count(0)
    other.page.reload()
    assert "Her uncle helped.\nShe left in spring 2014. At night." in texts(other.page)[0]
    assert other.page.locator(".beside").count() == 0


def test_a_lost_line_loses_no_word(officers: Officers, planted: str) -> None:
    window = officers.at(planted)
    page = window.page
    page.route("**/blocks/**", lambda route: route.abort())
    page.locator("[data-text]").last.fill("They took her father.")
    expect(page.locator("[data-record-state]")).to_contain_text("Not saved", timeout=10000)
    page.keyboard.press("Control+Enter")
    page.keyboard.type("And her uncle.")

    page.unroute("**/blocks/**")
    saved(page)
    page.wait_for_timeout(1500)
    page.reload()

    assert sorted(texts(page))[1:] == ["And her uncle.", "They took her father."]
    window.noticed[:] = [one for one in window.noticed if "ERR_FAILED" not in one]


def test_it_is_written_without_a_script_on_a_telephone(officers: Officers, planted: str) -> None:
    narrow = {"width": 320, "height": 800}
    window = officers.at(planted, java_script_enabled=False, viewport=narrow)
    page = window.page
    page.locator("[data-text]").last.fill("They took her father.")
    page.get_by_role("button", name="Save").last.click()
    assert "They took her father." in texts(page)
    page.get_by_role("button", name="Close what is written, and read it back").click()
    page.get_by_label("Number of the block").fill("1")
    page.get_by_label("Who corrects").select_option("person")
    page.get_by_label("Correction", exact=True).fill("It was her uncle.")
    page.get_by_role("button", name="Note the correction").click()
    assert "They took her father." in page.inner_text("main")
    assert "It was her uncle." in page.inner_text(".correction")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_open_to_everyone(
    officers: Officers, planted: str, served_demonstration: Served, scheme: str
) -> None:
    window = officers.at(planted, color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = window.page
    page.locator("[data-text]").last.fill("그들이 아버지를 데려갔습니다.")
    saved(page)
    barriers = window.barriers()
    page.evaluate("document.documentElement.dir = 'rtl'")
    barriers += window.barriers()
    picture(page, f"workspace-telephone-{scheme}-rtl")
    page.locator("[name=speaker]").last.select_option("person")
    page.locator("[data-text]").last.fill("In spring 2014 I went to Musan.")
    with page.expect_navigation():
        page.get_by_role("button", name="The free account is over").click()
    for path in ("closing/", "timeline/", "apart/"):
        window.go(f"/interviews/{planted}/{path}")
        barriers += window.barriers()
        picture(page, f"{path[:-1]}-{scheme}")
    window.go("/interviews/calendar/")
    barriers += window.barriers()
    window.go(f"/interviews/{planted}/")
    page.get_by_role("button", name="Close what is written, and read it back").click()
    barriers += window.barriers()
    picture(page, f"read-back-{scheme}")
    window.go(f"/interviews/{planted}/")
    barriers += window.barriers()
    page.get_by_role("link", name="Close the interview").click()
    barriers += window.barriers()
    picture(page, f"close-{scheme}")
    assert barriers == []


def test_a_supervisor_notes_rooms_and_what_interpreters_speak(officers: Officers) -> None:
    window = officers.somebody("supervisor")
    page = window.page
    window.go("/interviews/arrangements/")
    page.get_by_label("Name of the room").fill("Room 3")
    page.get_by_role("button", name="Add the room").click()
    page.get_by_role("listitem").filter(has_text="Room 3").wait_for()
    window.is_accessible()
    page.locator("main a[href*='/interviews/interpreters/']").first.click()
    page.get_by_label("Languages, with their dialects").fill("Korean: Hamgyong\nMartian")
    page.get_by_role("button", name="Save").click()
    assert "No language is called “Martian”" in page.inner_text("main")
    window.is_accessible()
    page.get_by_label("Languages, with their dialects").fill("Korean: Hamgyong\nChinese")
    page.get_by_label("States that this person worked for").fill("North Korea")
    page.get_by_role("button", name="Save").click()
    assert "Korean: Hamgyong; Chinese" in page.inner_text("main")
    picture(page, "arrangements")


def test_whenever_the_browser_dies_two_seconds_of_typing_are_lost_at_most(
    officers: Officers, planted: str, served_demonstration: Served
) -> None:
    """What the server has at a moment is what is left if the browser is killed at that moment."""
    page = officers.at(planted).page
    page.locator("[data-text]").last.focus()

    # Ten letters a second without a pause, as somebody writes who keeps up with speech.
    for typed in range(60):
        page.keyboard.type(str(typed % 10))
        page.wait_for_timeout(90)
    kept = json.loads(served_demonstration.home.inside(STANDS, planted))

    assert len(kept[0][2]["text"]) >= 60 - 20
    saved(page)
