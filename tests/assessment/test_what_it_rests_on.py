"""Facts are built from what was said and handed in; country information keeps its standing; nobody
is disbelieved for what was marked and never put, nor before what explains it was considered.
"""

from uuid import UUID

import pytest
from django.test import Client

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.assessment import actions, linking, resting
from openrsd.assessment.entries import Finding, Kind
from openrsd.assessment.errors import (
    DoubtNotWeighed,
    NeverPut,
    NoReasons,
    NotConsidered,
    NotSaid,
    NotStanding,
)
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.models import Case, Claim
from openrsd.evidence.errors import NoSuchPassage
from openrsd.interviews.content import Said
from openrsd.interviews.models import Interview
from tests import assessing, people
from tests.assessing import standing_fact
from tests.coi import library
from tests.interviews.records import a_block
from tests.records import Made, a_full_case

pytestmark = pytest.mark.django_db
REASONS = "She said so in detail, and the sources agree."
CROSSED = "I crossed the river in March 2019."


@pytest.fixture
def case() -> Made:
    """With an interview, a document and a fact."""
    made = a_full_case(people.an_office())
    Case.objects.filter(id=made.id).update(state="assessment-draft")
    return made


@pytest.fixture
def user(case: Made) -> User:
    return assessing.on_duty(case, "case-officer")


@pytest.fixture
def officer(user: User) -> Actor:
    return people.acting_as(user)


@pytest.fixture
def heard(case: Made) -> list[UUID]:
    """Four blocks: a fact, what does not fit in it and was not put, a question, an answer."""
    held = Interview.objects.get(id=case.records["interview"])
    said = [
        Said("person", CROSSED, marks=("fact",)),
        Said("person", "It was May, the water was warm.", marks=("inconsistency",)),
        Said("officer", "You said March, and then May. Can you help me understand?"),
        Said("person", "I count by the moon."),
    ]
    return [a_block(held, one).id for one in said]


def refuse(claim: UUID, officer: Actor, **said: object) -> None:
    content = standing_fact(claim).model_dump() | {"value": "not-accepted"} | said
    actions.record_entry(claim, Kind.FACT, content, acting=officer)


def test_a_marked_block_becomes_a_fact_on_the_pages(
    case: Made, user: User, heard: list[UUID]
) -> None:
    claim, browser = case.records["claim"], people.signed_in(user)
    at = f"/assessment/{claim}/"
    offered = browser.get(f"{at}marked/").content.decode()
    assert CROSSED in offered
    assert "Not put yet" in offered

    made = browser.get(f"{at}fact/new/?from={heard[0]}")
    assert made.context["form"]["proposition"].value() == CROSSED
    fields = {"proposition": CROSSED, "importance": "core", "value": "open"}
    fields |= {"bears-e1": "for", "note-e1": "Told at once, without being asked."}
    browser.post(f"{at}fact/new/?from={heard[0]}", fields)
    found = standing_fact(claim, "fact-2")
    assert [one.block for one in found.evidence] == [heard[0]]
    assert found.evidence_for_in_words.endswith(f"block 1, person: “{CROSSED}”")

    page = browser.get(f"{at}marked/")
    assert [one.spoken.block for one in page.context["used"]] == [heard[0]]
    answer = browser.post(
        f"{at}fact/fact-2/rests/",
        {"what": "statement", "block": str(heard[1]), "bears": "against"},
    )
    assert answer.status_code == 302
    assert [one.bears for one in standing_fact(claim, "fact-2").evidence] == ["for", "against"]
    fields |= {"bears-e2": "neutral", "drop-e1": "on"}
    browser.post(f"{at}fact/fact-2/", fields)
    assert [(one.id, one.bears) for one in standing_fact(claim, "fact-2").evidence] == [
        ("e2", "neutral")
    ]


def test_words_are_quoted_as_they_stand(
    case: Made, user: User, officer: Actor, heard: list[UUID]
) -> None:
    claim, document = case.records["claim"], case.records["document"]
    assert linking.statement(officer, claim, heard[0], "in March 2019").quotation == "in March 2019"
    with pytest.raises(NotSaid):
        linking.statement(officer, claim, heard[0], "in May 2019")
    of_hospital = linking.document(officer, claim, document, 1, 2)
    assert of_hospital.quotation == "She stayed for nine days."
    assert "Report of a hospital" in of_hospital.reference
    with pytest.raises(NoSuchPassage):
        linking.document(officer, claim, document, 1, 9)

    other = a_full_case(people.an_office())
    assessing.on_duty(other, "case-officer", user)
    with pytest.raises(NotHere):
        linking.statement(officer, other.records["claim"], heard[0])
    with pytest.raises(NotHere):
        linking.document(officer, claim, other.records["document"], 1, 1)


