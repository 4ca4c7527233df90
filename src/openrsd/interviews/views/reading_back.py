"""Reading the record back: corrections beside the words, and the signature or its refusal."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.interviews import actions, pages, selectors
from openrsd.interviews.forms import AnswerForm, CorrectionForm

WRONG = 422
WHOLE = 5_000


@signed_in
@require_POST
def fix(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Closes what was written, and goes on to reading it back."""
    if _done(request, lambda: actions.fix_record(record, acting=actor)):
        return redirect("interviews:read-back", record=record)
    return redirect("interviews:interview", record=record)


@signed_in
@require_POST
def go_on(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Takes the record up again: new words stand behind what was closed."""
    _done(request, lambda: actions.continue_record(record, acting=actor))
    return redirect("interviews:interview", record=record)


@signed_in
@require_http_methods(["GET", "POST"])
def read_back(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The whole record to be read aloud, with a form for corrections and one for the answer."""
    held = selectors.held(actor, record)
    reading = held.readings.filter(outcome="").first()
    if reading is None or held.fixed_at is None:
        return redirect("interviews:interview", record=record)
    is_correction = request.method == "POST" and "said" in request.POST
    is_answer = request.method == "POST" and not is_correction
    correction = CorrectionForm(request.POST if is_correction else None)
    answer = AnswerForm(request.POST if is_answer else None)
    if is_correction and correction.tried(
        lambda given: actions.correct(
            record, given["number"], given["said"], given["by"], acting=actor
        )
    ):
        return redirect("interviews:read-back", record=record)
    if is_answer and answer.tried(
        lambda given: actions.answer_reading(
            record,
            given["outcome"],
            {key: given[key] for key in ("how", "language", "why", "paper", "copy")},
            acting=actor,
        )
    ):
        return redirect("interviews:close", record=held.claim_id)
    shown = {
        "interview": held,
        "reading": reading,
        "part": selectors.part_of(actor, held, size=WHOLE),
        "speakers": dict(pages.speakers()),
        "correction": correction,
        "answer": answer,
    }
    status = WRONG if request.method == "POST" else 200
    return render(request, "interviews/read_back.html", shown, status=status)


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    return True
