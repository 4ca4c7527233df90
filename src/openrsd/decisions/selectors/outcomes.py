"""What became on appeal of decisions, told to those who made them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import opened_compartments
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.casework.models import CASE, Case, Claim, Step
from openrsd.decisions import acts, policies
from openrsd.decisions.appealed import answer_of, grounds_of
from openrsd.decisions.appeals import Answer, Result
from openrsd.decisions.models import AppealDecision
from openrsd.decisions.selectors.appealing import GroundLine
from openrsd.decisions.words import RESULTS
from openrsd.texts import gettext as _

# For so long it is brought to mind.
NEW = timedelta(days=14)
DECIDING = ("T7", "T8", "T9", "T10", "T11a", "T11b", "T23b")
_TOLD = {"S1": Result.ALLOWED, "S2": Result.DISMISSED, "T17c": Result.REMITTED}


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became, on appeal, of a decision in which the reader took part or that her office made.

    The reasons only where the claim is open to her.
    """

    case: Case
    claim: Claim
    told_at: datetime
    result: str
    grounds: list[GroundLine]
    conclusion: str
    directions: str
    is_open: bool


def outcomes(actor: Actor, *, limit: int = 50) -> list[OutcomeLine]:
    """The appeals that were told, of decisions which she assessed or signed, or, where she
    supervises, of her offices; the newest first. Nobody is counted or compared. NotHere for
    whoever works on no case.
    """
    require(actor, Permission.TAKE_CASES, act=acts.LOOK_AT_OUTCOMES, subject_kind=CASE)
    took = Step.objects.filter(transition__in=DECIDING, by=actor.id).values("case")
    cases = policies.followed(actor, took)
    told = Step.objects.filter(case__in=cases, transition__in=_TOLD).select_related("case")
    steps = list(told.order_by("-at")[:limit])
    with transaction.atomic():
        seen = sorted({one.case_id for one in steps})
        note(acts.LOOK_AT_OUTCOMES, acting=actor, subject_kind=CASE, subjects=seen)
    of_case = {one.compartment: one.case for one in steps}
    claims = {
        one.compartment: one
        for one in Claim.objects.filter(compartment__in=of_case).select_related("case", "person")
    }
    readable = policies.appeals(actor).filter(compartment__in=of_case)
    opened = set(readable.values_list("compartment", flat=True))
    return [
        _outcome_line(one, claims[one.compartment], is_open=one.compartment in opened)
        for one in _newest_of_each(steps)
    ]


def _newest_of_each(steps: Iterable[Step]) -> list[Step]:
    found: dict[UUID, Step] = {}
    for one in steps:
        found.setdefault(one.case_id, one)
    return list(found.values())


def _outcome_line(told: Step, claim: Claim, *, is_open: bool) -> OutcomeLine:
    decision = _answers_at(claim.case, told.at) if is_open else None
    return OutcomeLine(
        case=claim.case,
        claim=claim,
        told_at=told.at,
        result=_(RESULTS[_TOLD[told.transition]]),
        grounds=decision[0] if decision else [],
        conclusion=decision[1].conclusion if decision else "",
        directions=decision[1].directions if decision else "",
        is_open=is_open,
    )


def _answers_at(case: Case, at: datetime) -> tuple[list[GroundLine], Answer] | None:
    """The answers to each ground of the decision that was told at this moment."""
    made = AppealDecision.objects.filter(appeal__claim__case=case, decided_at__lte=at)
    row = made.select_related("appeal").order_by("-decided_at").first()
    if row is None:
        return None
    answer = answer_of(row)
    lines = [
        GroundLine(key, one.words, one.title, at, answer.answers.get(key, ""))
        for key, one in grounds_of(row.appeal).items()
    ]
    return lines, answer


def recently_told(actor: Actor) -> int:
    """How many appeals were told in the last days, of decisions in which she took part and whose
    record is still open to her."""
    opened = opened_compartments(actor, on_duty_as=policies.DECIDING)
    told = Step.objects.filter(
        case__compartment__in=opened,
        transition__in=_TOLD,
        at__gte=timezone.now() - NEW,
    )
    took = Step.objects.filter(case=OuterRef("case"), by=actor.id, transition__in=DECIDING)
    found: int = told.filter(Exists(took)).values("case").distinct().count()
    return found
