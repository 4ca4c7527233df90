"""The desk, the household over time and two records side by side, at real windows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

# A clerk with two families, of which one person is registered twice, and a supervisor.
PEOPLE = """
import json
from tests.people import *
from tests.registration.groups.families import a_family
from tests.brief_worlds import *
from openrsd.matching.actions.finding import look_for
from openrsd.matching.models import Pair
from openrsd.registration.models import Person
clerk = staff("reception-registration-officer", username="heron-12")
chief = staff("supervisor", username="owl-1")
group, family = a_family(acting_as(clerk), born=("1980-01-02", "1984-03-04", "2015-05-06"))
_other, (again,) = a_family(acting_as(clerk), ["Kim Ok Hui"], born=["1984-XX-XX"])
Person.objects.filter(office=an_office().id).update(registered_at=timezone.now())
for person in (*family, again):
    look_for(person.id)
def key(user):
    return signed_in(user).cookies["sessionid"].value
print(json.dumps({
    "clerk": key(clerk),
    "chief": key(chief),
    "group": str(group),
    "wife": str(family[1].id),
    "child": str(family[2].id),
    "number": family[1].number,
    "pair": str(Pair.objects.get(office=an_office().id).id),
}))
"""
WAYS: Mapping[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark and small, from right to left": {
        "color_scheme": "dark",
        "viewport": {"width": 320, "height": 640},
    },
}


@dataclass(frozen=True)
class Place:
    """A served demonstration, and who and what is there."""

    served: Served
    known: Mapping[str, str]


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo").with_environment(OPENRSD_LANGUAGES="en ar")
    known = json.loads(home.inside(PEOPLE))
    with home.serving() as served:
        yield Place(served, known)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def window_of(at: OpenWindow, place: Place, who: str, way: str = "light") -> Window:
    window = at(**WAYS[way])
    cookies = {"sessionid": place.known[who]}
    if way != "light":
        cookies["django_language"] = "ar"
    window.context.add_cookies(
        [{"name": name, "value": value, "url": window.address} for name, value in cookies.items()]
    )
    return window


@pytest.mark.parametrize("way", WAYS)
def test_every_page_is_accessible(at: OpenWindow, place: Place, way: str) -> None:
    clerk, chief = window_of(at, place, "clerk", way), window_of(at, place, "chief", way)
    known = place.known
    clerk.go("/desk/")
    clerk.page.locator("[name=number]").fill(known["number"])
    clerk.page.locator("main form.filters button").click()
    clerk.is_accessible()
    clerk.page.locator("main ul.plain button").click()
    served = clerk.page.url.removeprefix(clerk.address)
    child = f"/registration/persons/{known['child']}/"
    of_clerk = [served, f"{served}contact/", f"{served}card/", "/matching/maybe/"]
    of_clerk += [f"/registration/groups/{known['group']}/{page}/" for page in ("members", "join")]
    of_clerk += [
        f"{child}{page}/" for page in ("speaker", "relation", "leave", "birth", "gone", "taken")
    ]
    of_clerk.append(f"/persons/{known['child']}/leave-in-confidence/")
    pair = f"/matching/pairs/{known['pair']}/"
    for window, pages in ((clerk, of_clerk), (chief, ["/matching/pairs/", pair])):
        for page in pages:
            assert window.go(page) == 200, page
            window.is_accessible()
    if chief.page.locator("main form[action]").count():
        chief.page.locator("main form[action] button").click()
    assert "Kim Ok Hui" in chief.page.inner_text("main")
    chief.is_accessible()


def test_with_the_keyboard_a_person_is_found_served_and_gets_a_new_card(
    at: OpenWindow, place: Place
) -> None:
    window = window_of(at, place, "clerk")
    window.go("/desk/")
    keyboard, page = window.page.keyboard, window.page
    page.get_by_label("Whole name").focus()
    keyboard.type("김옥희")
    keyboard.press("Tab")
    keyboard.type("1984")
    keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("button", name="Serve").first.focus()
    keyboard.press("Enter")
    page.wait_for_url("**/desk/*-*/")
    assert place.known["number"] in page.inner_text("main")
    page.get_by_role("link", name="The card is lost").focus()
    keyboard.press("Enter")
    page.wait_for_url("**/card/")
    page.get_by_role("button", name="Give a new number").focus()
    keyboard.press("Enter")
    page.wait_for_url("**/desk/*-*/")

    assert "Replaced before" in page.inner_text("main")
    with page.expect_download() as given:
        page.get_by_role("link", name="Print the card").press("Enter")
    assert given.value.suggested_filename == "card.pdf"


def test_while_typing_those_open_to_the_clerk_appear_beside_the_names(
    at: OpenWindow, place: Place
) -> None:
    window = window_of(at, place, "clerk")
    window.go("/registration/groups/new/")
    window.page.locator("main").get_by_role("button", name="Begin").click()
    member = window.page.locator("[data-maybe]").first
    member.locator("[data-maybe-field=name]").first.fill("김옥희")
    hints = member.locator("[data-maybe-shown]")

    hints.get_by_text("Maybe registered already", exact=True).wait_for()
    assert hints.locator("li").all_inner_texts()[0].startswith("김옥희")
    # With the year of birth, whoever is called so in Latin letters may be meant too.
    member.locator("[data-maybe-field=born]").first.fill("1984")
    hints.get_by_text("Kim Ok Hui").wait_for()
    assert window.barriers() == []
