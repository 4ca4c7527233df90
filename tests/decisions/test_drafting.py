"""A draft is put together from the record, written by an officer, and says what the record says."""

from uuid import UUID

import pytest

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis, Grant
from openrsd.assessment.entries import Content, MaterialFact
from openrsd.assessment.errors import NotReadyToRefuse
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.models import Case, Claim
from openrsd.decisions.actions.drafting import (
    begin_draft,
    draft_decision,
    hand_in_draft,
    save_draft,
)
from openrsd.decisions.actions.reviewing import sign_recognition
from openrsd.decisions.assembling import CONCLUSION
from openrsd.decisions.contradictions import contradictions
from openrsd.decisions.editing import Does, Written
from openrsd.decisions.errors import (
    DraftChanged,
    DraftNotSound,
    DraftThere,
    NotDrafting,
    NothingDrafted,
    SecondPerson,
)
from openrsd.decisions.models import Draft, Signature
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from openrsd.decisions.rounds import reasons_in
from tests import assessing, people
from tests.casework.test_what_is_signed import stood_at
from tests.records import SOMEBODY, Made, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WHY = "Who returns is punished, as she said and as the sources agree."
REJECTED = {
    "id": "fact-2",
    "proposition": "She crossed the river in March 2019.",
    "value": "not-accepted",
    "inconsistency": "The form says May.",
    "put": "On 3 May, before the break: the form says May.",
    "answer": "She counts by the lunar calendar.",
    "reasons": "Lunar March ended before the day that she named.",
}


def fact(**said: object) -> MaterialFact:
    first = {"id": "fact-1", "proposition": "Her father was taken at night.", "value": "accepted"}
    return MaterialFact.model_validate(first | {"reasons": "She told it in detail."} | said)


@pytest.fixture
def case() -> Made:
    made = a_case(people.an_office())
    heard = "interview-complete"
    stood_at(made, ("T5", "registered", heard), ("T7", heard, "assessment-draft"))
    return made


@pytest.fixture
def claim(case: Made) -> UUID:
    return case.records["claim"]


def on_duty(case: Made, role: str, *, username: str | None = None) -> Actor:
    user = people.staff(role, username=username)
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=people.an_office(),
            given_by=user.id,
        )
    return people.acting_as(user)


@pytest.fixture
def officer(case: Made) -> Actor:
    return on_duty(case, "case-officer")


def of_record(claim: UUID, outcome: str, *contents: Content) -> None:
    assessing.examined(claim, outcome, SOMEBODY)
    assessing.write(claim, contents, SOMEBODY)


def said(draft: Draft) -> Reasons:
    return reasons_in(Draft.objects.get(id=draft.id))


def codes(draft: Draft) -> set[str]:
    assessed = assessment_of(Claim.objects.select_related("person").get(id=draft.claim_id))
    return {one.code for one in contradictions(said(draft), assessed)}


def paragraph(draft: Draft, key: str) -> Paragraph:
    return next(one for one in said(draft).paragraphs if one.key == key)


def saved(draft: Draft, officer: Actor, **texts: str) -> Draft:
    """By the key of the paragraph, with a line for a dash."""
    by_id = {paragraph(draft, key.replace("_", "-")).id: text for key, text in texts.items()}
    written = Written(said(draft).outcome, texts=by_id)
    return save_draft(draft.id, draft.version, written, acting=officer)


def asked(draft: Draft, officer: Actor, does: Does, of: str = "") -> Draft:
    written = Written(said(draft).outcome, does=does, of=of)
    return save_draft(draft.id, draft.version, written, acting=officer)


def test_what_was_recorded_becomes_paragraphs_in_the_order_in_which_they_are_read(
    claim: UUID, officer: Actor
) -> None:
    of_record(claim, "negative", fact(), MaterialFact.model_validate(REJECTED))
    reasons = said(begin_draft(claim, "negative", acting=officer))
    parts = [one.part for one in reasons.paragraphs]
    assert parts == sorted(parts, key=list(Part).index)
    accepted, rejected = reasons.of(Part.ACCEPTED)[0], reasons.of(Part.NOT_ACCEPTED)[0]
    assert accepted.heading == "Her father was taken at night."
    assert accepted.text == "This fact is accepted.\nShe told it in detail."
    for words in ("The form says May.", "lunar calendar", "Lunar March"):
        assert words in rejected.text
    (failed,) = [one for one in reasons.of(Part.LAW) if one.key == "objective-risk"]
    assert failed.text.startswith("This is not met.\n" + assessing.REASONS)
    assert "HB para 42" in failed.text, "with the rule"
    assert failed.heading == "Objective risk (North Korea)"
    assert reasons.of(Part.OTHER_PROTECTION), "with the result on other protection"
    assert all(one.rests_on for one in (accepted, rejected, failed))
    whole = " ".join(one.text for one in reasons.paragraphs)
    assert "removal" not in whole.casefold()


