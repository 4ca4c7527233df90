"""An appeal: any words suffice, it is heard anew by who took no part, ground by ground, as things
are today; nobody outside sees what is being decided; and those who decided first are told why.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Grant
from openrsd.assessment.actions import record_finding, take_back
from openrsd.assessment.entries import Kind
from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.selectors import assessment
from openrsd.assessment.weighing import entry_of
from openrsd.casework.actions.confirming import confirm_step
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Claim, Step
from openrsd.decisions.actions import (
    reopen_appeal_decision,
    save_appeal_decision,
    take_up_appeal,
)
from openrsd.decisions.appealed import (
    answer_of,
    appeal_reasons,
    grounds_of,
    statement_of,
    written_decision,
)
from openrsd.decisions.appeals import Answer, Ground, Hearing, Result, Submission
from openrsd.decisions.errors import AppealClosed, NoResult, Overtaken, TookPart, WordIsOlder
from openrsd.decisions.models import AppealDecision, LetterWork
from openrsd.decisions.reasons import Part
from openrsd.decisions.selectors import appealing as selectors
from openrsd.decisions.selectors.outcomes import outcomes, recently_told
from tests import people
from tests.decisions.appealed import ANSWERED, UNTIL_REFUSED_FOR_GOOD, WORDS, Refused

pytestmark = pytest.mark.django_db
CHANGED = "The news of this month show another practice, and she is of those who are sought."


@pytest.fixture
def refused() -> Refused:
    return Refused()


def test_counsel_appeals_in_a_few_words_and_adds_what_is_new(refused: Refused) -> None:
    counsel, browser = refused.represented(), refused.browser("counsel")
    address = reverse("decisions:file-appeal", args=[refused.claim])
    assert "The last day to appeal" in browser.get(address).content.decode()
    assert browser.post(address, {"statement": WORDS}).status_code == 302
    assert refused.case.state == "appeal-filed"
    said = statement_of(refused.appeal)
    assert (said.words, said.by, said.why_late) == (WORDS, "legal-representative", "")
    assert [one.words for one in grounds_of(refused.appeal).values()] == [WORDS]
    refused.adds(Ground(words="The interpreter spoke another dialect."), counsel)
    refused.adds(Submission(words="We refer to the report of October."), counsel)
    page = browser.get(reverse("decisions:appeal", args=[refused.claim])).content.decode()
    assert "another dialect" in page and "report of October" in page
    # What the office found stands there by name; its reasons stand in the letter alone.
    assert "On what the decision rests" in page and "As was said and heard" not in page


def test_a_ground_speaks_of_a_part_of_the_decision(refused: Refused) -> None:
    counsel, browser = refused.appealed(), refused.browser("counsel")
    about = selectors.appeal(counsel, refused.claim).disputable[0]
    address = reverse("decisions:add-to-appeal", args=[refused.claim, "ground"])
    assert browser.post(address, {"about": "element|moon", "words": "No."}).status_code == 422
    assert browser.post(address, {"about": about.code, "words": "I fear it."}).status_code == 302
    last = list(grounds_of(refused.appeal).values())[-1]
    assert f"{last.about}|{last.key}" == about.code and last.title == about.title


def test_the_desk_writes_down_what_is_said_and_reads_nothing(refused: Refused) -> None:
    clerk = people.staff("reception-registration-officer", username="clerk")
    Grant.objects.create(
        compartment=refused.made.compartments[1],
        user=clerk,
        basis="assignment",
        role="reception-registration-officer",
        office=people.an_office(),
        given_by=clerk.id,
    )
    browser = people.signed_in(clerk)
    address = reverse("decisions:file-appeal", args=[refused.claim])
    page = browser.get(address)
    assert page.status_code == 200 and "With what the person disagrees" not in page.content.decode()
    told = {
        "statement": WORDS,
        "how": "spoken",
        "language": "Korean",
        "by": "applicant",
        "received_on": timezone.localdate().isoformat(),
    }
    assert browser.post(address, told).status_code == 422
    told["said_by_person"] = "She showed her card and said so."
    assert browser.post(address, told).status_code == 302
    assert statement_of(refused.appeal).how == "spoken"
    assert browser.get(reverse("decisions:appeal", args=[refused.claim])).status_code == 404


def test_a_late_appeal_is_taken_with_its_reason_and_nobody_is_turned_away() -> None:
    refused = Refused(days_left=-3)
    refused.represented()
    browser = refused.browser("counsel")
    address = reverse("decisions:file-appeal", args=[refused.claim])
    answer = browser.post(address, {"statement": WORDS})
    assert answer.status_code == 422 and "why it is late" in answer.content.decode()
    assert refused.case.state == "appeal-period"
    late = {"statement": WORDS, "why_late": "She was in hospital."}
    assert browser.post(address, late).status_code == 302
    assert statement_of(refused.appeal).why_late == "She was in hospital."


def test_who_took_part_before_does_not_hear_the_appeal(refused: Refused) -> None:
    refused.appealed()
    why = {"interview-needed": True, "why": "Credibility matters."}
    # Somebody wrote past the rules of assigning: the officer and the reviewer as appeal officers.
    for name in ("case-officer", "reviewer"):
        user = refused.users[name]
        user.postings.update(role="appeal-officer")
        Grant.objects.filter(user=user).update(role="appeal-officer")
        acting = people.acting_as(user, people.an_office().id)
        with pytest.raises(StepRefused) as refusal:
            take_up_appeal(refused.made.id, "T16", why, acting=acting)
        assert [one.code for one in refusal.value.reasons] == ["appeal-is-independent"]
        assert selectors.hearing(acting, refused.claim).independence


def test_who_only_recorded_a_finding_does_not_hear_it_either(refused: Refused) -> None:
    refused.appealed()
    hearing = refused.on_duty("appeal-officer")
    row = refused.entries()[0]
    row.by = hearing.id
    row.save()
    why = {"interview-needed": False, "why": "The law alone."}
    with pytest.raises(TookPart):
        take_up_appeal(refused.made.id, "T16", why, acting=hearing)
    assert refused.case.state == "appeal-filed"


def test_the_page_says_who_took_part_and_that_she_did_not(refused: Refused) -> None:
    refused.appealed()
    refused.on_duty("appeal-officer")
    address = reverse("decisions:take-up-appeal", args=[refused.claim])
    browser = refused.browser("appeal-officer")
    page = browser.get(address).content.decode()
    assert "assessed the claim" in page and "You took no part" in page
    assert browser.post(address, {"needed": "no", "why": ""}).status_code == 422
    assert browser.post(address, {"needed": "no", "why": "The law alone."}).status_code == 302
    assert refused.case.state == "appeal-under-decision"


def test_she_finds_anew_and_what_stood_before_stays_beside_it(refused: Refused) -> None:
    before = [(one.id, one.by) for one in refused.entries()]
    hearing = refused.taken_up()
    record_finding(refused.claim, "objective-risk", "yes", CHANGED, acting=hearing)
    assert [(one.id, one.by) for one in refused.entries()][: len(before)] == before
    page = selectors.deciding(hearing, refused.claim).page
    assert page.comparison
    (differs,) = page.comparison.differences
    assert (differs.was, differs.now, differs.reasons) == ("No", "Yes", CHANGED)
    address = reverse("assessment:claim", args=[refused.claim])
    shown = refused.browser("appeal-officer").get(address).content.decode()
    assert "on appeal" in shown
    assert "Back to the appeal" in shown and "Propose a decision" not in shown


def test_nobody_outside_sees_what_is_found_and_written_until_it_is_told(refused: Refused) -> None:
    hearing = refused.taken_up()
    entry = record_finding(refused.claim, "objective-risk", "yes", CHANGED, acting=hearing)
    refused.adds(Hearing(held_on="2026-01-02", account="She spoke of it."), hearing)
    refused.written("T17a", hearing, conclusion="She is a refugee.")
    outside = [refused.officer, refused.reviewer, refused.on_duty("legal-specialist")]
    for acting in outside:
        with pytest.raises(NotHere):
            selectors.deciding(acting, refused.claim)
        known = assessment(acting, refused.claim)
        assert entry.id not in {one.id for one in known.assessed.history}
        page = selectors.appeal(acting, refused.claim)
        assert not page.hearings and not any(one.answer for one in page.grounds)
        assert page.comparison is None
    for name in ("case-officer", "reviewer", "counsel"):
        shown = refused.browser(name).get(reverse("decisions:appeal", args=[refused.claim]))
        assert ANSWERED not in shown.content.decode()
    gone = reverse("assessment:entry", args=[entry.id])
    assert refused.browser("case-officer").get(gone).status_code == 404
    refused.decided("T17a", hearing)
    assert not selectors.appeal(refused.officer, refused.claim).told
    refused.told("S1", "final-positive")
    told = selectors.appeal(refused.officer, refused.claim)
    assert told.told and told.told.result is Result.ALLOWED and told.grounds[0].answer == ANSWERED
    known = assessment(refused.officer, refused.claim)
    assert entry.id in {one.id for one in known.assessed.history}


def test_what_the_letter_keeps_back_is_on_no_page_of_counsel(refused: Refused) -> None:
    counsel = refused.appealed()
    (first, *_rest) = selectors.appeal(counsel, refused.claim).disputable
    safety = {"why": "It would name a source.", "told_with": "counsel", "by": "S.", "on": "today"}
    kept = {first.paragraph: safety}
    LetterWork.objects.create(
        claim=Claim.objects.get(id=refused.claim),
        compartment=refused.made.compartments[0],
        changed_by=refused.officer.id,
        content={"v": 1, "first": {"kept_back": kept}},
    )
    assert first not in selectors.appeal(counsel, refused.claim).disputable
    assert first in selectors.appeal(refused.officer, refused.claim).disputable
    # Nor do the answers to the grounds stand there when they are told: the letter tells them.
    hearing = refused.on_duty("appeal-officer")
    why = {"interview-needed": False, "why": "The law alone."}
    take_up_appeal(refused.made.id, "T16", why, acting=hearing)
    refused.written("T17a", hearing, conclusion="She is a refugee.")
    refused.decided("T17a", hearing)
    refused.told("S1", "final-positive")
    address = reverse("decisions:appeal", args=[refused.claim])
    page = refused.browser("counsel").get(address).content.decode()
    assert "The appeal is allowed" in page and ANSWERED not in page
    assert "The letter has the answer to each ground" in page


def test_a_refusal_that_became_final_is_appealed_with_good_cause() -> None:
    final = Refused(steps=UNTIL_REFUSED_FOR_GOOD)
    final.on_duty("appeal-officer")
    browser = final.browser("appeal-officer")
    address = reverse("decisions:file-appeal", args=[final.claim])
    told = {
        "statement": WORDS,
        "how": "written",
        "by": "applicant",
        "received_on": timezone.localdate().isoformat(),
    }
    assert browser.post(address, told).status_code == 422
    assert final.case.state == "final-negative"
    told["why_late"] = "She was in detention and nobody brought her letter."
    assert browser.post(address, told).status_code == 302
    assert final.case.state == "appeal-filed"
    assert statement_of(final.appeal).why_late == told["why_late"]


def test_a_ground_without_an_answer_refuses_with_words(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17a", hearing)
    refused.adds(Ground(words="And nobody asked about the letter."), hearing)
    with pytest.raises(StepRefused, match="Each ground of the appeal"):
        refused.decided("T17a", hearing)
    assert selectors.deciding(hearing, refused.claim).unanswered == [
        "And nobody asked about the letter."
    ]
    assert refused.case.state == "appeal-under-decision"


def test_examined_today_is_true_only_where_it_was(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17a", hearing)
    record_finding(refused.claim, "objective-risk", "yes", CHANGED, acting=hearing)
    # Something was recorded since she looked.
    with pytest.raises(StepRefused, match="as they are today"):
        refused.decided("T17a", hearing)
    refused.written("T17a", hearing)
    written = written_decision(refused.appeal)
    assert written
    for change in (
        {"examined_at": timezone.now() - timedelta(days=1)},
        {"examined_law": "another edition"},
        {"examined_by": refused.officer.id},
    ):
        kept = {name: getattr(written, name) for name in change}
        AppealDecision.objects.filter(id=written.id).update(**change)
        with pytest.raises(StepRefused, match="as they are today"):
            refused.decided("T17a", hearing)
        AppealDecision.objects.filter(id=written.id).update(**kept)
    assert refused.decided("T17a", hearing).state == "appeal-positive"


def test_a_dismissal_rests_on_a_record_that_is_ready_today(refused: Refused) -> None:
    hearing = refused.taken_up()
    found = [entry_of(row) for row in refused.entries()]
    key = next(one.key for one in found if one.key.startswith("objective-risk"))
    take_back(refused.claim, Kind.FINDING, key, "It rested on an old report.", acting=hearing)
    refused.written("T17b", hearing)
    with pytest.raises(NotReadyToRefuse):
        refused.decided("T17b", hearing)
    assert refused.case.state == "appeal-under-decision"
    record_finding(refused.claim, "objective-risk", "no", CHANGED, acting=hearing)
    refused.written("T17b", hearing)
    assert refused.decided("T17b", hearing).state == "appeal-negative"


def test_what_is_decided_is_what_was_written(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17a", hearing)
    with pytest.raises(NoResult):
        refused.decided("T17b", hearing)
    assert refused.case.state == "appeal-under-decision"


def test_two_who_write_never_write_over_each_other(refused: Refused) -> None:
    hearing, other = refused.taken_up(), refused.on_duty("appeal-officer", "second")
    refused.written("T17a", hearing)
    said = Answer.model_validate({"result": "T17b"})
    with pytest.raises(Overtaken):
        save_appeal_decision(refused.claim, said, based_on=0, acting=other)
    written = written_decision(refused.appeal)
    assert written and answer_of(written).result == "T17a"


def test_the_second_member_agrees_to_the_words_as_they_are(refused: Refused) -> None:
    hearing, other = refused.taken_up(), refused.on_duty("appeal-officer", "second")
    refused.written("T17a", hearing)
    agreed = {"panel-member": str(other.id)}
    with pytest.raises(StepRefused, match="has not confirmed"):
        refused.decided("T17a", hearing, **agreed)
    confirm_step(refused.made.id, "T17a", "panel-member", "I read it.", acting=other)
    refused.written("T17a", hearing, conclusion="Changed after she read it.")
    with pytest.raises(WordIsOlder):
        refused.decided("T17a", hearing, **agreed)
    again = refused.case.confirmations.get()
    again.at = timezone.now()
    again.save()
    assert refused.decided("T17a", hearing, **agreed).state == "appeal-positive"


def test_an_interview_that_is_needed_is_held_before_a_dismissal(refused: Refused) -> None:
    refused.appealed()
    hearing = refused.on_duty("appeal-officer")
    needed = {"interview-needed": True, "why": "Credibility matters."}
    take_up_appeal(refused.made.id, "T16", needed, acting=hearing)
    refused.written("T17b", hearing)
    with pytest.raises(StepRefused, match="needs an interview"):
        refused.decided("T17b", hearing, **{"interview-held-on": timezone.localdate()})
    today = timezone.localdate().isoformat()
    refused.adds(Hearing(held_on=today, account="She spoke of her brother."), hearing)
    assert refused.decided("T17b", hearing).state == "appeal-negative"


def test_sent_back_with_directions_for_those_who_decide_anew(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17c", hearing)
    with pytest.raises(StepRefused, match="Directions"):
        refused.decided("T17c", hearing)
    refused.written("T17c", hearing, directions="Ask her about her brother.")
    assert refused.decided("T17c", hearing).state == "remitted"
    page = selectors.appeal(refused.officer, refused.claim)
    assert page.directions == "Ask her about her brother."
    reasons = appeal_reasons(refused.case)
    assert reasons and reasons.reasons.outcome == "remitted" and reasons.stands is None
    assert [one.text for one in reasons.reasons.of(Part.GROUND)] == [ANSWERED]


def test_an_appeal_decision_that_was_opened_again_is_examined_anew(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17b", hearing)
    refused.decided("T17b", hearing)
    slip = {"reason": "The wrong day stands in it."}
    reopen_appeal_decision(refused.made.id, "A8", slip, acting=hearing)
    with pytest.raises(StepRefused, match="as they are today"):
        refused.decided("T17b", hearing)
    refused.written("T17a", hearing)
    assert refused.decided("T17a", hearing).state == "appeal-positive"
    made = refused.appeal.decisions.exclude(decided_at=None)
    assert sorted(answer_of(one).result for one in made) == ["T17a", "T17b"]


def test_nothing_is_added_once_it_is_decided(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17a", hearing)
    refused.decided("T17a", hearing)
    with pytest.raises(AppealClosed):
        refused.adds(Ground(words="One more."), hearing)


def test_those_who_decided_are_told_why_and_nobody_else(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17a", hearing, conclusion="She is a refugee.")
    refused.decided("T17a", hearing)
    assert outcomes(refused.officer) == [] and recently_told(refused.officer) == 0
    refused.told("S1", "final-positive")
    for acting in (refused.officer, refused.reviewer):
        (line,) = outcomes(acting)
        assert line.is_open and line.grounds[0].answer == ANSWERED
        assert recently_told(acting) == 1
    uninvolved = refused.on_duty("legal-specialist")
    assert outcomes(uninvolved) == []
    page = refused.browser("case-officer").get(reverse("decisions:outcomes")).content.decode()
    assert "The appeal is allowed" in page and "She is a refugee." in page
    # Whoever may not open the record any more is told that it was decided, and no word of it.
    Grant.objects.filter(user=refused.officer.id).update(until=timezone.now())
    (line,) = outcomes(refused.officer)
    assert not line.is_open and not line.grounds and not line.conclusion
    supervisor = people.acting_as(people.staff("supervisor"), people.an_office().id)
    (line,) = outcomes(supervisor)
    assert not line.is_open


def test_no_step_of_an_appeal_is_made_twice(refused: Refused) -> None:
    hearing = refused.taken_up()
    refused.written("T17b", hearing)
    refused.decided("T17b", hearing)
    with pytest.raises(StepRefused):
        refused.decided("T17b", hearing)
    assert Step.objects.filter(case=refused.made.id, transition="T17b").count() == 1
