"""Pages of decisions. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors as casework
from openrsd.decisions import actions, policies, selectors
from openrsd.decisions.forms import DraftForm


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Drafts the recognition of a claim."""
    claim = casework.claim(actor, record)
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.draft_recognition(
            record, actions.RECOGNISED, given["reasons"], acting=actor
        )
    ):
        return redirect("case", record=claim.case_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/draft.html", {"form": form, "claim": claim}, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A draft, and the second person's signature."""
    if request.method == "POST":
        signature = actions.sign(record, acting=actor)
        return redirect("case", record=signature.draft.claim.case_id)
    found = selectors.draft(actor, record)
    may_sign = policies.signable(actor).filter(pk=record).exists()
    shown = {"draft": found, "content": found.content.open(), "may_sign": may_sign}
    return render(request, "decisions/review.html", shown)


@signed_in
@require_POST
def notify(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Writes the letter."""
    return redirect("decisions:letter", record=actions.notify(record, acting=actor).id)


@signed_in
@require_GET
def letter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter, word for word."""
    return render(request, "decisions/letter.html", {"letter": selectors.letter(actor, record)})
