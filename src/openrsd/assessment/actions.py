"""Every write of assessment."""

from uuid import UUID, uuid4

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.assessment import acts, policies
from openrsd.assessment.elements import all_answered, found_in, rests_on_open
from openrsd.assessment.errors import NotAnswered, NotOpenYet
from openrsd.assessment.models import FINDING, RecordedFinding
from openrsd.casework.actions.moving import make_step, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Claim

BEFORE, OPEN = "interview-complete", "assessment-draft"


@door(page="assessment:claim")
def begin_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """The facts, the law and the country information are put together (T7)."""
    return make_step(case, transition, inputs, door=begin_assessment, acting=acting)


def record_finding(
    claim: UUID, element: str, value: str, reasons: str, *, acting: Actor
) -> RecordedFinding:
    """What she finds of one element, and why. The first one opens the assessment (T7)."""
    finding = RecordedFinding(id=uuid4(), found_by=acting.id)
    with recorded(acts.RECORD_FINDING, acting=acting, subject_kind=FINDING, subjects=[finding.id]):
        assessed = _with_its_case(claim, acting)
        if assessed.case.state == BEFORE:
            begin_assessment(assessed.case_id, "T7", {}, acting=acting)
        elif assessed.case.state != OPEN:
            raise NotOpenYet
        finding.claim, finding.compartment = assessed, assessed.compartment
        finding.finding = {"element": element, "value": value, "reasons": reasons}
        finding.save(force_insert=True)
    return finding


def _with_its_case(claim: UUID, acting: Actor) -> Claim:
    """The claim, once its case is locked as every step locks it: nobody decides meanwhile.

    NotHere where she does not assess it.
    """
    assessable = policies.assessable(acting)
    concerned = assessable.filter(pk=claim).values("case")
    case = Case.objects.select_for_update().filter(id__in=concerned).first()
    assessed = get_to_change(assessable.filter(case=case), claim)
    assert case is not None
    assessed.case = case
    return assessed


@door(supplies=("form-complete", "inclusion-undetermined"), page="decisions:draft")
def submit_assessment(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Gives the assessment to a second person (T8).

    Whether every element is answered, and whether one is open, is read from the findings.
    """
    with stepping(case, transition, acting=acting) as locked:
        found = found_in(locked)
        if not all_answered(found):
            raise NotAnswered
        known = {"form-complete": True, "inclusion-undetermined": rests_on_open(found)}
        return move(locked, transition, {**inputs, **known}, door=submit_assessment, acting=acting)