def test_country_information_keeps_its_words_and_turns_amber(
    case: Made, user: User, officer: Actor
) -> None:
    claim, researcher = case.records["claim"], library.researcher()
    edition = library.added("# Camps\n\nReturned people are questioned.", acting=researcher)
    edition = library.confirmed(edition, acting=researcher, nature="practice", published="2020")
    actions.record_finding(claim, "objective-risk", "yes", REASONS, acting=officer)
    span = linking.country(officer, edition.id, 1, "are questioned")
    key = "objective-risk|PRK|harm-1"
    resting.rest_on(claim, Kind.FINDING, key, span, bears="for", acting=officer)
    with pytest.raises(NotStanding):
        resting.rest_on(claim, Kind.FINDING, "serious-harm|x", span, bears="for", acting=officer)

    assessed = assessment_of(Claim.objects.select_related("person").get(id=claim))
    (found,) = (one.content for one in assessed.entries if isinstance(one.content, Finding))
    assert linking.tag_of(found.cited[0])[:2] == ("care", "Old")
    touched = found.cited[0].model_copy(update={"where": {**span.where, "title": "Another"}})
    assert linking.tag_of(touched)[0] == "danger"
    assert assessed.determination
    assert "are questioned" in found.citations_in_words[0]
    name = next(
        part for part in _questions(people.signed_in(user), claim) if "objective-risk" in part[1]
    )[0]
    page = people.signed_in(user).get(f"/assessment/{claim}/finding/{name}/").content.decode()
    assert "Published more than 24 months ago" in page


def _questions(browser: Client, claim: UUID) -> list[tuple[str, str]]:
    page = browser.get(f"/assessment/{claim}/").context["page"]
    return [(name, one.element) for name, (_r, one) in page.questions.by_name.items()]


def test_what_was_marked_and_never_put_counts_against_nobody(
    case: Made, officer: Actor, heard: list[UUID]
) -> None:
    claim = case.records["claim"]
    span = linking.statement(officer, claim, heard[1])
    resting.rest_on(claim, Kind.FACT, "fact-1", span, bears="against", acting=officer)
    with pytest.raises(NeverPut, match="block 2, person"):
        refuse(claim, officer, no_other_factors="None applies.", reasons=REASONS)

    said = {
        "kind": "shift",
        "weight": "material",
        "one_block": str(heard[0]),
        "other_block": str(heard[1]),
        "accepted": "",
        "reasons": "",
    }
    resting.keep_inconsistency(claim, "fact-1", "new", said, acting=officer)
    with pytest.raises(NeverPut, match="Dates, numbers or order differ"):
        refuse(claim, officer, no_other_factors="None applies.", reasons=REASONS)
    said |= {"put_block": str(heard[2]), "answer_block": str(heard[3]), "accepted": "no"}
    said["reasons"] = "March of the moon is not May."
    resting.keep_inconsistency(claim, "fact-1", "i1", said, acting=officer)
    (kept,) = standing_fact(claim).inconsistencies
    assert kept.is_heard
    assert kept.answer
    assert kept.answer.quotation == "I count by the moon."

    with pytest.raises(NotConsidered, match="Shame and stigma"):
        refuse(claim, officer, factors={"f-memory": "The month, not the event."}, reasons=REASONS)
    with pytest.raises(NoReasons):
        refuse(claim, officer, no_other_factors="None applies.")
    with pytest.raises(DoubtNotWeighed):
        refuse(claim, officer, value="undetermined")
    refuse(claim, officer, no_other_factors="None applies.", reasons=REASONS)
    assert standing_fact(claim).value == "not-accepted"


def test_what_does_not_fit_is_recorded_on_its_page(
    case: Made, user: User, heard: list[UUID]
) -> None:
    claim, browser = case.records["claim"], people.signed_in(user)
    at = f"/assessment/{claim}/fact/fact-1/misfit/"
    asked = browser.get(f"{at}new/?from={heard[1]}")
    assert asked.context["form"]["one_block"].value() == str(heard[1])
    empty = browser.post(f"{at}new/", {"kind": "shift", "weight": "minor"})
    assert empty.status_code == 422
    assert not standing_fact(claim).inconsistencies
    fields = {"kind": "shift", "weight": "minor", "one_block": str(heard[1])}
    browser.post(f"{at}new/", fields | {"other_words": "The form of 2024 says March."})
    assert "Not put yet" in browser.get(f"/assessment/{claim}/fact/fact-1/").content.decode()
    browser.post(f"{at}i1/", fields | {"other_words": "The form.", "drop": "yes"})
    assert not standing_fact(claim).inconsistencies


