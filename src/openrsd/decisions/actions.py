"""Every write of decisions."""

from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment.actions import submit
from openrsd.casework.actions.preparing import step
from openrsd.decisions import acts, policies
from openrsd.decisions.errors import NotYetPossible, SecondPerson
from openrsd.decisions.models import DRAFT, Draft, Letter, Signature
from openrsd.texts import gettext as _

RECOGNISED = "recognised"
LETTER = "letter"


def draft_recognition(claim: UUID, outcome: str, reasons: str, *, acting: Actor) -> Draft:
    """What she proposes to decide; goes to review with the assessment (T8)."""
    draft = Draft(id=uuid4(), drafted_by=acting.id)
    with recorded(acts.WRITE_DRAFT, acting=acting, subject_kind=DRAFT, subjects=[draft.id]):
        drafted = get_to_change(policies.draftable(acting), claim)
        if outcome != RECOGNISED:
            raise NotYetPossible
        draft.claim, draft.compartment = drafted, drafted.compartment
        draft.content = {"outcome": outcome, "reasons": reasons}
        draft.save(force_insert=True)
        submit(claim, acting=acting)
    return draft


def sign(draft: UUID, *, acting: Actor) -> Signature:
    """A second person signs, and the claim is decided (T10)."""
    with recorded(acts.SIGN, acting=acting, subject_kind=DRAFT, subjects=[draft]):
        signed = get_to_change(policies.signable(acting), draft)
        if signed.drafted_by == acting.id:
            raise SecondPerson
        signature = Signature.objects.create(
            draft=signed, compartment=signed.compartment, signed_by=acting.id, is_return=False
        )
        step(
            signed.claim.case_id,
            "T10",
            "decided-positive",
            {},
            roles=policies.SIGNING,
            acting=acting,
        )
    return signature


def notify(claim: UUID, *, acting: Actor) -> Letter:
    """The letter that tells the person (T12), after which recognition is final (T13)."""
    letter = Letter(id=uuid4(), made_by=acting.id)
    with recorded(acts.WRITE_LETTER, acting=acting, subject_kind=LETTER, subjects=[letter.id]):
        told = get_to_change(policies.draftable(acting), claim)
        letter.claim, letter.compartment = told, told.compartment
        letter.text = _(
            "You are recognised as a refugee under the 1951 Convention. The law forbids sending"
            " you back. This letter is kept word for word."
        )
        letter.save(force_insert=True)
        for transition, to in (("T12", "notified"), ("T13", "final-positive")):
            step(told.case_id, transition, to, {}, roles=policies.DRAFTING, acting=acting)
    return letter
