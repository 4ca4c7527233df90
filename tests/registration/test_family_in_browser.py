"""The page of a household as a clerk with a long queue uses it, in a real browser."""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.registration.families import clerks_window, press, saved
from tests.serving import Served
from tests.web.browser import OpenWindow, Window, chromium

__all__ = ["chromium"]
NAME = "Name, as the person writes it"
HOSTILE = {
    "<script>window.stolen=1</script><img src=x onerror=window.stolen=1>": "<script>",
    '"><b id=planted>Kim</b>': "planted",
    "Kim 😀 Ünjü {{ 7|add:7 }}": "{{ 7|add:7 }}",
    "Ivаn Pеtrov": "Ivаn",
    "م\u202eح\u2066مد": "محمد",
}


@pytest.fixture
def clerk(chromium: Browser, served_demonstration: Served) -> Iterator[tuple[Window, OpenWindow]]:
    with clerks_window(chromium, served_demonstration) as opened:
        yield opened


class Keys:
    """A clerk's ten fingers, and how often they did something."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0
        self.steps = 0

    def to(self, label: str, *, member: int = 0) -> None:
        """Goes on with the Tab key to the field of this name in the section of this member."""
        for _step in range(60):
            self.steps += 1
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                """([label, member]) => {
                    const one = document.activeElement;
                    const sections = document.querySelectorAll('.member');
                    const inside = !member || one.closest('.member') === sections[member - 1];
                    const words = [...(one.labels || [])].map(l => l.textContent.trim());
                    return inside && (words.some(w => w.startsWith(label))
                        || one.textContent.trim() === label);
                }""",
                [label, member],
            ):
                return
        raise AssertionError(f"the Tab key does not lead to {label!r}")

    def type(self, text: str) -> None:
        self.actions += 1
        self.page.keyboard.insert_text(text)

    def choose(self, letters: str) -> None:
        """In a list of choices: its first letters."""
        self.actions += 1
        self.page.keyboard.type(letters)

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)
        self.page.wait_for_load_state()


def _choose_certificate(keys: Keys, adult: int) -> None:
    """From the page of the household to the choice of one adult, and back."""
    page = keys.page
    household = page.url
    page.get_by_role("link", name=f"Certificate {adult}", exact=True).focus()
    keys.press("Enter")
    page.get_by_role("heading", name="Certificate of protection").wait_for()
    page.locator("input[type=radio]").first.focus()
    keys.press("Space")
    for label, text in (
        ("Who explained it", "Mina"),
        ("In which language", "Korean"),
        ("What the person was told", "That it is free to choose."),
    ):
        keys.to(label)
        keys.type(text)
    page.get_by_label("On which day").fill("2026-11-23")
    keys.actions += 1
    keys.to("Record the choice")
    with page.expect_navigation():
        keys.press("Enter")
    assert page.locator(".error-summary").count() == 0
    page.goto(household)


def test_a_family_of_five_is_registered_by_keyboard(
    clerk: tuple[Window, OpenWindow], capsys: pytest.CaptureFixture[str]
) -> None:
    window, _opens = clerk
    page = window.page
    keys = Keys(page)
    family = [
        ("리정혁", "주체 76", "Man", ""),
        ("박은주", "spring 1989", "Woman", "Wife"),
        ("리철수", "2012", "Man", "Son"),
        ("리순희", "2015-03", "Woman", "Daughter"),
        ("리금희", "about 3", "Woman", "Daughter"),
    ]

    for at, (name, born, sex, relation) in enumerate(family):
        if at == 0:
            page.get_by_label(NAME).focus()
        else:
            keys.press("Control+Enter")
            page.locator(".member").nth(at).wait_for()
        # The next person begins in the first field.
        page.locator(".member").nth(at).locator(".part-names input:focus").first.wait_for()
        keys.type(name)
        keys.to("Born, as said")
        keys.type(born)
        keys.to("Sex, as stated")
        keys.choose(sex)
        if relation:
            keys.to("To the one who speaks")
            keys.choose(relation)
        if at == 0:
            keys.to("Nationality")
            keys.type("prk")
            keys.to("Language to be heard in")
            keys.type("ko")
            keys.to("Dialect")
            keys.type("Hamgyong")
        keys.to("Asked, none told of")
        keys.press("Space")
        if at < 2:
            keys.to("Safe way")
            keys.choose("A written")
            keys.to("Number or word")
            keys.type("0100-555-01")
            keys.to("What may be said")
            keys.choose("Nothing")
        saved(page)
    for label in ("Everyone was told", "I asked who belongs", "The choice about a certificate"):
        keys.to(label)
        keys.press("Space")
    keys.to("Register everyone who is ready")
    keys.press("Enter")
    page.get_by_text("5 people are registered.").wait_for()

    window.is_accessible()
    values = page.locator(".part-names input:not([type=hidden])").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert values[:4] == ["리정혁", "Ri Jong Hyok", "박은주", "Pak Un Ju"]
    assert page.locator(".tag", has_text="Registered").count() == 5
    for adult in (1, 2):
        _choose_certificate(keys, adult)
    said = f"a family of five: {keys.actions} actions, {keys.steps} presses of Tab between them"
    with capsys.disabled():
        sys.stdout.write(f"\n{said}\n")
    assert keys.actions < 60


def test_what_is_written_without_a_connection_is_saved_when_there_is_one(
    clerk: tuple[Window, OpenWindow],
) -> None:
    window, _opens = clerk
    page = window.page
    window.context.set_offline(True)
    page.get_by_label(NAME).fill("리정혁")
    page.keyboard.press("Tab")
    page.get_by_text("Not saved: no connection.").wait_for()
    page.get_by_label(NAME).fill("리정훈")

    window.context.set_offline(False)
    saved(page)
    page.reload()

    assert page.get_by_label(NAME).input_value() == "리정훈"
    window.noticed = [one for one in window.noticed if "ERR_INTERNET_DISCONNECTED" not in one]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_somebody_comes_in_and_the_page_is_covered_with_nothing_lost(
    clerk: tuple[Window, OpenWindow],
) -> None:
    window, _opens = clerk
    page = window.page
    name = page.get_by_label(NAME)
    name.fill("리설주")

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    cover = page.get_by_role("dialog", name="The page is covered")
    assert cover.bounding_box() == {"x": 0, "y": 0, **(page.viewport_size or {})}
    window.is_accessible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert cover.is_visible(), "whoever is in a hurry stays covered"
    page.get_by_role("button", name="Go on").press("Enter")
    cover.wait_for(state="hidden")
    assert name.input_value() == "리설주"
    saved(page)


def test_of_two_windows_neither_overwrites_the_other_unseen(
    clerk: tuple[Window, OpenWindow],
) -> None:
    window, _opens = clerk
    first, second = window.page, window.context.new_page()
    second.goto(first.url)
    first.get_by_label(NAME).fill("리정혁")
    first.keyboard.press("Tab")
    saved(first)
    second.get_by_label(NAME).fill("박철")
    second.keyboard.press("Tab")

    conflict = second.locator(".conflict")
    conflict.wait_for()
    assert "Someone else changed this" in conflict.inner_text()
    assert "박철" in conflict.inner_text()
    assert "리정혁" in conflict.inner_text()
    assert second.get_by_label(NAME).input_value() == "박철"
    second.get_by_role("button", name="Keep what I wrote").click()
    saved(second)
    first.reload()

    assert first.get_by_label(NAME).input_value() == "박철"


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_saved(
    clerk: tuple[Window, OpenWindow],
) -> None:
    window, _opens = clerk
    page = window.page
    page.get_by_label(NAME).fill("리정혁")
    page.get_by_label("Nationality").fill("Nort Korea")
    page.keyboard.press("Tab")
    page.get_by_text("Did you mean North Korea?").wait_for()

    field = page.get_by_label("Nationality")
    assert field.get_attribute("aria-invalid") == "true"
    assert "-error" in (field.get_attribute("aria-describedby") or "")
    window.is_accessible()
    field.fill("North Korea")
    page.keyboard.press("Tab")
    saved(page)
    assert page.locator(".cell-error").count() == 0

    for length, words in ((400, "This is longer than 300 letters."), (1_000_000, "too long")):
        page.get_by_label(NAME).fill("가" * length)
        page.get_by_label("Dialect").focus()
        page.locator(".cell-error").filter(has_text=words).wait_for()
    page.get_by_label(NAME).fill("리정혁")
    page.keyboard.press("Tab")
    saved(page)


def test_hostile_names_are_shown_and_do_nothing(clerk: tuple[Window, OpenWindow]) -> None:
    window, _opens = clerk
    page = window.page
    for name, shown in HOSTILE.items():
        page.get_by_label(NAME).fill(name)
        page.keyboard.press("Tab")
        saved(page)
        page.reload()

        # A name of the other direction stays within itself.
        assert shown in page.locator("h2 bdi").first.inner_text()
        assert page.evaluate("window.stolen") is None
        assert page.locator("#planted").count() == 0
        turning = "/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)"
        assert not page.evaluate(turning)
    page.get_by_role("link", name="All details").click()
    assert shown in page.locator("h1 bdi").inner_text()
    assert shown not in page.title()


def test_without_javascript_the_same_page_saves_by_its_button(
    chromium: Browser, served_demonstration: Served
) -> None:
    with clerks_window(chromium, served_demonstration, java_script_enabled=False) as (window, _):
        page = window.page
        page.get_by_label(NAME).fill("리정혁")
        page.get_by_label("Born, as said").fill("주체 76")
        page.get_by_label("Nationality").fill("prk")
        page.get_by_role("button", name="Add a person").click()
        second = page.locator(".member").nth(1)
        second.get_by_label(NAME).fill("리은주")
        second.get_by_label("Nationality").fill("Nowhereland")
        page.get_by_role("button", name="Save", exact=True).click()

        assert page.get_by_role("alert").get_by_role("link").inner_text().startswith("2. Nat")
        assert second.get_by_label("Nationality").input_value() == "Nowhereland"
        assert second.get_by_label(NAME).input_value() == "리은주"
        second.get_by_label("Nationality").fill("")
        page.get_by_role("button", name="Save", exact=True).click()
        assert page.get_by_label("In Latin letters").first.input_value() == "Ri Jong Hyok"
        assert page.locator(".cell-says").first.inner_text() == "1987"
        assert page.get_by_role("alert").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_full_household_is_in_nobodys_way(
    chromium: Browser, served_demonstration: Served, scheme: str
) -> None:
    with clerks_window(chromium, served_demonstration, color_scheme=scheme) as (window, _opens):
        page = window.page
        page.get_by_label(NAME).fill("أحمد")
        page.get_by_label("Born, as said").fill("in the year of the flood")
        press(page, "Add a person")
        page.locator(".part-particulars input.form-control").nth(1).fill("2015")
        press(page, "Save")
        window.is_accessible()
        page.set_viewport_size({"width": 320, "height": 640})
        window.is_accessible()
