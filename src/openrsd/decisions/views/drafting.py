"""The page on which a decision is drafted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors as casework
from openrsd.decisions import actions
from openrsd.decisions.forms.drafting import DraftForm


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What an officer proposes to decide."""
    claim = casework.weighed_claim(actor, record)
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.draft_decision(
            record, given["outcome"], given["reasons"], acting=actor
        )
    ):
        return redirect("case", record=claim.case_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/draft.html", {"form": form, "claim": claim}, status=status)
