"""The record of an interview: written while it is held, and read afterwards."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.interviews import actions, pages, policies, selectors
from openrsd.interviews.content import Kind, read_answered, read_said, said_of
from openrsd.interviews.forms import ListForm
from openrsd.interviews.readiness import said_in
from openrsd.interviews.recording import Hand, Saved
from openrsd.interviews.timeline import REMINDERS, gathered
from openrsd.texts import gettext as _

WRONG, CHANGED = 422, 409


@signed_in
@require_GET
def interview(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """An interview: what is arranged, its record as it is written, or to be read."""
    held = selectors.interview(actor, record)
    before, edit = _number(request.GET, "before"), _number(request.GET, "edit")
    if held.is_open and policies.held_by(actor).filter(pk=record).exists():
        if edit is not None and before is None:
            before = edit + selectors.PAGE // 2 if edit + selectors.PAGE < held.numbered else None
        shown = pages.workspace(actor, held, before=before, edit=edit)
        return render(request, "interviews/workspace.html", shown)
    shown = pages.record(actor, held, before=before)
    return render(request, "interviews/interview.html", shown)


@signed_in
@require_POST
def block(request: HttpRequest, actor: Actor, record: UUID, block: UUID) -> HttpResponse:
    """Saves one block. The script on the page is answered in its own way."""
    typed = request.POST
    try:
        said = read_said({**typed.dict(), "marks": typed.getlist("marks")})
        saved = actions.save_said(record, block, said, _hand(typed), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        if _by_script(request):
            return JsonResponse({"refused": str(refusal)}, status=WRONG)
        messages.error(request, str(refusal))
        return redirect("interviews:interview", record=record)
    if _by_script(request):
        if saved.is_beside:
            theirs = said_of(saved.current.content.open())
            return JsonResponse(pages.conflict_for_script(saved, theirs), status=CHANGED)
        return JsonResponse(pages.answer_to_script(saved, said, hints=True))
    _tell(request, saved)
    return redirect(reverse("interviews:interview", args=[record]) + f"#block-{saved.block.number}")


@signed_in
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The list at the closing of the conversation."""
    held = selectors.held(actor, record)
    answers, saves = selectors.answers(held, Kind.CLOSING)
    posted = request.method == "POST"
    form = ListForm(request.POST if posted else None, Kind.CLOSING, answers)
    if posted and form.is_valid():
        try:
            given = read_answered(form.answers())
            saved = actions.save_list(
                record, Kind.CLOSING, given, _hand(request.POST), acting=actor
            )
        except NotHere:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, saved)
            return redirect("interviews:interview", record=record)
    shown = {"interview": held, "form": form, "seen": saves, "window": uuid4()}
    return render(request, "interviews/closing.html", shown, status=WRONG if posted else 200)


@signed_in
@require_POST
def narrative(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Notes that the free account is over."""
    actions.end_narrative(record, acting=actor)
    return redirect("interviews:interview", record=record)


@signed_in
@require_GET
def timeline(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Dates and places of what was told, once the free account is over."""
    held = selectors.for_timeline(actor, record)
    is_over = held.narrative_ended_at is not None
    shown = {
        "interview": held,
        "is_over": is_over,
        "timeline": gathered(said_in(held), on=timezone.localdate()) if is_over else None,
        "reminders": [_(one) for one in REMINDERS],
    }
    return render(request, "interviews/timeline.html", shown)


def _hand(typed: QueryDict) -> Hand:
    return Hand(
        window=_uuid(typed.get("window", "")) or uuid4(),
        turn=_number(typed, "turn") or 0,
        seen=_number(typed, "seen") or 0,
        merges=tuple(
            one for text in typed.getlist("beside") if "merge" in typed and (one := _uuid(text))
        ),
    )


def _tell(request: HttpRequest, saved: Saved) -> None:
    if saved.is_beside:
        messages.warning(
            request,
            _(
                "Another window had written here meanwhile. Both are kept: put them together in"
                " #{number}."
            ).format(number=saved.block.number),
        )
    else:
        messages.success(request, _("Saved."))


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Saved-By") == "script"


def _number(given: QueryDict, name: str) -> int | None:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
