"""The assessment form comes out of the record, says what is missing, goes on paper with a name on
it; and two moments of an assessment stand beside each other.
"""

import pypdfium2
import pytest

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.assessment import actions, linking, resting, selectors
from openrsd.assessment.comparing import compared, moments_of
from openrsd.assessment.complete import complete_form, one_page_form
from openrsd.assessment.complete.shapes import CompleteForm, Section
from openrsd.assessment.entries import Kind
from openrsd.casework.models import Case
from openrsd.decisions.models import Draft, Signature
from openrsd.interviews.content import Kind as ListKind
from openrsd.interviews.models import Interview
from openrsd.ledger.models import EntryRow
from tests import assessing, people
from tests.coi import library
from tests.interviews.records import a_version
from tests.records import Made, a_full_case

pytestmark = pytest.mark.django_db
REASONS = "She said so in detail, and the sources agree."
LETTERS = "ABCDEFGHIJKLMNOPQRS"


@pytest.fixture
def case() -> Made:
    made = a_full_case(people.an_office())
    Case.objects.filter(id=made.id).update(state="assessment-draft")
    return made


@pytest.fixture
def user(case: Made) -> User:
    return assessing.on_duty(case, "case-officer")


@pytest.fixture
def officer(user: User) -> Actor:
    return people.acting_as(user)


def form_of(case: Made, officer: Actor) -> CompleteForm:
    return complete_form(officer, selectors.assessment(officer, case.records["claim"]))


def section(form: CompleteForm, letter: str) -> Section:
    return next(one for one in form.sections if one.letter == letter)


def texts(found: Section) -> str:
    return "\n".join(
        f"{part.title} {row.label} {row.text} {row.small}"
        for part in found.parts
        for row in part.rows
    )


def lacks(found: Section) -> str:
    return "\n".join(one.says for one in found.missing)


def test_every_section_is_there_and_says_what_it_lacks(case: Made, officer: Actor) -> None:
    form = form_of(case, officer)
    assert "".join(one.letter for one in form.sections) == LETTERS
    assert "not read back" in lacks(section(form, "B"))
    assert "No fact rests on document 1" in lacks(section(form, "D"))
    assert "Not decided yet: She crossed the river" in lacks(section(form, "G"))
    assert "Not answered: Serious harm" in lacks(section(form, "J"))
    assert "Nothing is written of North Korea" in lacks(section(form, "K"))
    assert "Removal prohibited" in texts(section(form, "O"))
    assert all(one.address for letter in "CGJKQR" for one in section(form, letter).missing)


def test_nothing_is_typed_twice(case: Made, user: User, officer: Actor) -> None:
    claim, researcher = case.records["claim"], library.researcher()
    edition = library.added("# Camps\n\nReturned people are questioned.", acting=researcher)
    edition = library.confirmed(edition, acting=researcher, nature="practice", published="2020")
    passage = linking.country(officer, edition.id, 1)
    hospital = linking.document(officer, claim, case.records["document"], 1, 2)
    resting.rest_on(claim, Kind.FACT, "fact-1", passage, bears="for", acting=officer)
    resting.rest_on(claim, Kind.FACT, "fact-1", hospital, bears="against", acting=officer)
    fact = assessing.standing_fact(claim).model_dump()
    fact |= {"value": "accepted", "reasons": "Detailed, and the report agrees."}
    actions.record_entry(claim, Kind.FACT, fact, acting=officer)
    finding = {"element": "objective-risk", "value": "yes", "reasons": REASONS}
    actions.record_entry(claim, Kind.FINDING, finding | {"rests_on": ["fact-1"]}, acting=officer)
    held = Interview.objects.get(id=case.records["interview"])
    a_version(held, ListKind.OPENING, 1, {"answers": {"rights": "yes", "well": "Tired."}})
    browser = people.signed_in(user)
    for name, text in (("summary", "She was beaten."), ("risk-prk", "She would be known.")):
        browser.post(f"/assessment/{claim}/note/{name}/", {"text": text})
    assert browser.post(f"/assessment/{claim}/note/summary/", {}).status_code == 422
    assert browser.get(f"/assessment/{claim}/note/risk/").status_code == 404

    form = form_of(case, officer)
    assert "Tired." in texts(section(form, "B"))
    assert "She was beaten." in texts(section(form, "C"))
    assert "Report of a hospital" in texts(section(form, "D"))
    assert "She stayed for nine days." in texts(section(form, "G"))
    assert "Accepted  She crossed the river" in texts(section(form, "H"))
    assert "Published more than 24 months ago" in texts(section(form, "I"))
    legal = texts(section(form, "J"))
    assert "Fact: She crossed the river in March 2019." in legal
    assert "HB para" in legal
    assert "She would be known." in texts(section(form, "K"))
    assert not section(form, "D").missing
    assert not section(form, "K").missing
    short = one_page_form(officer, selectors.assessment(officer, claim))
    assert {one.letter for one in short.sections} < set(LETTERS)
    assert all("\n" not in row.text for one in short.sections for p in one.parts for row in p.rows)


