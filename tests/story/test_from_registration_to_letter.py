"""One invented person, from the first question to the letter, as five people at their windows."""

from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests.serving import Served
from tests.web.browser import Window, opening


def test_a_person_is_registered_heard_recognised_and_told(
    chromium: Browser, served_demonstration: Served
) -> None:
    told = (served_demonstration.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    words = told.splitlines()[0].rsplit(" ", 1)[1]
    with opening(chromium, served_demonstration) as open_window:

        def window_of(username: str) -> Window:
            window = open_window()
            window.sign_in(username, words)
            return window

        clerk, supervisor = window_of("clerk"), window_of("supervisor")
        officer, reviewer = window_of("officer-border"), window_of("reviewer")

        clerk.go("/registration/persons/")
        press(clerk.page, "Register people")
        press(clerk.page, "Begin")
        clerk.page.get_by_label("Name, as the person writes it").fill("리가상")
        clerk.page.get_by_label("In Latin letters").fill("Ri Ka Sang")
        clerk.page.get_by_label("Language to be heard in").fill("Korean")
        clerk.page.get_by_label("Asked, none told of").check()
        clerk.page.get_by_label("No way is safe; the person comes").check()
        clerk.page.locator(".before-registering input").first.check()
        clerk.page.locator(".before-registering input").nth(1).check()
        clerk.page.locator(".before-registering input").nth(2).check()
        press(clerk.page, "Register everyone who is ready")
        # What was not saved yet is saved first.
        clerk.page.get_by_text("1 person is registered.").wait_for()
        assert "Protected from removal" in clerk.page.inner_text("main")

        for colleague in ("Lukas Invented", "Ines Invented"):
            supervisor.go("/casework/team/")
            supervisor.page.locator("main th[scope=row] a").first.click()
            press(supervisor.page, "Assign")
            if colleague.startswith("Ines"):
                # The second signer sits in another office.
                supervisor.page.get_by_label("Somebody of another office").fill("ines")
                press(supervisor.page, "Find")
            options = supervisor.page.locator("select option").all_inner_texts()
            chosen = next(option for option in options if option.startswith(colleague))
            supervisor.page.get_by_label("Colleague").select_option(label=chosen)
            press(supervisor.page, "Assign")

        open_only_case(officer)
        press(officer.page, "How the person stands: age, detention, what arose")
        officer.page.get_by_label("An adult").check()
        officer.page.get_by_label("How this is known").fill("Born in 1987, as she says.")
        press(officer.page, "Save")
        # That a child is no child takes a second person.
        open_only_case(reviewer)
        reviewer.page.get_by_role("link", name="Confirm or refuse").click()
        reviewer.page.get_by_label("I confirm: the safeguard ends").check()
        reviewer.page.get_by_label("What you checked, and why").fill("Her school papers.")
        press(reviewer.page, "Answer")
        open_only_case(officer)
        make_step(officer.page, "Complete the application")
        press(officer.page, "Arrange the interview")
        officer.page.get_by_label("Day and time").fill("2027-01-11T09:30")
        officer.page.get_by_label("Arrangements for specific needs").fill("A woman interprets.")
        tick_everything(officer.page)
        press(officer.page, "Save")
        make_step(officer.page, "Begin the interview")
        officer.page.get_by_label("What was said").fill("그들이 아버지를 데려갔습니다.")
        officer.page.get_by_text("Saved at").wait_for()
        press(officer.page, "Closing list")
        officer.page.get_by_role("group", name="The person was told").get_by_label("Yes").check()
        press(officer.page, "Save")
        press(officer.page, "Close what is written, and read it back")
        officer.page.get_by_label("Signs the record with its corrections").check()
        officer.page.get_by_label("The whole record was read").check()
        officer.page.get_by_label("In which language, and by whom").fill("Korean, by Jae.")
        officer.page.get_by_label("Given", exact=True).check()
        press(officer.page, "Note the answer")
        press(officer.page, "Close the interview")
        press(officer.page, "Begin the assessment")
        assess(officer)
        press(officer.page, "Hand in the assessment")
        officer.page.get_by_label("Recognition", exact=True).check()
        press(officer.page, "Begin the draft")
        conclusion = officer.page.get_by_role("textbox", name="Conclusion")
        conclusion.fill("The fear is well-founded.")
        press(officer.page, "Give it to a reviewer")

        open_only_case(reviewer)
        reviewer.page.locator("main a[href*='/decisions/review/']").click()
        make_step(reviewer.page, "Sign a recognition")

        open_only_case(officer)
        press(officer.page, "Tell a recognition")
        today = timezone.localdate().isoformat()
        officer.page.get_by_label("Day on which the person received it").fill(today)
        officer.page.get_by_label("Language in which it was explained").select_option("ko")
        officer.page.get_by_label("Who explained it").fill("Lukas, with the interpreter Jae")
        tick_everything(officer.page)
        officer.is_accessible()
        press(officer.page, "Tell a recognition")
        assert "Recognised" in officer.page.inner_text("main")
        officer.page.locator("main a[href*='/decisions/letters/']").click()
        assert "You are recognised as a refugee" in officer.page.inner_text("main")
        for window in (clerk, supervisor, officer, reviewer):
            window.is_accessible()


CARRIES = (
    "Subjective fear",
    "Objective risk",
    "Serious harm",
    "Harm by the state",
    "Political opinion",
    "The ground is a reason of those who do the harm",
)


def assess(officer: Window) -> None:
    """Answers what carries the claim, question by question, until the consequence shows."""
    page = officer.page
    page.get_by_text("Add", exact=True).click()
    press(page, "Country against which the fear is tested")
    officer.is_accessible()
    page.get_by_label("Which one").select_option("North Korea")
    press(page, "Save")
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
    page.get_by_role("link", name="Case", exact=True).click()


def press(page: Page, name: str) -> None:
    """The button or the link of this name, whichever it is."""
    button = page.locator("main").get_by_role("button", name=name, exact=True)
    link = page.locator("main").get_by_role("link", name=name, exact=True)
    button.or_(link).first.click()
    page.wait_for_load_state()


def tick_everything(page: Page) -> None:
    """Says that all of it is so."""
    for box in page.locator("main input[type=checkbox]").all():
        box.check()


def make_step(page: Page, name: str) -> None:
    """A step that asks only whether it is so."""
    press(page, name)
    tick_everything(page)
    press(page, name)


def open_only_case(window: Window) -> None:
    window.go("/casework/work/")
    window.page.locator("main th[scope=row] a").click()
