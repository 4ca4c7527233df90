"""Pages of decisions. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors as casework
from openrsd.casework.courses import course_of
from openrsd.decisions import actions, selectors
from openrsd.decisions.forms import DraftForm


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


@signed_in
@require_GET
def review(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A draft, and what the reader can do with the case."""
    found = selectors.draft(actor, record)
    content = found.content.open()
    case = found.claim.case
    shown = {
        "draft": found,
        "content": content,
        "outcome": selectors.outcome_in_words(content),
        "case": case,
        "course": course_of(actor, case, found.claim),
    }
    return render(request, "decisions/review.html", shown)


@signed_in
@require_GET
def letter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter, word for word."""
    return render(request, "decisions/letter.html", {"letter": selectors.letter(actor, record)})
