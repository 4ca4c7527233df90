"""An officer records, question by question; what follows is the same as of a case file; nothing
that the record cannot carry is proposed or signed.
"""

from uuid import UUID

import pytest

from openrsd.accounts.acting import Actor
from openrsd.assessment import actions, selectors
from openrsd.assessment.entries import Kind
from openrsd.assessment.errors import (
    DoesNotFit,
    NeverPut,
    NotConsidered,
    NothingToTakeBack,
    NotReadyToRefuse,
    NotYours,
    Unreadable,
    WhichOne,
)
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.casework.models import Claim
from openrsd.decisions.actions.readiness import require_ready
from openrsd.determination.outcome import Outcome
from openrsd.ledger.models import EntryRow
from tests import assessing, people
from tests.assessing import on_duty
from tests.records import SOMEBODY, Made

pytestmark = pytest.mark.django_db
REASONS = "She said so in detail, and the sources agree."


def assessed(claim: UUID) -> Assessment:
    return assessment_of(Claim.objects.select_related("person").get(id=claim))


def record(claim: UUID, officer: Actor, kind: Kind, **said: object) -> None:
    actions.record_entry(claim, kind, said, acting=officer)


def carried(claim: UUID, officer: Actor) -> None:
    for element in (
        "subjective-fear",
        "objective-risk",
        "serious-harm",
        "agent-state",
        "ground-religion",
        "nexus-persecutor-reason",
    ):
        actions.record_finding(claim, element, "yes", REASONS, acting=officer)


def test_question_by_question_a_claim_comes_to_be_made_out(claim: UUID, officer: Actor) -> None:
    assert assessed(claim).determination is None, "no country is named yet"
    record(claim, officer, Kind.COUNTRY, id="PRK")
    page = selectors.assessment(officer, claim)
    asked = {line.title for group in page.open_by_stage for line in group.lines}
    assert "Objective risk" in asked

    carried(claim, officer)

    page = selectors.assessment(officer, claim)
    assert page.report
    assert page.report["outcome"] == "recognised"
    assert {line["element"] for line in page.because} >= {"objective-risk", "ground-religion"}
    assert not page.open_by_stage
    found = [line for group in page.found_by_stage for line in group.lines]
    assert all(line.who and line.at and line.reasons == REASONS for line in found)


def test_what_was_said_last_stands_and_what_was_said_before_is_kept(
    claim: UUID, officer: Actor
) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    carried(claim, officer)
    before = AssessmentEntry.objects.filter(claim=claim).latest("position").at
    actions.record_finding(claim, "objective-risk", "unresolved", REASONS, acting=officer)

    assert assessed(claim).determination.outcome is Outcome.UNDECIDED  # type: ignore[union-attr]
    then = selectors.assessment(officer, claim, until=before)
    assert then.report
    assert then.report["outcome"] == "recognised"
    assert not then.may_record, "the past is read, and not written"
    name = next(
        name
        for name, (_result, one) in then.questions.by_name.items()
        if one.element == "objective-risk"
    )
    asked = selectors.question(officer, claim, name)
    assert [value for _entry, _who, value in asked.history] == [
        "Unresolved after every enquiry",
        "Yes",
    ]


def test_a_whole_is_not_set_against_the_person_without_its_parts(
    claim: UUID, officer: Actor
) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    with pytest.raises(DoesNotFit, match="findings on its parts"):
        actions.record_finding(claim, "well-founded-fear", "no", REASONS, acting=officer)
    assert not assessed(claim).problems
    refused = EntryRow.objects.filter(action="finding.record", result="refused")
    assert refused.exists(), "who tried what stays on record"


def test_of_several_harms_it_is_said_which_one(claim: UUID, officer: Actor) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    record(claim, officer, Kind.HARM, id="harm-1", country="PRK", title="Labour camp")
    record(claim, officer, Kind.HARM, id="harm-2", country="PRK", title="Sold again")
    with pytest.raises(WhichOne, match="harm-1, harm-2"):
        actions.record_finding(claim, "objective-risk", "yes", REASONS, acting=officer)
    with pytest.raises(DoesNotFit, match="No claim 'harm-3'"):
        actions.record_finding(
            claim, "objective-risk", "yes", REASONS, acting=officer, harm="harm-3"
        )
    actions.record_finding(claim, "objective-risk", "yes", REASONS, acting=officer, harm="harm-2")
    (line,) = selectors.assessment(officer, claim).found_by_stage[0].lines
    assert line.of == "North Korea, Sold again"


