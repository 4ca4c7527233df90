"""Pages of assessments. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.assessment import actions, selectors
from openrsd.assessment.forms import FindingForm
from openrsd.casework import selectors as casework


@signed_in
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The findings on a claim."""
    assessed = casework.weighed_claim(actor, record)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.record_finding(
            record, given["element"], given["value"], given["reasons"], acting=actor
        )
    ):
        return redirect("case", record=assessed.case_id)
    findings = [one.finding.open() for one in selectors.findings(actor, record)]
    shown = {"form": form, "claim": assessed, "findings": findings}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/claim.html", shown, status=status)