def test_what_was_written_in_words_alone_stays_readable(
    case: Made, user: User, officer: Actor
) -> None:
    claim = case.records["claim"]
    old = {
        "id": "fact-1",
        "proposition": "She was held in a camp.",
        "evidence_for": "Interview, answer 31.",
        "inconsistency": "The form says prison.",
        "put": "On 3 May.",
        "answer": "It is called so by some.",
        "value": "accepted",
    }
    actions.record_entry(claim, Kind.FACT, old, acting=officer)
    page = people.signed_in(user).get(f"/assessment/{claim}/fact/fact-1/").content.decode()
    for words in ("Interview, answer 31.", "The form says prison.", "It is called so by some."):
        assert words in page
    assert standing_fact(claim).evidence_for_in_words == "Interview, answer 31."


def test_common_errors_are_noticed_and_nothing_is_stopped(
    case: Made, user: User, officer: Actor
) -> None:
    claim, browser = case.records["claim"], people.signed_in(user)
    fact = standing_fact(claim).model_dump() | {
        "value": "not-accepted",
        "no_other_factors": "None applies to so plain a thing.",
        "indicators": [
            {"indicator": "ind-plausibility", "shows": "weakens", "observation": "Ice in March."}
        ],
        "reasons": "Taken together these doubts are grave; the account is uncorroborated.",
    }
    actions.record_entry(claim, Kind.FACT, fact, acting=officer)
    said = {"kind": "shift", "weight": "minor", "one_words": "March", "other_words": "May"}
    said |= {"accepted": "", "reasons": ""}
    resting.keep_inconsistency(claim, "fact-1", "new", said, acting=officer)
    page = browser.get(f"/assessment/{claim}/fact/fact-1/")
    assert {one.id for one in page.context["hints"]} == {
        "cumulative-doubt", "corroboration", "minor-alone", "plausibility-without-sources",
    }  # fmt: skip

    for element in ("objective-risk", "serious-harm"):
        actions.record_finding(claim, element, "yes", REASONS, acting=officer)
    name = next(name for name, of in _questions(browser, claim) if of == "serious-harm")
    asked = browser.get(f"/assessment/{claim}/finding/{name}/").context["asked"]
    assert [one.id for one in asked.hints] == ["copied-reasons"]


def test_a_reviewer_reads_what_it_rests_on_and_every_earlier_version(
    case: Made, user: User, officer: Actor, heard: list[UUID]
) -> None:
    claim, browser = case.records["claim"], people.signed_in(user)
    span = linking.statement(officer, claim, heard[0])
    resting.rest_on(claim, Kind.FACT, "fact-1", span, bears="for", acting=officer)
    said = standing_fact(claim).model_dump() | {"value": "accepted", "reasons": REASONS}
    actions.record_entry(claim, Kind.FACT, said, acting=officer)
    actions.record_finding(claim, "serious-harm", "yes", REASONS, acting=officer)
    key = "serious-harm|PRK|harm-1"
    resting.rest_on(claim, Kind.FINDING, key, span, bears="for", acting=officer)
    name = next(name for name, of in _questions(browser, claim) if of == "serious-harm")

    reviewer = people.signed_in(assessing.on_duty(case, "reviewer"))
    for place in ("fact/fact-1/", f"finding/{name}/"):
        read = reviewer.get(f"/assessment/{claim}/{place}").content.decode()
        assert CROSSED in read
        assert "Take it off this list" not in read
    page = browser.get(f"/assessment/{claim}/fact/fact-1/")
    oldest = page.context["history"][-1][0]
    earlier = browser.get(f"/assessment/entry/{oldest.id}/").content.decode()
    assert "Something newer stands in its place" in earlier
    assert "She crossed the river in March 2019." in earlier

    newest = page.context["standing"]
    browser.post(f"/assessment/entry/{newest.id}/", {"reasons": "It is told twice in the record."})
    assert browser.get(f"/assessment/{claim}/fact/fact-1/").status_code == 404
