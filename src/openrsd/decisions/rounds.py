"""The rounds of a case: each handing in of an assessment has a draft of its own."""

from django.db.models import QuerySet

from openrsd.casework.models import Case
from openrsd.decisions.models import Draft


def handed_in_drafts(case: Case) -> QuerySet[Draft]:
    """The drafts that were handed in, the first round first."""
    handed_in = Draft.objects.filter(claim__case=case, handed_in_at__isnull=False)
    return handed_in.order_by("handed_in_at", "drafted_at")
