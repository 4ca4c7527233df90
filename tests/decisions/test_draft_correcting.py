"""A slip in a signed decision is put right by both who signed it, and by nobody alone."""

from uuid import UUID

import pytest
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import User
from openrsd.casework.models import Case
from openrsd.decisions.actions.correcting import answer_correction, propose_correction
from openrsd.decisions.actions.drafting import begin_draft, hand_in_draft
from openrsd.decisions.corrected import Slip, corrected_reasons
from openrsd.decisions.errors import (
    CorrectionOpen,
    NotASlip,
    NothingToCorrect,
    OtherSigner,
    WordsNotThere,
)
from openrsd.decisions.models import Draft, Signature
from openrsd.decisions.rounds import reasons_in
from tests import people
from tests.casework.test_what_is_signed import on_duty as staff_on_duty
from tests.decisions.test_drafting import (
    WHY,
    case,
    claim,
    fact,
    of_record,
    officer,
    on_duty,
    saved,
)
from tests.records import SOMEBODY, Made

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
__all__ = ["case", "claim", "officer"]
SLIP = ("Ri Ok Hee", "Ri Ok Hui")


@pytest.fixture
def reviewer(case: Made) -> Actor:
    return on_duty(case, "reviewer")


@pytest.fixture
def draft(case: Made, claim: UUID, officer: Actor, reviewer: Actor) -> Draft:
    """Signed by both, with her name spelt wrongly."""
    of_record(claim, "positive", fact(reasons=f"{SLIP[0]} told it in detail on 3 May."))
    made = saved(begin_draft(claim, "positive", acting=officer), officer, conclusion=WHY)
    signed = hand_in_draft(made.id, made.version, acting=officer)
    of = {"draft": signed, "compartment": signed.compartment, "is_return": False}
    Signature.objects.create(**of, signed_by=reviewer.id)
    Case.objects.filter(id=case.id).update(state="decided-positive")
    return signed


def slip(draft: Draft, was: str = SLIP[0], now: str = SLIP[1]) -> Slip:
    (place,) = [one.id for one in reasons_in(draft).paragraphs if one.key == "fact-1"]
    return Slip(place, was, now, "Her passport and every other page spell it so.")


def test_one_signer_proposes_the_other_confirms_and_both_texts_stay(
    case: Made, draft: Draft, officer: Actor, reviewer: Actor
) -> None:
    before = reasons_in(draft)
    proposed = propose_correction(draft.id, slip(draft), acting=reviewer)
    of_case = Case.objects.get(id=case.id)
    assert corrected_reasons(of_case) == before, "a proposal changes nothing"
    with pytest.raises(OtherSigner):
        answer_correction(proposed.id, "It is so.", confirmed=True, acting=reviewer)
    with pytest.raises(CorrectionOpen):
        propose_correction(draft.id, slip(draft, "3 May", "4 May"), acting=officer)

    answer_correction(proposed.id, "I looked at the passport.", confirmed=True, acting=officer)

    told = corrected_reasons(of_case)
    assert told is not None
    assert "Ri Ok Hui told it in detail" in " ".join(one.text for one in told.paragraphs)
    assert reasons_in(Draft.objects.get(id=draft.id)) == before, "what was signed stays"
    ties = [(one.id, one.says, one.rests_on) for one in told.paragraphs]
    assert ties == [(one.id, one.says, one.rests_on) for one in before.paragraphs]
    assert told.outcome == before.outcome


def test_what_the_other_does_not_confirm_stays_as_it_was(
    case: Made, draft: Draft, officer: Actor, reviewer: Actor
) -> None:
    proposed = propose_correction(draft.id, slip(draft, "3 May", "4 May"), acting=officer)
    answer_correction(proposed.id, "The record says 3 May.", confirmed=False, acting=reviewer)
    assert corrected_reasons(Case.objects.get(id=case.id)) == reasons_in(draft)
    propose_correction(draft.id, slip(draft), acting=officer)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("is accepted", "is not accepted"),
        ("told it in detail", "told it without detail"),
        ("told it in detail", "can be returned to her village"),
        ("told it", "told it"),
        ("told it", " "),
        ("told it", "told it " + "and more " * 40),
    ],
)
def test_what_is_decided_is_no_slip(draft: Draft, officer: Actor, was: str, now: str) -> None:
    with pytest.raises(NotASlip):
        propose_correction(draft.id, slip(draft, was, now), acting=officer)


@pytest.mark.parametrize("was", ["Kim", "t", ""])
def test_words_are_found_once(draft: Draft, officer: Actor, was: str) -> None:
    with pytest.raises(WordsNotThere):
        propose_correction(draft.id, slip(draft, was, "x"), acting=officer)


def test_only_those_who_signed_correct_and_only_what_stands(
    case: Made, draft: Draft, officer: Actor
) -> None:
    another = on_duty(case, "legal-specialist")
    with pytest.raises(NotHere):
        propose_correction(draft.id, slip(draft), acting=another)
    for state in ("under-review", "appeal-filed", "appeal-under-decision"):
        Case.objects.filter(id=case.id).update(state=state)
        with pytest.raises(NotHere):
            propose_correction(draft.id, slip(draft), acting=officer)
    Case.objects.filter(id=case.id).update(state="notified")
    Draft.objects.create(
        claim=draft.claim,
        compartment=draft.compartment,
        drafted_by=SOMEBODY,
        handed_in_at=draft.handed_in_at.replace(year=2030),  # type: ignore[union-attr]
        content={"outcome": "positive", "reasons": WHY},
    )
    with pytest.raises(NothingToCorrect):
        propose_correction(draft.id, slip(draft), acting=officer)


def test_the_page_shows_both_words_and_takes_the_answer_of_the_other(
    case: Made, draft: Draft, officer: Actor, reviewer: Actor
) -> None:
    propose_correction(draft.id, slip(draft), acting=officer)
    address = reverse("decisions:correct", kwargs={"record": draft.id})
    browser = people.signed_in(User.objects.get(id=reviewer.id))
    page = browser.get(address).content.decode()
    assert "<del>Hee</del>" in page
    assert "<ins>Hui</ins>" in page
    assert browser.post(address, {"answer": "yes"}).status_code == 422
    sent = {"answer": "yes", "words": "I looked at the passport."}
    assert browser.post(address, sent).status_code == 302
    assert "Ri Ok Hui told it in detail" in browser.get(address).content.decode()
    reader = people.signed_in(staff_on_duty(case, "legal-specialist"))
    page = reader.get(address).content.decode()
    assert "Propose the correction" not in page
    assert "<del>Hee</del>" in page
