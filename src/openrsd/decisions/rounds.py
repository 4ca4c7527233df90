"""The rounds of a case, each with a draft of its own, and how deeply a draft is read."""

from django.db.models import QuerySet

from openrsd.casework.facts import circumstances_of
from openrsd.casework.models import Case, Claim
from openrsd.decisions.models import Draft, SampleDraw
from openrsd.decisions.reasons import Reasons, reasons_of
from openrsd.decisions.sampling import Depth, depth, falls_on, sampling


def handed_in_drafts(case: Case) -> QuerySet[Draft]:
    """The drafts that were handed in, the first round first."""
    handed_in = Draft.objects.filter(claim__case=case, handed_in_at__isnull=False)
    return handed_in.order_by("handed_in_at", "drafted_at")


def reasons_in(draft: Draft) -> Reasons:
    """What a draft says."""
    content = draft.content.open()
    assert isinstance(content, dict)
    return reasons_of(content)


def depth_of(case: Case, draft: Draft) -> Depth:
    """How deeply this draft is read."""
    claims = Claim.objects.filter(case=case).select_related("person")
    drawn = SampleDraw.objects.filter(case=case).first()
    is_sampled = drawn.is_sampled if drawn else falls_on(case.id, sampling().share)
    person = circumstances_of(case, claims)
    return depth(reasons_in(draft).outcome, person, is_sampled=is_sampled)
