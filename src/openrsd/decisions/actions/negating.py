"""Negating one basis of a bar to removal: one drafts, another signs, after every remedy is used.

Nothing here permits a removal. What is signed lapses by itself (protection).
"""

from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.actions.handling import in_words
from openrsd.casework.models import Claim
from openrsd.casework.refused import refused_for_good
from openrsd.decisions import acts, policies
from openrsd.decisions.errors import AlreadyAnswered, NotFoundSo
from openrsd.decisions.models import NEGATION_PROPOSAL, NegationProposal
from openrsd.decisions.removal import Negatable, is_found, proposed
from openrsd.protection.actions import Negation, record_basis_negated
from openrsd.protection.actions.negating import FEWEST_LETTERS
from openrsd.protection.errors import NoReasons, OnePerson


def propose_negation(
    claim: UUID, what: Negatable, reasons: str, *, acting: Actor
) -> NegationProposal:
    """Proposes that one basis does not bar removal to one country. It changes nothing.

    ClaimPending unless the claim is refused for good, NotFoundSo unless the assessment finds it,
    NoReasons for fewer than 40 letters.
    """
    row = NegationProposal(id=uuid4(), drafted_by=acting.id)
    with recorded(
        acts.PROPOSE_NEGATION, acting=acting, subject_kind=NEGATION_PROPOSAL, subjects=[row.id]
    ):
        of: Claim = get_to_change(policies.negatable(acting), claim)
        with refused_for_good(of.id):
            _require_found(of, what)
            if len(reasons.strip()) < FEWEST_LETTERS:
                raise NoReasons
            row.claim, row.compartment = of, of.compartment
            row.content = {
                "destination": what.destination,
                "basis": what.basis,
                "reasons": reasons.strip(),
            }
            row.save(force_insert=True)
    return row


def sign_negation(proposal: UUID, words: str, *, acting: Actor) -> NegationProposal:
    """The second person signs, and the basis is negated until it lapses.

    Everything is asked again: that the claim is refused for good, and that the assessment finds it.
    OnePerson for whoever drafted; NotHere for whoever is not on duty as one who signs.
    """
    with recorded(
        acts.ANSWER_NEGATION, acting=acting, subject_kind=NEGATION_PROPOSAL, subjects=[proposal]
    ):
        row = _open(proposal, acting)
        claim = Claim.objects.select_related("person").get(id=row.claim_id)
        what, reasons = proposed(row)
        with refused_for_good(claim.id) as refused:
            _require_found(claim, what)
            negation = Negation(what.destination, what.basis, row.drafted_by, reasons)
            record_basis_negated(negation, refused, acting=acting)
            _answer(row, words, is_signed=True, acting=acting)
    return row


def refuse_negation(proposal: UUID, words: str, *, acting: Actor) -> NegationProposal:
    """The second person does not sign, and the bar stands. NoWords without a reason."""
    with recorded(
        acts.ANSWER_NEGATION, acting=acting, subject_kind=NEGATION_PROPOSAL, subjects=[proposal]
    ):
        row = _open(proposal, acting)
        _answer(row, in_words(words), is_signed=False, acting=acting)
    return row


def _open(proposal: UUID, acting: Actor) -> NegationProposal:
    row: NegationProposal = get_to_change(policies.negations_to_sign(acting), proposal)
    if row.answered_at is not None:
        raise AlreadyAnswered
    if row.drafted_by == acting.id:
        raise OnePerson
    return row


def _answer(row: NegationProposal, words: str, *, is_signed: bool, acting: Actor) -> None:
    row.answered_at, row.answered_by, row.is_signed = timezone.now(), acting.id, is_signed
    row.answer = words.strip() or None
    row.save()


def _require_found(claim: Claim, what: Negatable) -> None:
    if not is_found(assessment_of(claim), what):
        raise NotFoundSo
