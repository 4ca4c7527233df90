"""A real Chromium that reaches only what it is shown, and that notices everything that goes wrong.

The product's pages must ask no other host, write nothing to the console, and break no rule of
accessibility that axe knows.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from tests.serving import Served

# Chromium would otherwise look for updates and more at each start.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps",
    "--disable-domain-reliability", "--disable-features=OptimizationHints,MediaRouter",
)  # fmt: skip
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What the console says of a status that is asked for on purpose, and of signing out.
FILE_GIVEN = 200
EXPECTED = re.compile(
    "Failed to load resource: the server responded with a status of"
    '|Clear-Site-Data header on .*: Cleared data types: "cache", "storage".'
)

_click = Locator.click


def _click_and_arrive(locator: Locator, **options: Any) -> None:
    """A click is over when the page that it leads to is there, not when its first byte is."""
    _click(locator, **options)
    # A form that keeps its draft first asks whether somebody is there to take it.
    locator.page.locator("form[data-sending]").wait_for(state="detached")
    locator.page.wait_for_load_state()


# For every test that opens pages here: one that asked too early would fail now and then.
Locator.click = _click_and_arrive  # type: ignore[assignment, method-assign]


@dataclass
class Window:
    """One person's window, and what went wrong in it."""

    context: BrowserContext
    page: Page
    address: str
    noticed: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Opens a path of the product; the status of the answer. A file to keep is one too."""
        try:
            answer = self.page.goto(self.address + path)
        except PlaywrightError as error:
            if "Download is starting" not in error.message:
                raise
            return FILE_GIVEN
        return answer.status if answer else 0

    def sign_in(self, username: str, passphrase: str) -> None:
        """Through the sign-in page, as anybody does."""
        self.go("/account/sign-in/")
        self.page.get_by_label("Sign-in name").fill(username)
        self.page.locator("input[type=password]").fill(passphrase)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_load_state()

    def is_sound(self) -> None:
        """Nothing went wrong so far."""
        assert self.noticed == []

    def barriers(self) -> list[str]:
        """What on the page that is shown breaks a rule of accessibility, or is cut off."""
        found = Axe().run(self.page)
        barriers = [] if found.violations_count == 0 else [str(found.generate_report())]
        if self.page.evaluate(ACROSS):
            barriers.append("it scrolls sideways")
        return [f"{self.page.url}: {barrier}" for barrier in barriers]

    def is_accessible(self) -> None:
        """Nothing on the page that is shown is in anybody's way."""
        assert self.barriers() == []


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without any of its errands.

    For one module: two that are open at once in one process disturb each other.
    """
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("chromium is not installed: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield opened
        opened.close()


OpenWindow = Callable[..., Window]


@contextmanager
def opening(chromium: Browser, served: Served) -> Iterator[OpenWindow]:
    """Opens windows at this server and closes them all; each must have been sound to the end.

    Options are those of a Playwright context: viewport, color_scheme, java_script_enabled …
    """
    windows: list[Window] = []

    def open_window(**options: object) -> Window:
        # No colour is looked at half way from one to another.
        still: dict[str, object] = {"reduced_motion": "reduce"}
        context = chromium.new_context(**(still | options))  # type: ignore[arg-type]
        window = Window(context, context.new_page(), served.url)
        _watch(window)
        windows.append(window)
        return window

    try:
        yield open_window
        for window in windows:
            window.is_sound()
    finally:
        for window in windows:
            window.context.close()


def _watch(window: Window) -> None:
    host = urlsplit(window.address).netloc

    def only_here(route: Route) -> None:
        if urlsplit(route.request.url).netloc == host:
            route.continue_()
        else:
            window.noticed.append(f"asked for {route.request.url}")
            route.abort()

    def told(message: ConsoleMessage) -> None:
        asked = message.location["url"]
        # On a machine without a font for the script; a telephone that is off line does without.
        font = asked.startswith(f"{window.address}/static/fonts/") and "ERR_FAILED" in message.text
        if not font and not EXPECTED.match(message.text):
            window.noticed.append(f"{window.page.url}: {message.text} {asked}")

    window.context.route(lambda url: not url.startswith("data:"), only_here)
    window.page.on("console", told)
    window.page.on("pageerror", lambda error: window.noticed.append(str(error)))
    window.page.on("dialog", lambda dialog: window.noticed.append(dialog.message))
