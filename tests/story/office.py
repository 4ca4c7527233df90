"""What the people of an office do at their windows for one person, from registration on."""

from dataclasses import dataclass, field
from uuid import UUID

from playwright.sync_api import Page

from tests.serving import Served
from tests.web.browser import OpenWindow, Window

NEWEST = """
from openrsd.casework.models import Claim
claim = Claim.objects.filter(is_principal=True).latest("opened_at")
print(claim.case_id, claim.id)
"""
CARRIES = (
    "Subjective fear",
    "Objective risk",
    "Serious harm",
    "Harm by the state",
    "Political opinion",
    "The ground is a reason of those who do the harm",
)
DAY = "2027-01-11T09:30"


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


@dataclass(frozen=True)
class Opened:
    """The case that was opened for somebody, and the claim."""

    case: UUID
    claim: UUID


@dataclass
class Office:
    """Everybody who works there, each at a window."""

    open_window: OpenWindow
    served: Served
    windows: dict[str, Window] = field(default_factory=dict)

    def window(self, username: str) -> Window:
        """Somebody at a window, signed in."""
        if username not in self.windows:
            told = (self.served.home.folder / "demo-sign-ins.txt").read_text("utf-8")
            window = self.open_window()
            window.sign_in(username, told.splitlines()[0].rsplit(" ", 1)[1])
            self.windows[username] = window
        return self.windows[username]

    def at(self, username: str, opened: Opened) -> Page:
        """The page of the case at somebody's window."""
        window = self.window(username)
        window.go(f"/cases/{opened.case}/")
        return window.page

    def registers(self, name: str, romanised: str, *, child: str = "") -> Opened:
        """A clerk registers somebody who speaks Korean, with a child where one is named."""
        clerk = self.window("clerk")
        page = clerk.page
        clerk.go("/registration/persons/")
        press(page, "Register people")
        press(page, "Begin")
        page.get_by_label("Name, as the person writes it").fill(name)
        page.get_by_label("In Latin letters").fill(romanised)
        page.get_by_label("Language to be heard in").fill("Korean")
        page.get_by_label("Asked, none told of").check()
        page.get_by_label("No way is safe; the person comes").check()
        if child:
            press(page, "Add a person")
            page.get_by_label("Name, as the person writes it").nth(1).fill(child)
            page.get_by_label("Born, as said").nth(1).fill("2019")
            page.get_by_label("Asked, none told of").nth(1).check()
        for box in page.locator(".before-registering input").all():
            box.check()
        press(page, "Register everyone who is ready")
        # What was not saved yet is saved first.
        registered = "2 people are registered." if child else "1 person is registered."
        page.get_by_text(registered).wait_for()
        assert "Protected from removal" in page.inner_text("main")
        case, claim = self.served.home.inside(NEWEST).split()
        return Opened(UUID(case), UUID(claim))

    def assigns(self, opened: Opened, colleague: str, *, elsewhere: bool = False) -> None:
        """The supervisor gives a case to a colleague, of another office where she looks there."""
        window = self.window("supervisor")
        page = window.page
        window.go(f"/casework/{opened.case}/assign/")
        if elsewhere:
            page.get_by_label("Somebody of another office").fill(colleague.split()[0].lower())
            press(page, "Find")
        options = page.locator("select option").all_inner_texts()
        chosen = next(option for option in options if option.startswith(colleague))
        page.get_by_label("Colleague").select_option(label=chosen)
        press(page, "Assign")

    def says_adult(self, opened: Opened) -> None:
        """That somebody is no child takes two."""
        page = self.at("officer-border", opened)
        press(page, "How the person stands: age, detention, what arose")
        page.get_by_label("An adult").check()
        page.get_by_label("How this is known").fill("Born in 1987, as she says.")
        press(page, "Save")
        page = self.at("reviewer", opened)
        page.get_by_role("link", name="Confirm or refuse").click()
        page.get_by_label("I confirm: the safeguard ends").check()
        page.get_by_label("What you checked, and why").fill("Her school papers.")
        press(page, "Answer")

    def hears(self, opened: Opened, said: str) -> None:
        """The application is completed, and the person is heard and agrees to the record."""
        page = self.at("officer-border", opened)
        make_step(page, "Complete the application")
        press(page, "Arrange the interview")
        page.get_by_label("Day and time").fill(DAY)
        page.get_by_label("Arrangements for specific needs").fill("A woman interprets.")
        tick_everything(page)
        press(page, "Save")
        make_step(page, "Begin the interview")
        page.get_by_label("What was said").fill(said)
        page.get_by_text("Saved at").wait_for()
        press(page, "Closing list")
        page.get_by_role("group", name="The person was told").get_by_label("Yes").check()
        press(page, "Save")
        press(page, "Close what is written, and read it back")
        page.get_by_label("Signs the record with its corrections").check()
        page.get_by_label("The whole record was read").check()
        page.get_by_label("In which language, and by whom").fill("Korean, by Jae.")
        page.get_by_label("Given", exact=True).check()
        press(page, "Note the answer")
        press(page, "Close the interview")
        press(page, "Begin the assessment")

    def adds(self, username: str, opened: Opened, kind: str) -> Page:
        """The page on which something of this kind is added to the assessment."""
        window = self.window(username)
        window.go(f"/assessment/{opened.claim}/")
        window.page.get_by_text("Add", exact=True).click()
        press(window.page, kind)
        return window.page

    def names_the_country(self, opened: Opened) -> Page:
        """Against which the fear is tested."""
        page = self.adds("officer-border", opened, "Country against which the fear is tested")
        page.get_by_label("Which one").select_option("North Korea")
        press(page, "Save")
        return page

    def proposes(self, opened: Opened, outcome: str, conclusion: str) -> None:
        """A draft is begun, gets its conclusion, and goes to a reviewer."""
        page = self.at("officer-border", opened)
        press(page, "Hand in the assessment")
        page.get_by_label(outcome, exact=True).check()
        press(page, "Begin the draft")
        page.get_by_role("textbox", name="Conclusion").fill(conclusion)
        self.window("officer-border").is_accessible()
        press(page, "Give it to a reviewer")
        refused = page.locator("main [role=alert]")
        assert refused.count() == 0, refused.all_inner_texts()

    def tells(self, username: str, opened: Opened, step: str, day: str) -> bytes:
        """A decision is told and explained; the letter as it was given, a PDF."""
        page = self.at(username, opened)
        press(page, step)
        page.get_by_label("Day on which the person received it").fill(day)
        page.get_by_label("Language in which it was explained").select_option("ko")
        page.get_by_label("Who explained it").fill("Lukas, with the interpreter Jae")
        tick_everything(page)
        self.window(username).is_accessible()
        press(page, step)
        self.window(username).go(f"/cases/{opened.case}/")
        # The newest stands first.
        page.locator("main a[href*='/decisions/letters/']").first.click()
        self.window(username).is_accessible()
        return self.file(page, "The letter as a PDF")

    def file(self, page: Page, link: str) -> bytes:
        """What a link gives as a file."""
        with page.expect_download() as told:
            page.get_by_role("link", name=link).click()
        return told.value.path().read_bytes()
