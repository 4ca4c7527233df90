"""Somebody writes for a long time, and everything goes wrong meanwhile."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Home, Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]
NEW = "/protection/incidents/new/"
FIRST = "Nine people were taken from the shelter before dawn."
THEN = " Two of them were children."
SIGN_OUT = """
from openrsd.accounts.signing_in.models import OpenSession
OpenSession.objects.all().delete()
"""
UNUSED = """
from datetime import timedelta
from django.utils import timezone
from openrsd.accounts.signing_in.models import OpenSession
OpenSession.objects.update(seen_at=timezone.now() - timedelta(minutes=28, seconds=30))
"""


@pytest.fixture(scope="module")
def home(installations: Installations) -> Home:
    return installations.make("demo")


@pytest.fixture(scope="module")
def served(home: Home) -> Iterator[Served]:
    with home.serving() as served:
        yield served


def passphrase(home: Home) -> str:
    told = (home.folder / "demo-sign-ins.txt").read_text("utf-8")
    return told.splitlines()[0].rsplit(" ", 1)[1]


def at_the_form(opens: OpenWindow, home: Home, **options: object) -> Window:
    """An officer who begins to record an incident."""
    window = opens(viewport={"width": 1280, "height": 900}, **options)
    window.sign_in("officer", passphrase(home))
    window.go(NEW)
    return window


def sign_in(page: Page, username: str, home: Home) -> None:
    page.get_by_label("Sign-in name").fill(username)
    page.locator("input[type=password]").fill(passphrase(home))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("nav.frame-nav").wait_for()


def write(page: Page, words: str) -> None:
    """With the keys, at the end of what stands there, and on to the next field."""
    page.locator("[name=account]").press("End")
    page.keyboard.insert_text(words)
    page.keyboard.press("Tab")


def kept(page: Page) -> None:
    page.locator("[data-state]").filter(has_text="Kept as a draft at").wait_for()


def press(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()


def recorded(page: Page) -> None:
    page.get_by_text("The incident is recorded.").wait_for()
    page.get_by_text(FIRST + THEN).wait_for()


def test_what_was_typed_outlives_the_server(
    chromium: Browser, installations: Installations
) -> None:
    home = installations.make("demo")
    server = home.start()
    try:
        with opening(chromium, server) as opens:
            window = at_the_form(opens, home)
            page = window.page
            page.get_by_label("Detention").first.check()
            write(page, FIRST)
            kept(page)
            server.kill()
            # Pressed while nobody listens: nothing is sent, and everything stays.
            write(page, THEN)
            press(page)
            page.get_by_text("There is no connection. What you typed").wait_for()
            expect(page.locator("[name=account]")).to_have_value(FIRST + THEN)
            server = home.start(port=server.port)
            press(page)
            recorded(page)
            window.go(NEW)
            expect(page.locator("[name=account]")).to_have_value("")
            # And a window that is lost with all that stands in it.
            write(page, FIRST)
            kept(page)
            server.kill()
            page.close()
            server = home.start(port=server.port)
            window.page = window.context.new_page()
            window.go(NEW)
            expect(window.page.locator("[name=account]")).to_have_value(FIRST)
            window.page.get_by_text("What stands here was not sent yet.").wait_for()
            window.noticed[:] = [one for one in window.noticed if "ERR_CONNECTION" not in one]
    finally:
        server.kill()


def test_whoever_is_signed_out_while_writing_loses_nothing(
    chromium: Browser, home: Home, served: Served
) -> None:
    with opening(chromium, served) as opens:
        window = at_the_form(opens, home)
        page = window.page
        page.get_by_label("Detention").first.check()
        write(page, FIRST)
        kept(page)
        home.inside(SIGN_OUT)
        write(page, THEN)
        page.get_by_role("alert").filter(has_text="You were signed out.").wait_for()
        window.is_accessible()
        press(page)
        assert page.url.endswith(NEW)
        expect(page.locator("[name=account]")).to_have_value(FIRST + THEN)
        # In another window of the same browser, first somebody else.
        with window.context.expect_page() as opened:
            page.get_by_role("link", name="Sign in in another window").click()
        other = opened.value
        sign_in(other, "supervisor", home)
        press(page)
        page.get_by_text("Somebody else signed in in this browser.").wait_for()
        expect(page.locator("[name=account]")).to_have_value(FIRST + THEN)
        other.goto(f"{window.address}/account/sign-out/")
        other.locator("main").get_by_role("button", name="Sign out").click()
        sign_in(other, "officer", home)
        press(page)
        recorded(page)


def test_without_a_script_what_was_sent_too_late_is_shown_again(
    chromium: Browser, home: Home, served: Served
) -> None:
    with opening(chromium, served) as opens:
        window = at_the_form(opens, home, java_script_enabled=False)
        page = window.page
        page.get_by_label("Detention").first.check()
        page.locator("[name=account]").fill(FIRST + THEN)
        home.inside(SIGN_OUT)
        press(page)
        page.get_by_role("heading", name="Not saved yet").wait_for()
        page.get_by_text(FIRST + THEN).wait_for()
        other = window.context.new_page()
        other.goto(f"{window.address}/account/sign-in/")
        sign_in(other, "officer", home)
        page.get_by_role("button", name="Send it once more").click()
        # The sign-in made the token of the form an old one.
        page.get_by_text("What you typed is still here.").wait_for()
        page.get_by_role("button", name="Send it once more").click()
        recorded(page)


def test_two_windows_of_one_writer_overwrite_nothing(
    chromium: Browser, home: Home, served: Served
) -> None:
    with opening(chromium, served) as opens:
        window = at_the_form(opens, home)
        page, other = window.page, window.context.new_page()
        other.goto(window.address + NEW)
        write(page, FIRST)
        kept(page)
        write(other, "Something else.")
        both = other.get_by_role("alert").filter(has_text="You wrote into this form in another")
        both.get_by_text(FIRST).wait_for()
        both.get_by_text("Something else.").wait_for()
        other.get_by_role("button", name="Go on with the other window").click()
        expect(other.locator("[name=account]")).to_have_value(FIRST)
        # Thrown away, and brought back.
        page.reload()
        page.get_by_role("button", name="Throw it away").click()
        expect(page.locator("[name=account]")).to_have_value("")
        page.get_by_role("button", name="Bring it back").click()
        kept(page)
        expect(page.locator("[name=account]")).to_have_value(FIRST)
        window.is_accessible()


def test_before_a_session_ends_one_is_asked_whether_to_stay(
    chromium: Browser, home: Home, served: Served
) -> None:
    with opening(chromium, served) as opens:
        window = at_the_form(opens, home)
        page = window.page
        page.clock.install()
        page.goto(window.address + "/")
        home.inside(UNUSED)
        page.clock.fast_forward("28:05")
        bar = page.get_by_role("alert").filter(has_text=re.compile("You will be signed out at"))
        bar.wait_for()
        window.is_accessible()
        page.get_by_role("button", name="Stay signed in").press("Enter")
        bar.wait_for(state="hidden")
        page.clock.fast_forward("05:00")
        page.goto(window.address + "/")
        page.get_by_role("heading", level=1).wait_for()
        assert "sign-in" not in page.url