def test_no_reasons_are_written_for_anybody(claim: UUID, officer: Actor) -> None:
    of_record(claim, "positive", fact(reasons=""))
    draft = begin_draft(claim, "positive", acting=officer)
    assert paragraph(draft, CONCLUSION).text == ""
    assert paragraph(draft, "fact-1").text == "This fact is accepted."
    with pytest.raises(DraftNotSound, match="Reasons are missing"):
        hand_in_draft(draft.id, draft.version, acting=officer)
    draft = saved(draft, officer, conclusion=WHY, fact_1="This fact is accepted. She was exact.")
    hand_in_draft(draft.id, draft.version, acting=officer)
    assert Case.objects.get(claims=claim).state == "under-review"
    with pytest.raises((NotDrafting, NothingDrafted)):
        saved(draft, officer, conclusion="Another.")


def test_two_windows_never_write_over_each_other(claim: UUID, officer: Actor) -> None:
    of_record(claim, "positive")
    draft = begin_draft(claim, "positive", acting=officer)
    first = draft.version
    saved(draft, officer, conclusion=WHY)
    written = Written("positive", texts={CONCLUSION: "Something else."})
    with pytest.raises(DraftChanged):
        save_draft(draft.id, first, written, acting=officer)
    assert paragraph(draft, CONCLUSION).text == WHY
    with pytest.raises(DraftThere):
        begin_draft(claim, "positive", acting=officer)


def test_whoever_does_not_draft_finds_no_draft(case: Made, claim: UUID, officer: Actor) -> None:
    of_record(claim, "positive")
    reviewer = on_duty(case, "reviewer")
    with pytest.raises(NotHere):
        begin_draft(claim, "positive", acting=reviewer)
    draft = begin_draft(claim, "positive", acting=officer)
    with pytest.raises(NotHere):
        save_draft(draft.id, draft.version, Written("positive"), acting=reviewer)
    with pytest.raises(NotHere):
        hand_in_draft(draft.id, draft.version, acting=reviewer)


def test_what_changed_in_the_record_is_taken_anew_and_no_words_of_hers(
    claim: UUID, officer: Actor
) -> None:
    of_record(claim, "positive", fact(), fact(id="fact-2", proposition="She was held."))
    draft = begin_draft(claim, "positive", acting=officer)
    draft = saved(draft, officer, conclusion=WHY, fact_1="Her father was taken; I accept it.")
    changed = fact(value="undetermined", reasons="The two accounts do not agree.")
    assessing.write(
        claim, [changed, fact(id="fact-2", proposition="She was held twice.")], SOMEBODY
    )
    assert "changed" in codes(draft)

    draft = asked(draft, officer, Does.ANEW)

    second = paragraph(draft, "fact-2")
    assert second.heading == "She was held twice."
    assert said(draft).anew == (second.id,)
    hers = paragraph(draft, "fact-1")
    assert (hers.text, hers.part) == ("Her father was taken; I accept it.", Part.ACCEPTED)
    assert "changed" in codes(draft), "what she wrote still rests on what was found before"
    kept = asked(draft, officer, Does.KEEP, hers.id)
    assert "changed" not in codes(kept)
    assert paragraph(kept, "fact-1").part is Part.UNRESOLVED
    taken = asked(kept, officer, Does.TAKE, hers.id)
    assert "do not agree" in paragraph(taken, "fact-1").text


def test_a_recognition_is_held_up_by_missing_reasons_and_by_nothing_else(
    claim: UUID, officer: Actor
) -> None:
    of_record(claim, "positive", fact(), MaterialFact.model_validate(REJECTED | {"put": ""}))
    draft = begin_draft(claim, "positive", acting=officer)
    draft = saved(draft, officer, conclusion="She is not a refugee, it is 40 % likely. " + WHY)
    draft = asked(draft, officer, Does.OUT, paragraph(draft, "fact-2").id)
    assert codes(draft) >= {"never-put", "left-out", "says-the-opposite", "common-error"}
    hand_in_draft(draft.id, draft.version, acting=officer)
    assert Case.objects.get(claims=claim).state == "under-review"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (REJECTED | {"put": "", "answer": ""}, "was not heard on"),
        (REJECTED | {"inconsistency": ""}, "does not say what speaks against it"),
        (REJECTED | {"value": "open"}, "was not decided"),
        (REJECTED | {"reasons": ""}, "Reasons are missing"),
    ],
)
def test_a_refusal_is_held_up_by_what_the_person_was_not_heard_on(
    claim: UUID, officer: Actor, record: dict[str, str], why: str
) -> None:
    of_record(claim, "negative", MaterialFact.model_validate(record))
    with pytest.raises(DraftNotSound, match=why):
        draft_decision(claim, "negative", WHY, acting=officer)
    assert Case.objects.get(claims=claim).state == "assessment-draft"


