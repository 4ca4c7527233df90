"""What people do again and again at their windows, and the words that they leave there."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.story.planting import Planter
from tests.web.browser import OpenWindow, Window


def press(page: Page, name: str) -> None:
    """The button or the link of this name, whichever it is."""
    button = page.locator("main").get_by_role("button", name=name, exact=True)
    link = page.locator("main").get_by_role("link", name=name, exact=True)
    arrive(button.or_(link).first)


def arrive(pressed: Locator) -> None:
    """Presses it, and is on the page that follows."""
    with pressed.page.expect_navigation():
        pressed.click()


def press_first(page: Page) -> None:
    """The first button of the form, whatever stands on it."""
    arrive(page.locator("main form .btn").first)


def tick_everything(page: Page) -> None:
    """Says that all of it is so."""
    for box in page.locator("main input[type=checkbox]").all():
        box.check()


def amiss(page: Page) -> list[str]:
    """The names of the fields beside which a complaint stands."""
    fields = page.locator("main [aria-invalid=true]").all()
    return [str(one.get_attribute("name")) for one in fields]


@dataclass
class Story:
    """Who writes where. Everybody keeps one window."""

    windows: OpenWindow
    passphrase: str
    files: Path
    planter: Planter = field(default_factory=Planter)
    open: dict[str, Window] = field(default_factory=dict)

    def window(self, username: str) -> Window:
        """Somebody at a window, signed in."""
        if username not in self.open:
            window = self.planter.follow(self.windows())
            window.sign_in(username, self.passphrase)
            self.open[username] = window
        return self.open[username]

    def write(self, window: Window, place: str, button: str) -> None:
        """Fills in everything that is empty, and presses."""
        self.planter.answers(window.page, place)
        press(window.page, button)
        self.planter.look(window)

    def write_and_mend(self, window: Window, place: str, button: str, **right: str) -> None:
        """First words where a code or a day belongs, which are refused; then what is `right`."""
        self.write(window, place, button)
        refused = amiss(window.page)
        assert {name.rpartition("-")[2] for name in refused} == set(right), (place, refused)
        for name in refused:
            box = window.page.locator(f"main [name='{name}'][aria-invalid=true]")
            box.fill(right[name.rpartition("-")[2]])
        press(window.page, button)
        assert amiss(window.page) == [], place

    def step(self, username: str, case: str, title: str, place: str = "") -> None:
        """A link of a case, everything that is asked behind it, and its button."""
        window = self.window(username)
        window.go(f"/cases/{case}/")
        press(window.page, title)
        tick_everything(window.page)
        self.planter.answers(window.page, place or title.replace(" ", "-"))
        press_first(window.page)
        self.planter.look(window)
        problem = window.page.locator("main [role=alert]")
        assert not problem.count(), (title, problem.all_inner_texts())

    def file_from(self, window: Window, button: str) -> bytes:
        """What a button gives as a file; its name is something that was told."""
        with window.page.expect_download() as told:
            window.page.get_by_role("button", name=button).click()
        self.planter.heard.append(told.value.suggested_filename)
        return Path(told.value.path()).read_bytes()
