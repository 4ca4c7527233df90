"""A basis of a bar to removal falls only after every remedy, by two people, for one country, on
what the assessment finds; and never as a permission.
"""

import pytest
from django.urls import reverse

from openrsd.accounts.errors import NotHere
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.actions import reopen_decided
from openrsd.casework.errors import NoWords
from openrsd.casework.models import Claim
from openrsd.decisions.actions import propose_negation, refuse_negation, sign_negation
from openrsd.decisions.errors import AlreadyAnswered, NotFoundSo
from openrsd.decisions.models import NegationProposal
from openrsd.decisions.removal import Negatable, found_in
from openrsd.decisions.selectors.negating import bars, code_of
from openrsd.protection.domain import BASES, NoBarRecorded, Prohibited
from openrsd.protection.errors import ClaimPending, NoReasons, OnePerson
from openrsd.protection.models import BasisNegated
from openrsd.protection.selectors import bar
from tests import assessing
from tests.decisions.appealed import BEFORE_APPEAL, UNTIL_REFUSED_FOR_GOOD, Refused

pytestmark = pytest.mark.django_db
REASONS = "Looked at today: what was said of this country was put to her, and does not hold."


@pytest.fixture
def final() -> Refused:
    return Refused(steps=UNTIL_REFUSED_FOR_GOOD)


def found(case: Refused) -> list[Negatable]:
    return found_in(assessment_of(Claim.objects.select_related("person").get(id=case.claim)))


def proposed(case: Refused, what: Negatable) -> NegationProposal:
    return propose_negation(case.claim, what, REASONS, acting=case.officer)


def test_nothing_is_offered_or_taken_before_the_claim_is_refused_for_good() -> None:
    pending = Refused(steps=BEFORE_APPEAL)
    page = bars(pending.officer, pending.claim)
    assert not page.is_refused_for_good and not page.may_propose and not page.found
    what = found(pending)[0]
    with pytest.raises(ClaimPending):
        proposed(pending, what)
    address = reverse("decisions:bars", args=[pending.claim])
    forged = {"act": "propose", "what": code_of(what), "reasons": REASONS}
    assert pending.browser("case-officer").post(address, forged).status_code == 422
    shown = pending.browser("case-officer").get(address).content.decode()
    assert "Nothing on this page permits a removal." in shown
    assert not NegationProposal.objects.exists() and not BasisNegated.objects.exists()


def test_one_proposes_another_signs_and_only_when_all_are_signed_is_no_bar_recorded(
    final: Refused,
) -> None:
    person = final.made.records["person"]
    known = found(final)
    country = known[0].destination
    # What was recorded for the refusal is not enough: every basis takes a no of its own.
    assert {one.basis for one in known} == {"nr-pending-claim", "nr-cat3", "nr-iccpr"}
    for leaf in ("nr-art33-threat", "nr-cped", "nr-regional", "nr-chain", "nr-child"):
        assessing.found(final.claim, leaf, "no", final.officer.id, destination=country)
    assert {one.basis for one in found(final) if one.destination == country} == set(BASES)
    for number, basis in enumerate(BASES):
        row = proposed(final, Negatable(country, basis))
        assert isinstance(bar(person, country), Prohibited)
        sign_negation(row.id, "Examined by myself.", acting=final.reviewer)
        is_last = number == len(BASES) - 1
        assert isinstance(bar(person, country), NoBarRecorded if is_last else Prohibited)
    # One country, and no other.
    assert isinstance(bar(person, "CHN" if country != "CHN" else "RUS"), Prohibited)
    shown = final.browser("reviewer").get(reverse("decisions:bars", args=[final.claim]))
    assert "no authorisation" in shown.content.decode()
    # Anything that protects the claim again ends it all at once.
    asked = {"ground": "new-evidence", "account": "A judgment against her has come."}
    reopen_decided(final.made.id, "T21", asked, acting=final.reviewer)
    assert isinstance(bar(person, country), Prohibited)


def test_what_the_assessment_does_not_find_is_not_negated(final: Refused) -> None:
    what = next(one for one in found(final) if one.basis == "nr-cat3")
    row = proposed(final, what)
    scope = {"destination": what.destination}
    assessing.found(final.claim, "nr-cat3", "unresolved", final.officer.id, **scope)
    with pytest.raises(NotFoundSo):
        proposed(final, what)
    # Nor is it signed, though it was found when it was proposed.
    with pytest.raises(NotFoundSo):
        sign_negation(row.id, "Examined by myself.", acting=final.reviewer)
    with pytest.raises(NotFoundSo):
        proposed(final, Negatable("RUS", "nr-cat3"))
    assert not BasisNegated.objects.exists()


def test_nobody_is_both(final: Refused) -> None:
    what = found(final)[0]
    row = propose_negation(final.claim, what, REASONS, acting=final.reviewer)
    with pytest.raises(OnePerson):
        sign_negation(row.id, "I wrote it.", acting=final.reviewer)
    for role in ("case-officer", "legal-specialist", "supervisor", "unhcr-liaison"):
        with pytest.raises(NotHere):
            sign_negation(row.id, "I read it.", acting=final.on_duty(role, f"another-{role}"))
    with pytest.raises(NoReasons):
        propose_negation(final.claim, what, "It is so.", acting=final.officer)
    assert not BasisNegated.objects.exists()


def test_the_second_person_can_say_no_on_the_page_and_the_bar_stands(final: Refused) -> None:
    officer, reviewer = final.browser("case-officer"), final.browser("reviewer")
    address = reverse("decisions:bars", args=[final.claim])
    what = found(final)[0]
    sent = {"act": "propose", "what": code_of(what), "reasons": REASONS}
    assert officer.post(address, sent).status_code == 302
    row = NegationProposal.objects.get()
    assert REASONS in reviewer.get(address).content.decode()
    no = {"act": "answer", "proposal": row.id, "answer": "refuse", "words": ""}
    assert reviewer.post(address, no).status_code == 422
    no["words"] = "The report is of last year. Look at the new one."
    assert reviewer.post(address, no).status_code == 302
    row.refresh_from_db()
    assert row.is_signed is False and not BasisNegated.objects.exists()
    with pytest.raises(AlreadyAnswered):
        sign_negation(row.id, "After all.", acting=final.reviewer)
    assert "of last year" in officer.get(address).content.decode()


def test_a_no_has_its_reason(final: Refused) -> None:
    row = proposed(final, found(final)[0])
    with pytest.raises(NoWords):
        refuse_negation(row.id, " ", acting=final.reviewer)


def test_a_claim_that_protects_again_ends_what_was_proposed(final: Refused) -> None:
    row = proposed(final, found(final)[0])
    asked = {"ground": "new-law", "account": "The court has ruled."}
    reopen_decided(final.made.id, "T21", asked, acting=final.reviewer)
    with pytest.raises(ClaimPending):
        sign_negation(row.id, "Examined by myself.", acting=final.reviewer)
    assert not BasisNegated.objects.exists()
