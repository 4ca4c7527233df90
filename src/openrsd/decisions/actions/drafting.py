"""What an officer proposes to decide: begun, written, handed in."""

from uuid import UUID, uuid4

from django.db.models import F, QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.assessment.actions import OPEN, submit_assessment
from openrsd.assessment.weighing import assessment_of, assessments_of
from openrsd.casework.models import Case, Claim
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.checking import draw_sample
from openrsd.decisions.actions.readiness import require_ready, require_sound
from openrsd.decisions.assembling import CONCLUSION, assembled
from openrsd.decisions.editing import Written, done, renewed, with_words
from openrsd.decisions.errors import DraftChanged, DraftThere, NotDrafting, NothingDrafted
from openrsd.decisions.models import DRAFT, Draft
from openrsd.decisions.reasons import Reasons
from openrsd.decisions.rounds import reasons_in


def begin_draft(claim: UUID, outcome: str, *, acting: Actor) -> Draft:
    """A draft that proposes "positive", "partial" or "negative", put together from the record.

    One that came back from the reviewer is gone on with: what was written in it stays. Raises
    NotDrafting where the assessment is not open, DraftThere where one is being written already.
    """
    draft = Draft(id=uuid4(), drafted_by=acting.id)
    with recorded(acts.WRITE_DRAFT, acting=acting, subject_kind=DRAFT, subjects=[draft.id]):
        drafted = _opened(Claim.objects.filter(pk=claim), acting)
        if Draft.objects.filter(claim=drafted, handed_in_at=None).exists():
            raise DraftThere
        fresh = assembled(assessment_of(drafted), outcome)
        before = _came_back(drafted) or Reasons.model_validate({"outcome": outcome})
        reasons = renewed(with_words(before, Written(outcome)), fresh)
        draft.claim, draft.compartment = drafted, drafted.compartment
        draft.content = _by(reasons.model_copy(update={"anew": ()}), acting).as_values()
        draft.save(force_insert=True)
    return draft


def save_draft(record: UUID, version: int, written: Written, *, acting: Actor) -> Draft:
    """Keeps what was written, and does what else was asked for with the paragraphs.

    `version` is the one that was read. Raises DraftChanged where somebody saved since, and nothing
    is kept.
    """
    with recorded(acts.WRITE_DRAFT, acting=acting, subject_kind=DRAFT, subjects=[record]):
        draft = _worked_on(record, version, acting)
        assessed = assessment_of(draft.claim)
        before = reasons_in(draft)
        fresh = assembled(assessed, written.outcome)
        reasons = with_words(before, written)
        if written.outcome != before.outcome:
            # Another outcome rests on other paragraphs.
            reasons = renewed(reasons, fresh)
        reasons = done(reasons, written, fresh)
        _keep(draft, _by(reasons, acting))
    return draft


def hand_in_draft(record: UUID, version: int, *, acting: Actor) -> Draft:
    """Gives the draft to a second person (T8). From then on it stays as it is.

    Raises DraftNotSound with everything in which it contradicts the record, NotReadyToRefuse with
    what the record lacks; the procedure refuses a proposal that refuses while something is open.
    """
    with recorded(acts.WRITE_DRAFT, acting=acting, subject_kind=DRAFT, subjects=[record]):
        draft = _worked_on(record, version, acting)
        reasons = reasons_in(draft)
        draft.drafted_by, draft.handed_in_at = acting.id, timezone.now()
        _keep(draft, _by(reasons.model_copy(update={"anew": ()}), acting))
        proposed = {"proposes": reasons.outcome}
        handed_in = submit_assessment(draft.claim.case_id, "T8", proposed, acting=acting)
        draw_sample(handed_in)
        found = assessments_of(handed_in)
        require_ready(found.values(), reasons.outcome, to_be_reviewed=True)
        require_sound(reasons, found[draft.claim_id], found.values())
    return draft


def draft_decision(claim: UUID, outcome: str, conclusion: str, *, acting: Actor) -> Draft:
    """Begins a draft, writes its conclusion and hands it in. Refuses as these do."""
    draft = begin_draft(claim, outcome, acting=acting)
    written = Written(outcome, texts={CONCLUSION: conclusion})
    draft = save_draft(draft.id, draft.version, written, acting=acting)
    return hand_in_draft(draft.id, draft.version, acting=acting)


def _opened(among: QuerySet[Claim], acting: Actor) -> Claim:
    """The one claim with which its case is sealed, once the case is locked as every step locks it.

    NotHere where she does not draft on it, NotDrafting where the assessment is not open.
    """
    claims = policies.draftable(acting).filter(compartment=F("case__compartment"), pk__in=among)
    case = Case.objects.select_for_update().filter(id__in=claims.values("case")).first()
    claim = claims.filter(case=case).select_related("person").first()
    if case is None or claim is None:
        raise NotHere
    claim.case = case
    if case.state != OPEN:
        raise NotDrafting
    return claim


def _worked_on(record: UUID, version: int, acting: Actor) -> Draft:
    claim = _opened(Claim.objects.filter(drafts=record), acting)
    draft = Draft.objects.select_for_update().get(pk=record)
    if draft.handed_in_at is not None:
        raise NothingDrafted
    if draft.version != version:
        raise DraftChanged
    draft.claim = claim
    return draft


def _by(reasons: Reasons, acting: Actor) -> Reasons:
    """With her among those who wrote it."""
    writers = tuple(dict.fromkeys((*reasons.writers, str(acting.id))))
    return reasons.model_copy(update={"writers": writers})


def _keep(draft: Draft, reasons: Reasons) -> None:
    draft.content = reasons.as_values()
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["content", "version", "saved_at", "handed_in_at", "drafted_by"])


def _came_back(claim: Claim) -> Reasons | None:
    """What was last handed in, where nobody signed it: the reviewer returned it, or wants to hear
    more. What was decided once is drafted from the record alone.
    """
    handed_in = claim.drafts.filter(handed_in_at__isnull=False)
    newest = handed_in.order_by("-handed_in_at", "-drafted_at").first()
    if newest is None or newest.signatures.filter(is_return=False).exists():
        return None
    return reasons_in(newest)
