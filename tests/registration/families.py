"""A clerk with a family before her, for the tests of the pages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from playwright.sync_api import Browser, Page

from openrsd.accounts.acting import Actor
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.models import Block, Person
from tests import people
from tests.serving import Served
from tests.web.browser import OpenWindow, Window, opening

DESK = "reception-registration-officer"


def a_clerk(username: str = "clerk-1") -> Actor:
    """Someone at the desk."""
    user = people.staff(DESK, username=username)
    return people.acting_as(user, people.an_office().id)


def someone(clerk: Actor, name: str = "리정혁") -> Person:
    """A person who was begun, with a name."""
    person = begin_person(begin_group(acting=clerk).id, acting=clerk)
    save_block(
        person.id, Block.NAMES, {"v": 1, "names": [{"text": name}]}, based_on=0, acting=clerk
    )
    return person


@contextmanager
def clerks_window(
    chromium: Browser, served: Served, **options: object
) -> Iterator[tuple[Window, OpenWindow]]:
    """The clerk of a demonstration at the page of a household that was just begun."""
    told = (served.home.folder / "demo-sign-ins.txt").read_text("utf-8")
    words = told.splitlines()[0].rsplit(" ", 1)[1]
    with opening(chromium, served) as opens:
        window = opens(viewport={"width": 1280, "height": 900}, **options)
        window.sign_in("clerk", words)
        window.go("/registration/groups/new/")
        window.page.get_by_role("button", name="Begin").click()
        yield window, opens


def saved(page: Page) -> None:
    """Waits until the server said that everything is saved."""
    page.locator("[data-state]").filter(has_text=re.compile("^Saved")).wait_for()


def field(person: UUID, block: str, name: str) -> str:
    """The name of a field on the page of a household."""
    return f"{person.hex}-{block}-{name}"


def press(page: Page, name: str) -> None:
    """Presses a button that leads on. The page waits with it for what is being saved."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
