"""A refusal is drafted at a window: what stands in the way is told until nothing does."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.serving import Installations, Served
from tests.web.browser import OpenWindow, Window, chromium, opening

__all__ = ["chromium"]

RECORD = """
import json
from openrsd.assessment.entries import MaterialFact
from openrsd.accounts.models import Basis, Grant
from openrsd.casework.models import Case
from openrsd.decisions.actions import draft_decision
from openrsd.decisions.models import Signature
from tests import people
from tests.casework.test_what_is_signed import on_duty, stood_at
from tests.decisions.test_drafting import REJECTED, WHY, fact, of_record
from tests.records import a_case
made = a_case(people.an_office())
heard = "interview-complete"
stood_at(made, ("T5", "registered", heard), ("T7", heard, "assessment-draft"))
of_record(made.records["claim"], "negative", fact(), MaterialFact.model_validate(REJECTED))
officer = on_duty(made, "case-officer")
signed = a_case(people.an_office())
stood_at(signed, ("T5", "registered", heard), ("T7", heard, "assessment-draft"))
of_record(signed.records["claim"], "positive", fact(reasons="Ri Ok Hee told it in detail."))
def give(user, role):
    for compartment in signed.compartments:
        Grant.objects.create(
            compartment=compartment, user=user, basis=Basis.ASSIGNMENT, role=role,
            office=people.an_office(), given_by=user.id,
        )
give(officer, "case-officer")
reviewer = people.staff("reviewer", username="second-signer")
give(reviewer, "reviewer")
draft = draft_decision(signed.records["claim"], "positive", WHY, acting=people.acting_as(officer))
of = {"draft": draft, "compartment": draft.compartment, "is_return": False}
Signature.objects.create(**of, signed_by=reviewer.id)
Case.objects.filter(id=signed.id).update(state="decided-positive")
session = lambda user: people.signed_in(user).cookies["sessionid"].value
print(json.dumps({
    "claim": str(made.records["claim"]), "session": session(officer),
    "signed": str(draft.id), "reviewer": session(reviewer),
}))
"""
WHY = "What was described is no harm of the kind that the Convention asks for."
PICTURES = os.environ.get("OPENRSD_TEST_PICTURES", "")


@dataclass(frozen=True)
class Place:
    """A served installation with an officer, a claim that she assessed, and a decision that she and
    a reviewer signed.
    """

    served: Served
    claim: str
    session: str
    signed: str
    reviewer: str


@pytest.fixture(scope="module")
def place(installations: Installations) -> Iterator[Place]:
    home = installations.make("demo")
    made = json.loads(home.inside(RECORD))
    with home.serving() as served:
        yield Place(served, **made)


@pytest.fixture
def at(chromium: Browser, place: Place) -> Iterator[OpenWindow]:
    with opening(chromium, place.served) as opens:
        yield opens


def look(window: Window, name: str) -> None:
    """Nothing is in anybody's way; and a picture, where somebody wants to look."""
    window.is_accessible()
    if PICTURES:
        Path(PICTURES).mkdir(exist_ok=True)
        window.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def signed_in_at(window: Window, session: str) -> None:
    window.context.add_cookies([{"name": "sessionid", "value": session, "url": window.address}])


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refusal_is_drafted_until_nothing_stands_in_the_way(
    at: OpenWindow, place: Place, scripts: bool
) -> None:
    width = 1200 if scripts else 320
    window = at(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    signed_in_at(window, place.session)
    page = window.page
    window.go(f"/decisions/draft/{place.claim}/")
    if page.get_by_role("button", name="Begin the draft").count():
        page.get_by_label("Refusal", exact=True).check()
        if scripts:
            look(window, "begin")
        page.get_by_role("button", name="Begin the draft").click()
    page.get_by_role("textbox", name="Conclusion").wait_for()
    rejected = page.get_by_label("She crossed the river in March 2019.")
    rejected.fill("It is accepted that she crossed the river. Her demeanour was flat.")
    paragraph = page.locator(".paragraph", has=rejected)
    paragraph.get_by_role("button", name="Leave it out").click()
    page.get_by_text("the letter would not say so").first.wait_for()
    if scripts:
        look(window, "in-the-way")
    else:
        assert not window.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    page.get_by_role("button", name="Put it back").click()
    assert "says the opposite of what is recorded" in page.inner_text("main")
    assert "Demeanour says nothing about the truth" in page.inner_text("main")
    paragraph = page.locator(".paragraph", has=rejected)
    paragraph.get_by_role("button", name="Take it from the record").click()
    page.get_by_role("textbox", name="Conclusion").fill(WHY)
    if not scripts:
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/narrow.png", full_page=True)
        page.get_by_role("button", name="Give it to a reviewer").click()
        assert "This draft" not in page.inner_text("main")
        assert "/cases/" in page.url
        return
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Nothing keeps this draft from being handed in.").wait_for()
    look(window, "ready")


def test_a_slip_is_proposed_at_one_window_and_confirmed_at_another(
    at: OpenWindow, place: Place
) -> None:
    officer, reviewer = at(), at(color_scheme="dark")
    signed_in_at(officer, place.session)
    signed_in_at(reviewer, place.reviewer)
    officer.go(f"/decisions/corrections/{place.signed}/")
    officer.page.get_by_label("In which paragraph").select_option("Her father was taken at night.")
    officer.page.get_by_label("The words as they stand").fill("Ri Ok Hee")
    officer.page.get_by_label("The words as they should be").fill("Ri Ok Hui")
    officer.page.get_by_label("Why this is an obvious slip").fill("Her passport spells it so.")
    look(officer, "slip")
    officer.page.get_by_role("button", name="Propose the correction").click()
    officer.page.get_by_role("heading", name="Waits for the other signer").wait_for()
    reviewer.go(f"/decisions/corrections/{place.signed}/")
    reviewer.page.get_by_label("It is a slip: correct it").check()
    reviewer.page.get_by_label("Why", exact=True).fill("I looked at the passport.")
    look(reviewer, "slip-waits")
    reviewer.page.get_by_role("button", name="Answer").click()
    reviewer.page.get_by_text("Ri Ok Hui told it in detail.").wait_for()
