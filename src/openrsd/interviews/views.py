"""Pages of interviews. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors as casework
from openrsd.interviews import actions, selectors
from openrsd.interviews.forms import NoteForm, PlanForm


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Sets the interview of a claim."""
    claim = casework.claim(actor, record)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.plan_interview(record, given["planned_for"], acting=actor)
    ):
        return redirect("case", record=claim.case_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "interviews/plan.html", {"form": form, "claim": claim}, status=status)


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
    shown = {"form": form, "interview": held, "notes": held.notes.order_by("position")}
    status = 422 if request.method == "POST" else 200
    return render(request, "interviews/interview.html", shown, status=status)


@signed_in
@require_POST
def begin(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The conversation begins."""
    actions.begin_interview(record, acting=actor)
    return redirect("interviews:interview", record=record)


@signed_in
@require_POST
def end(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The record is complete."""
    ended = actions.end_interview(record, acting=actor)
    return redirect("case", record=ended.claim.case_id)