def test_what_is_drafted_and_signed_stands_on_it(case: Made, user: User, officer: Actor) -> None:
    draft = Draft.objects.get(id=case.records["draft"])
    Signature.objects.create(
        draft=draft,
        compartment=draft.compartment,
        signed_by=user.id,
        is_return=True,
        reasons="Look at the report again.",
    )
    form = form_of(case, officer)
    assert "Her fear." in texts(section(form, "Q"))
    assert not section(form, "Q").missing
    assert "Returned Look at the report again." in texts(section(form, "S"))


def test_the_paper_names_who_took_it(case: Made, user: User) -> None:
    claim, browser = case.records["claim"], people.signed_in(user)
    for which in ("whole", "short"):
        paper = browser.post(f"/assessment/{claim}/form/pdf/", {"form": which})
        assert paper["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in paper.content
        read = pypdfium2.PdfDocument(paper.content)
        words = read[0].get_textpage().get_text_range()
        assert "Confidential. Taken by Invented case-officer" in words
        assert "river" not in str(read.get_metadata_dict())
    assert EntryRow.objects.filter(action="assessment.print", result="done").count() == 2
    Case.objects.filter(id=case.id).update(modality="simplified")
    assert b"The whole form" in browser.get(f"/assessment/{claim}/form/").content
    assert b"On one page" in browser.get(f"/assessment/{claim}/form/?form=whole").content


def test_two_moments_beside_each_other(case: Made, user: User, officer: Actor) -> None:
    claim = case.records["claim"]
    actions.record_finding(claim, "objective-risk", "yes", REASONS, acting=officer)
    between = selectors.assessment(officer, claim).assessed.history[-1].at
    actions.record_finding(claim, "objective-risk", "unresolved", REASONS, acting=officer)
    actions.record_finding(claim, "serious-harm", "yes", REASONS, acting=officer)
    key = "subjective-fear|PRK|harm-1"
    actions.record_finding(claim, "subjective-fear", "yes", REASONS, acting=officer)
    actions.take_back(claim, Kind.FINDING, key, "It belongs to another.", acting=officer)

    page = selectors.assessment(officer, claim)
    found = compared(page.until(between), page)
    assert [(one.how, one.title.split(" (")[0]) for one in found.changes] == [
        ("Changed", "Objective risk"),
        ("Added", "Serious harm"),
    ]
    assert found.changes[0].before == [("What is found", "Yes")]
    assert found.changes[0].after == [("What is found", "Unresolved after every enquiry")]
    assert found.changes[0].who.startswith("Invented case-officer")
    assert found.then.report
    assert found.now.report
    assert not found.then.may_record
    with_fear = page.assessed.history[-2].at
    gone = compared(page.until(with_fear), page).changes
    assert [(one.how, one.reasons) for one in gone] == [("Taken back", "It belongs to another.")]

    browser, at = people.signed_in(user), f"/assessment/{claim}/compare/"
    moments = [key for key, _words in moments_of(officer, page)]
    assert all(browser.get(at, {"then": one}).status_code == 200 for one in moments)
    assert "Objective risk" in browser.get(at, {"then": ""}).content.decode()
    assert "Choose two moments" in browser.get(at, {"then": "2026"}).content.decode()
