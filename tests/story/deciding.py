"""A claim is heard, assessed and decided at the windows of an officer and a reviewer."""

from tests.story.office import CARRIES
from tests.story.steps import Story, arrive, press, tick_everything


def the_claim_is_heard_and_decided(story: Story) -> str:
    """By an officer and a reviewer, each of whom writes reasons. The id of the case."""
    officer = story.window("officer-border")
    page = officer.page
    officer.go("/casework/work/")
    arrive(page.locator("main th[scope=row] a"))
    case = page.url.rstrip("/").rpartition("/")[2]
    press(page, "How the person stands: age, detention, what arose")
    page.get_by_label("An adult").check()
    story.write(officer, "standing", "Save")
    reviewer = story.window("reviewer")
    reviewer.go(f"/cases/{case}/")
    arrive(reviewer.page.get_by_role("link", name="Confirm or refuse"))
    reviewer.page.get_by_label("I confirm: the safeguard ends").check()
    story.write(reviewer, "standing-answered", "Answer")
    for link in ("Record a contact", "Change Priority", "Give more time"):
        story.step("officer-border", case, link)
    story.step("officer-border", case, "Complete the application")
    story.step("reviewer", case, "Put on hold")
    story.step("reviewer", case, "Go on after a hold")
    officer.go(f"/cases/{case}/")
    press(page, "Arrange the interview")
    page.get_by_label("Day and time").fill("2027-01-11T09:30")
    tick_everything(page)
    story.write(officer, "arrangements", "Save")
    story.step("officer-border", case, "Begin the interview")
    the_person_is_heard(story, case)
    officer.go(f"/cases/{case}/")
    press(page, "Begin the assessment")
    page.get_by_text("Add", exact=True).click()
    press(page, "Country against which the fear is tested")
    page.get_by_label("Which one").select_option("North Korea")
    press(page, "Save")
    for title in CARRIES:
        press(page, title)
        page.get_by_role("radio", name="Yes", exact=True).check()
        story.write(officer, f"finding-{title.replace(' ', '-')}", "Save")
        press(page, "Assessment")
    press(page, "Add a material fact")
    story.write(officer, "material-fact", "Save")
    hand_in(story, case, "draft")
    story.step("reviewer", case, "Return the assessment")
    hand_in(story, case, "draft-anew")
    story.step("reviewer", case, "Sign a recognition")
    story.step("officer-border", case, "Tell a recognition")
    arrive(page.locator("main a[href*='/decisions/letters/']").first)
    story.planter.look(officer)
    assert "recognised as a refugee" in page.inner_text("main")
    return case


def the_person_is_heard(story: Story, case: str) -> None:
    """Words in the record while they are typed, apart from it, and beside it when it is read."""
    officer = story.window("officer-border")
    page = officer.page
    officer.go(f"/cases/{case}/")
    arrive(page.get_by_role("link", name="Jan. 11, 2027"))
    # More than is taken, as a browser would send it that knows no limit.
    page.locator("[data-text]").evaluate("area => area.removeAttribute('maxlength')")
    page.locator("[data-text]").fill(story.planter.word("too-much") * 4000)
    page.get_by_text("is longer than").wait_for()
    page.locator("[data-text]").fill(story.planter.word("interview"))
    page.get_by_text("Saved at").wait_for()
    story.planter.look(officer)
    press(page, "Keep apart what endangers others")
    story.write(officer, "apart", "Keep apart")
    for title in ("Ask for more information", "Go on after more information"):
        story.step("officer-border", case, title)
    officer.go(f"/cases/{case}/")
    arrive(page.get_by_role("link", name="Jan. 11, 2027"))
    press(page, "Closing list")
    story.write(officer, "closing", "Save")
    press(page, "Close what is written, and read it back")
    page.get_by_label("Number of the block").fill("1")
    story.write(officer, "correction", "Note the correction")
    story.write(officer, "read-back", "Note the answer")
    press(page, "Close the interview")


def hand_in(story: Story, case: str, place: str) -> None:
    """A draft, for the reviewer."""
    officer = story.window("officer-border")
    officer.go(f"/cases/{case}/")
    press(officer.page, "Hand in the assessment")
    officer.page.get_by_label("Recognition", exact=True).check()
    press(officer.page, "Begin the draft")
    story.write(officer, place, "Give it to a reviewer")
