"""What an officer proposes to decide."""

from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment.actions import submit_assessment
from openrsd.assessment.weighing import assessments_of
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.readiness import require_ready
from openrsd.decisions.models import DRAFT, Draft
from openrsd.decisions.reasons import in_one_text


def draft_decision(claim: UUID, outcome: str, reasons: str, *, acting: Actor) -> Draft:
    """What she proposes: "positive", "partial" or "negative". Goes to review (T8).

    The procedure refuses a proposal that refuses while something is open. Raises NotReadyToRefuse
    with what the record lacks.
    """
    draft = Draft(id=uuid4(), drafted_by=acting.id, handed_in_at=timezone.now())
    with recorded(acts.WRITE_DRAFT, acting=acting, subject_kind=DRAFT, subjects=[draft.id]):
        drafted = get_to_change(policies.draftable(acting), claim)
        draft.claim, draft.compartment = drafted, drafted.compartment
        draft.content = in_one_text(outcome, reasons).as_values()
        draft.save(force_insert=True)
        handed_in = submit_assessment(drafted.case_id, "T8", {"proposes": outcome}, acting=acting)
        found = assessments_of(handed_in).values()
        require_ready(found, outcome, to_be_reviewed=True)
    return draft
