"""The rounds of a case, each with a draft of its own, and how deeply a draft is read."""

from uuid import UUID

from django.db.models import QuerySet

from openrsd.assessment.entries import Entry, Kind, MaterialFact, standing
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.weighing import entry_of
from openrsd.casework.facts import circumstances_of
from openrsd.casework.models import Case, Claim
from openrsd.decisions.models import Draft, SampleDraw
from openrsd.decisions.reasons import Reasons, reasons_of
from openrsd.decisions.sampling import Arose, Depth, depth, falls_on, sampling


def handed_in_drafts(case: Case) -> QuerySet[Draft]:
    """The drafts that were handed in, the first round first."""
    handed_in = Draft.objects.filter(claim__case=case, handed_in_at__isnull=False)
    return handed_in.order_by("handed_in_at", "drafted_at")


def reasons_in(draft: Draft) -> Reasons:
    """What a draft says."""
    content = draft.content.open()
    assert isinstance(content, dict)
    return reasons_of(content)


def writers_of(draft: Draft) -> frozenset[UUID]:
    """Who wrote in a draft, and who handed it in: none of them is its second person."""
    return frozenset({draft.drafted_by, *(UUID(one) for one in reasons_in(draft).writers)})


def depth_of(case: Case, draft: Draft) -> Depth:
    """How deeply this draft is read."""
    claims = Claim.objects.filter(case=case).select_related("person")
    drawn = SampleDraw.objects.filter(case=case).first()
    is_sampled = drawn.is_sampled if drawn else falls_on(case.id, sampling().share)
    person = circumstances_of(case, claims)
    arose = _arose(claims)
    return depth(reasons_in(draft).outcome, person, is_sampled=is_sampled, arose=arose)


def _arose(claims: QuerySet[Claim]) -> Arose:
    """Read of every claim in the case: what is recorded of one asks for a reading of all."""
    rows = AssessmentEntry.objects.filter(claim__in=claims).order_by("claim", "position")
    by_claim: dict[UUID, list[Entry]] = {}
    for row in rows:
        by_claim.setdefault(row.claim_id, []).append(entry_of(row))
    stands = [one for entries in by_claim.values() for one in standing(entries)]
    facts = [one.content for one in stands if isinstance(one.content, MaterialFact)]
    return Arose(
        exclusion=any(one.kind in (Kind.ACT, Kind.INDICATOR) for one in stands),
        doubt=any(one.value == "not-accepted" for one in facts),
    )
