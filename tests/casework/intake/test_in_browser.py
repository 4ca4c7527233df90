"""At the windows of a clerk, an officer and a supervisor: two languages on one screen, by keyboard,
saved while it is written, and safe whatever somebody writes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served
from tests.web.browser import Window, chromium, opening

__all__ = ["chromium"]
# A registered person with a claim, on which the people of the demonstration are on duty.
PLANT = """
from openrsd.accounts.models import Basis, Grant, Office, User
from openrsd.casework.models import Claim
from tests.records import a_case
office = Office.objects.get(name="Border office")
made = a_case(office)
claim = Claim.objects.get(id=made.records["claim"])
for name, role, closed in (
    ("clerk", "reception-registration-officer", True),
    ("officer-border", "case-officer", False),
    ("supervisor", "supervisor", False),
):
    user = User.objects.get(username=name)
    for compartment in made.compartments[1:] if closed else made.compartments:
        Grant.objects.create(
            compartment=compartment, user=user, basis=Basis.ASSIGNMENT, role=role,
            office=office, given_by=user.id,
        )
print(made.records["person"], claim.id)
"""
PICTURES = os.environ.get("OPENRSD_PICTURES", "")
HOSTILE = "<script>document.title='x'</script>\u202egnp.exe \x00🕊️ ＡＢ" + "a" * 300


@pytest.fixture(scope="module")
def planted(served_demonstration: Served) -> tuple[str, str]:
    person, claim = served_demonstration.home.inside(PLANT).split()
    return person, claim


@pytest.fixture
def windows(chromium: Browser, served_demonstration: Served) -> Iterator["Windows"]:
    told = (served_demonstration.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    with opening(chromium, served_demonstration) as open_window:
        yield Windows(open_window, told.splitlines()[0].rsplit(" ", 1)[1])


class Windows:
    """Windows in which the people of the demonstration are signed in."""

    def __init__(self, open_window: object, words: str) -> None:
        self._open, self._words = open_window, words

    def of(self, username: str, **options: object) -> Window:
        window: Window = self._open(**options)  # type: ignore[operator]
        window.sign_in(username, self._words)
        return window


def picture(page: Page, name: str) -> None:
    """For whoever wants to look at the pages: OPENRSD_PICTURES names a folder."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def go_to(window: Window, person: str, title: str) -> None:
    """From the list to a block."""
    window.go(f"/casework/intake/{person}/")
    window.page.get_by_role("link", name=title, exact=True).click()


