"""Correcting an obvious slip in a signed decision: one signer proposes, the other confirms."""

from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.actions.handling import in_words
from openrsd.decisions import acts, policies
from openrsd.decisions.corrected import Slip, corrected_draft, slip_of
from openrsd.decisions.errors import (
    CorrectionOpen,
    NotASlip,
    NothingToCorrect,
    OtherSigner,
    WordsNotThere,
)
from openrsd.decisions.models import Correction, Draft
from openrsd.decisions.models.correcting import CORRECTION
from openrsd.decisions.rounds import handed_in_drafts
from openrsd.decisions.wording import changes_a_value, opposite_words, words_of_removal

LONGEST = 300
# Where a signed decision stands, and nobody hears an appeal against it.
STANDS = frozenset(
    {
        "decided-positive", "decided-partial", "decided-negative", "notified", "appeal-period",
        "final-positive", "final-partial", "final-negative",
    }
)  # fmt: skip


def correctable(actor: Actor) -> QuerySet[Draft]:
    """Decisions that she signed, as the one who drafted or as the second person."""
    drafts = policies.drafts(actor).filter(
        handed_in_at__isnull=False, signatures__is_return=False, claim__case__state__in=STANDS
    )
    signed = Q(drafted_by=actor.id) | Q(signatures__is_return=False, signatures__signed_by=actor.id)
    return Draft.objects.filter(pk__in=drafts.filter(signed).values("pk"))


def propose_correction(draft: UUID, slip: Slip, *, acting: Actor) -> Correction:
    """What one signer takes for a slip. It changes nothing until the other confirms it.

    NotHere where she did not sign it, NothingToCorrect where another decision was drafted since.
    Raises WordsNotThere, NotASlip where more than a slip would change, CorrectionOpen where one
    waits for an answer.
    """
    made = Correction(id=uuid4(), proposed_by=acting.id)
    with recorded(acts.CORRECT, acting=acting, subject_kind=CORRECTION, subjects=[made.id]):
        signed = _newest(get_to_change(correctable(acting), draft))
        if signed.corrections.filter(answered_at=None).exists():
            raise CorrectionOpen
        _require_slip(signed, slip)
        made.draft, made.compartment = signed, signed.compartment
        said = {"paragraph": slip.paragraph, "was": slip.was, "now": slip.now}
        made.content = {**said, "why": in_words(slip.why)}
        made.save(force_insert=True)
    return made


def answer_correction(
    correction: UUID, words: str, *, confirmed: bool, acting: Actor
) -> Correction:
    """The other signer confirms it, or does not, with reasons. Both names stay.

    NotHere where she did not sign the decision; OtherSigner where she proposed it herself.
    """
    with recorded(acts.CORRECT, acting=acting, subject_kind=CORRECTION, subjects=[correction]):
        open_ = Correction.objects.filter(draft__in=correctable(acting), answered_at=None)
        answered = get_to_change(open_, correction)
        if answered.proposed_by == acting.id:
            raise OtherSigner
        signed = _newest(get_to_change(correctable(acting), answered.draft_id))
        if confirmed:
            _require_slip(signed, slip_of(answered))
        answered.answered_at, answered.answered_by = timezone.now(), acting.id
        answered.is_confirmed, answered.answer = confirmed, in_words(words)
        answered.save(update_fields=["answered_at", "answered_by", "is_confirmed", "answer"])
    return answered


def _newest(draft: Draft) -> Draft:
    """What was drafted anew is not corrected, but drafted."""
    newest = handed_in_drafts(draft.claim.case).last()
    if newest != draft:
        raise NothingToCorrect
    return draft


def _require_slip(draft: Draft, slip: Slip) -> None:
    """A name, a day, a number: words that stand once in a paragraph, and carry no value."""
    texts = [one.text for one in corrected_draft(draft).paragraphs if one.id == slip.paragraph]
    says = [one.says for one in corrected_draft(draft).paragraphs if one.id == slip.paragraph]
    if not texts or texts[0].count(slip.was) != 1 or not slip.was.strip():
        raise WordsNotThere
    became = texts[0].replace(slip.was, slip.now)
    new = [*opposite_words(says[0], became), *words_of_removal(became)]
    before = [*opposite_words(says[0], texts[0]), *words_of_removal(texts[0])]
    is_long = max(len(slip.was), len(slip.now)) > LONGEST
    if (
        is_long
        or slip.was == slip.now
        or not slip.now.strip()
        or changes_a_value(texts[0], became)
        or set(new) - set(before)
    ):
        raise NotASlip