def test_a_refusal_says_everything_that_counts_against_the_person(
    claim: UUID, officer: Actor
) -> None:
    of_record(claim, "negative", MaterialFact.model_validate(REJECTED))
    draft = saved(begin_draft(claim, "negative", acting=officer), officer, conclusion=WHY)
    for key in ("fact-2", "objective-risk"):
        out = asked(draft, officer, Does.OUT, paragraph(draft, key).id)
        with pytest.raises(DraftNotSound, match="the letter would not say so"):
            hand_in_draft(draft.id, out.version, acting=officer)
        draft = asked(out, officer, Does.BACK, said(out).left_out[0].id)
    short = saved(draft, officer, fact_2="She was not there in March.")
    with pytest.raises(DraftNotSound, match="this paragraph does not say it"):
        hand_in_draft(draft.id, short.version, acting=officer)
    draft = asked(short, officer, Does.TAKE, paragraph(draft, "fact-2").id)
    draft = saved(draft, officer, conclusion="She can be returned to her village. " + WHY)
    with pytest.raises(DraftNotSound, match="never says that anybody may be sent away"):
        hand_in_draft(draft.id, draft.version, acting=officer)
    draft = saved(draft, officer, conclusion=WHY)
    hand_in_draft(draft.id, draft.version, acting=officer)


@pytest.mark.parametrize(
    ("follows", "proposed"),
    [("partial", "negative"), ("negative", "partial"), ("positive", "negative")],
)
def test_nothing_less_is_proposed_than_follows(
    claim: UUID, officer: Actor, follows: str, proposed: str
) -> None:
    of_record(claim, follows)
    with pytest.raises((DraftNotSound, NotReadyToRefuse)):
        draft_decision(claim, proposed, WHY, acting=officer)
    assert Case.objects.get(claims=claim).state == "assessment-draft"


def test_a_refusal_rests_on_nothing_that_was_taken_back(claim: UUID, officer: Actor) -> None:
    of_record(claim, "negative", fact())
    draft = saved(begin_draft(claim, "negative", acting=officer), officer, conclusion=WHY)
    draft = saved(draft, officer, fact_1="Her father was taken, which is accepted.")
    newest = AssessmentEntry.objects.filter(claim=claim).order_by("-position")[0]
    assert newest.said.open()["key"] == "fact-1"  # type: ignore[index, call-overload]
    newest.delete()
    draft = asked(draft, officer, Does.ANEW)
    with pytest.raises(DraftNotSound, match="taken back"):
        hand_in_draft(draft.id, draft.version, acting=officer)
    hers = paragraph(draft, "fact-1").id
    draft = asked(asked(draft, officer, Does.KEEP, hers), officer, Does.OUT, hers)
    hand_in_draft(draft.id, draft.version, acting=officer)


def test_what_comes_back_is_gone_on_with_and_what_was_handed_in_stays(
    case: Made, claim: UUID, officer: Actor
) -> None:
    of_record(claim, "positive", fact())
    first = draft_decision(claim, "positive", WHY, acting=officer)
    Signature.objects.create(
        draft=first,
        compartment=first.compartment,
        signed_by=SOMEBODY,
        is_return=True,
        reasons="Say more.",
    )
    stood_at_again(case, "under-review", "assessment-draft")
    second = begin_draft(claim, "positive", acting=officer)
    assert paragraph(second, CONCLUSION).text == WHY
    saved(second, officer, conclusion=WHY + " Nobody protects her.")
    assert paragraph(first, CONCLUSION).text == WHY


def stood_at_again(case: Made, was: str, now: str) -> None:
    from openrsd.casework.models import Step

    of = Case.objects.get(id=case.id)
    Step.objects.create(
        case=of,
        compartment=of.compartment,
        position=of.steps.count(),
        transition="T9",
        state_before=was,
        state_after=now,
        by=SOMEBODY,
        role="reviewer",
        inputs={"reasons": "Say more."},
    )
    Case.objects.filter(id=case.id).update(state=now)


def test_her_own_paragraphs_are_added_moved_and_taken_out(claim: UUID, officer: Actor) -> None:
    of_record(claim, "positive", fact())
    draft = asked(
        begin_draft(claim, "positive", acting=officer), officer, Does.ADD, "facts-accepted"
    )
    own = said(draft).of(Part.ACCEPTED)[-1]
    written = Written(
        "positive",
        texts={own.id: "She is believed."},
        headings={own.id: "In all"},
        does=Does.UP,
        of=own.id,
    )
    draft = save_draft(draft.id, draft.version, written, acting=officer)
    first = said(draft).of(Part.ACCEPTED)[0]
    assert (first.heading, first.text) == ("In all", "She is believed.")
    draft = asked(draft, officer, Does.REMOVE, own.id)
    assert own.id not in {one.id for one in said(draft).paragraphs}


def test_whoever_wrote_in_it_is_not_its_second_person(
    case: Made, claim: UUID, officer: Actor
) -> None:
    of_record(claim, "positive")
    covering = on_duty(case, "case-officer", username="covering")
    draft = saved(begin_draft(claim, "positive", acting=officer), covering, conclusion=WHY)
    hand_in_draft(draft.id, draft.version, acting=officer)
    Grant.objects.filter(user=covering.id).update(role="reviewer")
    office = people.an_office()
    reviewing = Actor(covering.kind, covering.id, office.id, frozenset({("reviewer", office.id)}))
    with pytest.raises(SecondPerson):
        sign_recognition(case.id, "T10", {"record-read": True}, acting=reviewing)
    assert Case.objects.get(id=case.id).state == "under-review"
