"""What the answers call for, as each reader may see it (`openrsd.determination.visibility`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from openrsd.casework.intake.needs_levels import level_for
from openrsd.casework.intake.questionnaire import law_of
from openrsd.casework.intake.record import Told, record_of
from openrsd.determination.determine import determine
from openrsd.determination.plan import interview_plan
from openrsd.determination.report_plan import plan_report
from openrsd.determination.report_shape import PlanReport, TriageReport
from openrsd.determination.report_triage import triage_report
from openrsd.determination.triage import triage_of
from openrsd.determination.visibility import Role, triage_for_role


@dataclass(frozen=True, slots=True)
class Proposed:
    """The level of priority and the way of handling that the rules propose, and which rule did."""

    priority: int
    modality: str
    rule: str


def results_for(role: Role, person: UUID, told: Told, asylum: str) -> TriageReport:
    """What the answers call for, in the words for this reader."""
    law = law_of(told.on)
    triage = triage_of(record_of(person, told, asylum), law)
    assert triage is not None
    return triage_for_role(triage_report(triage, law), role)


def plan_of(person: UUID, told: Told, asylum: str) -> PlanReport | None:
    """What the officer takes into the room; None while no country is named."""
    record = record_of(person, told, asylum)
    if not record.hypotheses[0].countries:
        return None
    law = law_of(told.on)
    plan = interview_plan(determine(record, law), triage_of(record, law))
    return plan_report(plan, law) if plan else None


def proposed_for(person: UUID, told: Told, needs: Iterable[str], asylum: str) -> Proposed | None:
    """What the rules propose for the case of this person, of whom these needs are on record."""
    triage = triage_of(record_of(person, told, asylum), law_of(told.on))
    if triage is None or triage.priority is None or triage.modality is None:
        return None
    level, of_needs = triage.priority.level.level, level_for(needs)
    if of_needs is not None and of_needs < level:
        return Proposed(of_needs, triage.modality.modality.id, f"needs/{of_needs}")
    return Proposed(level, triage.modality.modality.id, f"priorities/{level}")