def test_a_harm_on_which_a_finding_rests_is_not_taken_back(claim: UUID, officer: Actor) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    record(claim, officer, Kind.HARM, id="harm-1", country="PRK", title="Labour camp")
    actions.record_finding(claim, "objective-risk", "yes", REASONS, acting=officer)
    with pytest.raises(NothingToTakeBack):
        actions.take_back(claim, Kind.HARM, "harm-9", "Named by mistake.", acting=officer)
    with pytest.raises(DoesNotFit):
        actions.take_back(claim, Kind.COUNTRY, "PRK", "Named by mistake.", acting=officer)
    key = "objective-risk|PRK|harm-1"
    actions.take_back(claim, Kind.FINDING, key, "It belongs to another.", acting=officer)
    assert not selectors.assessment(officer, claim).found_by_stage


def test_nobody_is_disbelieved_for_what_was_never_put(claim: UUID, officer: Actor) -> None:
    fact = {
        "id": "fact-1",
        "proposition": "She crossed the river in March 2019.",
        "inconsistency": "The form says May.",
        "value": "not-accepted",
        "reasons": "The dates do not agree.",
    }
    with pytest.raises(NeverPut):
        record(claim, officer, Kind.FACT, **fact)
    fact |= {
        "put": "On 3 May, before the break: the form says May.",
        "answer": "She counts by the lunar calendar.",
    }
    with pytest.raises(NotConsidered, match="Normal limits of memory"):
        record(claim, officer, Kind.FACT, **fact)
    fact["no_other_factors"] = "She told it twice, at ease, in her own dialect."
    record(claim, officer, Kind.FACT, **fact)
    (line,) = selectors.assessment(officer, claim).facts
    assert line.says == "Not accepted"


def test_reasons_are_looked_through_for_known_errors_and_nothing_is_stopped(
    claim: UUID, officer: Actor
) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    said = "Her demeanour was flat, and she failed to prove that she was there."
    actions.record_finding(claim, "subjective-fear", "no", said, acting=officer)
    page = selectors.assessment(officer, claim)
    name = next(
        name
        for name, (_result, one) in page.questions.by_name.items()
        if one.element == "subjective-fear"
    )
    hints = {one.id for one in selectors.question(officer, claim, name).hints}
    assert hints == {"demeanour", "failed-to-prove"}


def test_the_officer_sees_no_what_if_and_whoever_reviews_does(case: Made, officer: Actor) -> None:
    claim = case.records["claim"]
    record(claim, officer, Kind.COUNTRY, id="PRK")
    actions.record_finding(claim, "objective-risk", "no", REASONS, acting=officer)
    reviewer = people.acting_as(on_duty(case, "reviewer"))
    own, reviewed = (selectors.assessment(actor, claim).report for actor in (officer, reviewer))
    assert own
    assert reviewed
    assert "what_if" not in own
    assert reviewed["what_if"]
    assert not selectors.assessment(reviewer, claim).may_record


def test_a_refusal_waits_until_everything_was_asked(claim: UUID, officer: Actor) -> None:
    record(claim, officer, Kind.COUNTRY, id="PRK")
    actions.record_finding(claim, "objective-risk", "no", REASONS, acting=officer)
    with pytest.raises(NotReadyToRefuse, match=r"Serious harm .* is open"):
        require_ready([assessed(claim)], "negative")
    require_ready([assessed(claim)], "positive")
    AssessmentEntry.objects.all().delete()

    whole = assessing.examined(claim, "negative", SOMEBODY)
    require_ready([whole], "negative")
    with pytest.raises(NotReadyToRefuse, match="do not amount"):
        require_ready([whole, assessing.examined(claim, "positive", SOMEBODY)], "negative")


def test_whoever_relies_on_a_source_does_not_confirm_it(case: Made, officer: Actor) -> None:
    claim = case.records["claim"]
    record(claim, officer, Kind.COUNTRY, id="PRK")
    with pytest.raises(NotYours):
        record(claim, officer, Kind.SOURCE, id="objective-risk", reasons="Read in the library.")
    lawyer = people.acting_as(on_duty(case, "legal-specialist"))
    actions.confirm_source(claim, "objective-risk", "Read in the library.", acting=lawyer)
    assert "objective-risk" in assessed(claim).record.confirmed  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said",
    [
        {"kind": Kind.HARM, "id": "harm-1", "country": "North Korea", "title": "Camp"},
        {"kind": Kind.COMPLETE, "id": "countries", "reasons": "short"},
        {"kind": Kind.FACT, "id": "fact-1", "proposition": ""},
        {"kind": Kind.COUNTRY, "id": "PRK", "extra": "x"},
    ],
)
def test_what_is_amiss_is_said_with_its_field(
    claim: UUID, officer: Actor, said: dict[str, object]
) -> None:
    kind = said.pop("kind")
    with pytest.raises(Unreadable, match="Look again at: "):
        actions.record_entry(claim, Kind(str(kind)), said, acting=officer)
