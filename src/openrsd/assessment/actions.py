"""Every write of assessment."""

from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment import acts, policies
from openrsd.assessment.models import FINDING, RecordedFinding
from openrsd.casework.actions.preparing import step
from openrsd.casework.models import CLAIM


def record_finding(
    claim: UUID, element: str, value: str, reasons: str, *, acting: Actor
) -> RecordedFinding:
    """What she finds of one element, and why. The first one opens the assessment (T7)."""
    finding = RecordedFinding(id=uuid4(), found_by=acting.id)
    with recorded(acts.RECORD_FINDING, acting=acting, subject_kind=FINDING, subjects=[finding.id]):
        assessed = get_to_change(policies.assessable(acting), claim)
        finding.claim, finding.compartment = assessed, assessed.compartment
        finding.finding = {"element": element, "value": value, "reasons": reasons}
        finding.save(force_insert=True)
        if assessed.case.state == "interview-complete":
            _step(assessed.case_id, "T7", "assessment-draft", acting)
    return finding


def submit(claim: UUID, *, acting: Actor) -> None:
    """Gives the assessment to a second person (T8)."""
    with recorded(acts.SUBMIT, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        assessed = get_to_change(policies.assessable(acting), claim)
        _step(assessed.case_id, "T8", "under-review", acting)


def _step(case: UUID, transition: str, to: str, acting: Actor) -> None:
    step(case, transition, to, {}, roles=policies.ASSESSING, acting=acting)