def test_from_the_desk_to_the_plan(windows: Windows, planted: tuple[str, str]) -> None:
    person, claim = planted
    clerk = windows.of("clerk")
    page = clerk.page
    go_to(clerk, person, "What cannot wait")
    page.get_by_label("Language of the questions").select_option("ko")
    page.wait_for_load_state()
    expect(page.get_by_text("지금 의사나 약이 필요합니까?")).to_be_visible()
    expect(page.get_by_text("Do you need a doctor or medicine now?")).to_be_visible()
    clerk.is_accessible()
    picture(page, "block-korean")

    # By keyboard: from the first answer of a question to its "yes", and it is saved by itself.
    page.locator("[name=q-medical-help-now]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    clerk.go(f"/casework/intake/{person}/")
    assert "Begun" in page.inner_text("main")
    assert "Urgent" in page.inner_text("main")
    go_to(clerk, person, "What cannot wait")
    assert page.locator("[name=q-medical-help-now][value=yes]").is_checked()
    page.get_by_role("button", name="Done, and on to the next part").click()
    assert page.inner_text("h1").startswith("당신에 대하여")

    # What follows from an answer is shown as soon as it is saved.
    assert page.locator("[data-question=age-said]").is_visible()
    page.locator("[name=q-birth-date]").fill("1995")
    expect(page.locator("[data-question=age-said]")).to_be_hidden()
    page.locator("[name=q-birth-date]").fill("yesterday perhaps")
    expect(page.get_by_text("Write at least the year")).to_be_visible()
    page.locator("[name=q-birth-date]").fill("1995")
    page.locator("[name=q-sex][value=woman]").check()
    page.get_by_role("button", name="Done, and on to the next part").click()
    page.locator("[name=q-nationalities-claimed]").first.fill("North Korea")
    page.get_by_role("button", name="Done", exact=False).first.click()

    # What was suffered is not asked; it is heard where she is alone and begins to speak of it.
    go_to(clerk, person, "Heard, and not asked")
    assert page.locator("[name=q-victim-of-torture]").count() == 0
    clerk.is_accessible()
    picture(page, "entrance")
    page.get_by_role("button", name="Leave it for a private interview").click()
    clerk.go(f"/casework/intake/{person}/")
    assert "Left for a private interview" in page.inner_text("main")
    go_to(clerk, person, "Heard, and not asked")
    page.get_by_role("button", name="The person spoke of it: record").click()
    assert "Ask the others to wait outside" in page.inner_text("main")
    page.get_by_label("Alone with me, and the interpreter if there is one").check()
    page.get_by_role("button", name="The person spoke of it: record").click()
    page.locator("[name=q-trafficked][value=yes]").check()
    page.get_by_role("button", name="Done, and on to the next part").click()
    clerk.go(f"/casework/intake/{person}/")
    clerk.is_accessible()
    picture(page, "overview-desk")
    for hidden in ("sold", "traffick", "Plan of the interview"):
        assert hidden not in page.content()

    officer = windows.of("officer-border")
    officer.go(f"/casework/intake/{person}/")
    officer.is_accessible()
    picture(officer.page, "overview-officer")
    go_to(officer, person, "Heard, and passed to the supervisor")
    officer.page.get_by_label("Alone with me, and the interpreter if there is one").check()
    officer.page.get_by_role("button", name="The person spoke of it: record").click()
    officer.page.locator("[name=q-prison-camp-role][value=yes]").check()
    officer.page.get_by_role("button", name="Done, and on to the next part").click()
    officer.go(f"/casework/intake/{claim}/plan/")
    assert "Way of handling that is proposed" in officer.page.inner_text("main")
    assert "Guard or officer in a camp" not in officer.page.content()
    officer.is_accessible()
    picture(officer.page, "plan")

    supervisor = windows.of("supervisor")
    supervisor.go(f"/casework/intake/{claim}/indicators/")
    assert "Guard or officer in a camp" in supervisor.page.inner_text("main")
    supervisor.is_accessible()
    picture(supervisor.page, "indicators")


def test_it_works_without_a_script_on_a_telephone_from_right_to_left(
    windows: Windows, planted: tuple[str, str]
) -> None:
    person, _claim = planted
    narrow = {"width": 320, "height": 800}
    window = windows.of("clerk", java_script_enabled=False, viewport=narrow)
    go_to(window, person, "Your family")
    page = window.page
    page.locator("[name=q-family-members-0-called]").fill(HOSTILE.replace("\x00", ""))
    page.get_by_role("button", name="Save, and show what follows").click()
    assert page.locator("[name=q-family-members-1-called]").count() == 1
    assert page.title().startswith("First conversations")
    kept = page.locator("[name=q-family-members-0-called]").input_value()
    assert kept == HOSTILE.replace("\x00", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_block_is_open_to_everyone(
    windows: Windows, planted: tuple[str, str], scheme: str
) -> None:
    person, _claim = planted
    window = windows.of("officer-border", color_scheme=scheme)
    barriers: list[str] = []
    # Each kind of question once: choices, dates and countries, persons, own words.
    for place in (2, 5, 7, 14) if scheme == "light" else (5,):
        window.go(f"/casework/intake/{person}/{place}/")
        barriers += window.barriers()
        window.page.evaluate("document.documentElement.dir = 'rtl'")
        barriers += window.barriers()
        picture(window.page, f"block-{place}-{scheme}-rtl")
    assert barriers == []


def test_what_is_typed_is_not_lost_while_the_line_is_down(
    windows: Windows, planted: tuple[str, str]
) -> None:
    person, _claim = planted
    window = windows.of("clerk")
    go_to(window, person, "How we can speak with you")
    page = window.page
    page.route("**/casework/intake/**", lambda route: route.abort())
    page.locator("[name=q-dialect]").fill("Hamgyong")
    page.wait_for_timeout(2500)
    assert "Saved" not in page.inner_text("[data-saved]")
    page.unroute("**/casework/intake/**")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at", timeout=15000)
    window.go(f"/casework/intake/{person}/2/")
    assert page.locator("[name=q-dialect]").input_value() == "Hamgyong"
    window.noticed[:] = [one for one in window.noticed if "ERR_FAILED" not in one]
