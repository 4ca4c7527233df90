"""An invented woman and her child, from the first question to the letter, as five people at their
windows.
"""

from django.utils import timezone
from playwright.sync_api import Browser

from tests.serving import Served
from tests.story.office import CARRIES, Office, Opened, make_step, press
from tests.story.reading import words_on
from tests.web.browser import opening


def test_a_family_is_registered_heard_recognised_and_told(
    chromium: Browser, served_demonstration: Served
) -> None:
    with opening(chromium, served_demonstration) as open_window:
        office = Office(open_window, served_demonstration)
        opened = office.registers("리가상", "Ri Ka Sang", child="리가온")
        office.assigns(opened, "Lukas Invented")
        # The second signer sits in another office.
        office.assigns(opened, "Ines Invented", elsewhere=True)
        office.says_adult(opened)
        office.hears(opened, "그들이 아버지를 데려갔습니다.")
        assess(office, opened)
        office.proposes(opened, "Recognition", "The fear is well-founded.")
        reviewer = office.at("reviewer", opened)
        reviewer.locator("main a[href*='/decisions/review/']").first.click()
        office.window("reviewer").is_accessible()
        make_step(reviewer, "Sign a recognition")
        today = timezone.localdate().isoformat()
        letter = office.tells("officer-border", opened, "Tell a recognition", today)
        assert "You are recognised as a refugee" in office.window("officer-border").page.inner_text(
            "main"
        )
        words = words_on(letter)
        assert "리가상" in words
        assert "You are recognised as a refugee" in words
        assert "recognised" in office.at("officer-border", opened).inner_text("main").lower()
        for username in ("clerk", "supervisor"):
            office.window(username).is_accessible()


def assess(office: Office, opened: Opened) -> None:
    """Answers what carries the claim, question by question, until the consequence shows."""
    officer = office.window("officer-border")
    page = office.names_the_country(opened)
    officer.is_accessible()
    press(page, "Add a material fact")
    officer.is_accessible()
    page.get_by_role("link", name="Assessment", exact=True).click()
    for title in CARRIES:
        press(page, title)
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_label("Reasons").fill("Returned escapees are punished, as she said.")
        press(page, "Save")
        if title == CARRIES[0]:
            officer.is_accessible()
        page.get_by_role("link", name="Assessment", exact=True).click()
    officer.is_accessible()
    press(page, "The whole assessment, to print")
    officer.is_accessible()
    page.get_by_role("link", name="Assessment", exact=True).click()
    assert "would be recognised" in page.inner_text("main").lower()
