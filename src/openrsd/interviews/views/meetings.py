"""Arranging, beginning and closing an interview: the steps of the procedure with their lists."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework import selectors as casework
from openrsd.casework.step_forms import StepForm
from openrsd.casework.steps import Tried, step_of
from openrsd.interviews import actions, pages, selectors
from openrsd.interviews.content import Kind
from openrsd.interviews.errors import NoInterview
from openrsd.interviews.forms import ListForm, PlanForm
from openrsd.interviews.interpreting import interpreters_for
from openrsd.interviews.readiness import BROUGHT, brought_by
from openrsd.texts import gettext as _

ARRANGE, BEGIN, CLOSE = "T3", "T4", "T5"
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
    form = PlanForm(
        request.POST if posted else None,
        case=claim.case,
        option=tried.option,
        rooms=selectors.rooms_of(claim.case.office),
        interpreters=interpreters_for(claim, None, None),
    )
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
def begin(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Goes through the list of the opening, and begins."""
    claim = casework.claim(actor, record)
    tried = step_of(actor, claim.case, BEGIN)
    held = selectors.to_hold(actor, record)
    if tried is None or held is None:
        if tried is not None:
            messages.error(request, _(NoInterview.sentence))
        return redirect("casework:claim", record=record)
    posted = request.method == "POST"
    form = StepForm(request.POST if posted else None, case=claim.case, option=tried.option)
    if held.interpreter and "interpreter" in form.fields:
        form.fields["interpreter"].initial = str(held.interpreter)
    answers, _saves = selectors.answers(held, Kind.OPENING)
    opening = ListForm(request.POST if posted else None, Kind.OPENING, answers)
    if posted and form.is_valid() and opening.is_valid() and _begun(form, opening, tried, actor):
        return redirect("interviews:interview", record=held.id)
    shown = {
        "form": form,
        "opening": opening,
        "claim": claim,
        "interview": held,
        "reasons": tried.option.reasons,
        "safeguards": [_(one) for one in tried.option.transition.safeguards],
    }
    return render(request, "interviews/begin.html", shown, status=WRONG if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Closes the interview of a claim, once its record says that everything was done."""
    claim = casework.claim(actor, record)
    tried = step_of(actor, claim.case, CLOSE)
    held = selectors.to_hold(actor, record)
    if tried is None or held is None:
        if tried is not None:
            messages.error(request, _(NoInterview.sentence))
        return redirect("casework:claim", record=record)
    posted = request.method == "POST"
    if posted:
        try:
            actions.complete_interview(claim.case_id, CLOSE, {}, acting=actor)
        except NotHere:
            raise
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("case", record=claim.case_id)
    told = brought_by(held)
    shown = {
        "interview": held,
        "claim": claim,
        "tasks": pages.tasks_of(held),
        "is_ready": all(one in told for one in BROUGHT),
        "reasons": tried.option.reasons,
    }
    return render(request, "interviews/close.html", shown, status=WRONG if posted else 200)


def _planned(form: PlanForm, claim: UUID, actor: Actor) -> bool:
    when = form.cleaned_data["planned_for"]
    return _made(
        form,
        lambda: actions.plan_interview(
            claim, when, form.brought(), acting=actor, arranged=form.arranged()
        ),
    )


def _begun(form: StepForm, opening: ListForm, tried: Tried, actor: Actor) -> bool:
    return _made(
        form,
        lambda: actions.begin_interview(
            tried.case.id, BEGIN, form.brought(), acting=actor, opening=opening.answers()
        ),
    )


def _made(form: StepForm, act: Callable[[], object]) -> bool:
    """Whether it was done. Else the reasons stand on the form."""
    try:
        act()
    except NotHere:
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
