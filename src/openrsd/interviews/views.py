"""Pages of interviews. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework import selectors as casework
from openrsd.casework.steps import step_of
from openrsd.interviews import actions, policies, selectors
from openrsd.interviews.forms import NoteForm, PlanForm

ARRANGE = "T3"
WRONG = 422


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Arranges the interview of a claim. Where that is not to be done now, the case says why."""
    claim = casework.claim(actor, record)
    tried = step_of(actor, claim.case, ARRANGE)
    if tried is None or not tried.option.is_open:
        return redirect("casework:claim", record=record)
    posted = request.method == "POST"
    form = PlanForm(request.POST if posted else None, case=claim.case, option=tried.option)
    if posted and form.is_valid() and _planned(form, record, actor):
        return redirect("case", record=claim.case_id)
    return render(
        request,
        "interviews/plan.html",
        {"form": form, "claim": claim},
        status=WRONG if posted else 200,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """An interview and its notes."""
    held = selectors.interview(actor, record)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.write_note(record, given["text"], acting=actor)
    ):
        return redirect("interviews:interview", record=record)
    shown = {
        "form": form,
        "interview": held,
        "notes": held.notes.order_by("position"),
        "is_hers": policies.held_by(actor).filter(pk=record).exists(),
    }
    status = WRONG if request.method == "POST" else 200
    return render(request, "interviews/interview.html", shown, status=status)


def _planned(form: PlanForm, claim: UUID, actor: Actor) -> bool:
    when = form.cleaned_data["planned_for"]
    try:
        actions.plan_interview(claim, when, form.brought(actor), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
