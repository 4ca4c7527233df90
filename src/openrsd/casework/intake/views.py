"""Pages of the first conversations. They decide nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.intake import actions, pages, selectors
from openrsd.casework.intake.filling import Filled, filled_from
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.texts import gettext as _


@signed_in
@require_GET
def overview(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Which blocks are done, and what the answers call for."""
    opened = selectors.conversations(actor, record)
    return render(request, "casework/intake/overview.html", pages.overview(opened))


@signed_in
@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, actor: Actor, record: UUID, place: int) -> HttpResponse:
    """One block: its entrance where it is private, else its questions."""
    opened = selectors.block(actor, record, place)
    if request.method == "GET":
        return _block_page(request, opened, None)
    filled = filled_from(opened, request.POST)
    by_script = request.headers.get("X-Saved-By") == "script"
    try:
        saved = actions.save_block(
            record, opened.block, filled.given, based_on=filled.based_on, acting=actor
        )
    except NotHere:
        raise
    except Refusal as refusal:
        status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
        if by_script:
            return JsonResponse({"refused": str(refusal)}, status=status)
        return _block_page(request, opened, filled, refused=str(refusal), status=status)
    if by_script:
        return JsonResponse(pages.answer_to_script(saved, filled))
    if filled.amiss:
        opened = selectors.block(actor, record, place)
        return _block_page(request, opened, filled, status=422)
    return _onward(request, opened, filled)


@signed_in
@require_POST
def end(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Ends a conversation for now."""
    actions.end_conversation(record, acting=actor)
    messages.success(
        request, _("The conversation has ended. What was said counts for the priority of the case.")
    )
    return redirect("casework:intake", record=record)


@signed_in
@require_POST
def needs(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Takes proposed needs into the person's record."""
    try:
        actions.confirm_needs(record, request.POST.getlist("code"), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:intake", record=record)


@signed_in
@require_GET
def plan(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What the officer takes into the room."""
    return render(request, "casework/intake/plan.html", pages.plan(selectors.plan(actor, record)))


@signed_in
@require_GET
def said(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What was said, for whoever reviews the claim or decides on it."""
    found = selectors.what_was_said(actor, record)
    return render(request, "casework/intake/said.html", pages.said(found))


@signed_in
@require_POST
def priority(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Confirms the level that is proposed for a case."""
    try:
        actions.confirm_priority(record, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("case", record=record)


@signed_in
@require_GET
def indicators(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Indicators of conduct, for whoever supervises the claim."""
    found = selectors.indicators(actor, record)
    return render(request, "casework/intake/indicators.html", {"found": found})


def _block_page(
    request: HttpRequest,
    opened: selectors.OpenedBlock,
    filled: Filled | None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = pages.block(opened, filled, refused)
    return render(request, "casework/intake/block.html", shown, status=status)


def _onward(request: HttpRequest, opened: selectors.OpenedBlock, filled: Filled) -> HttpResponse:
    """To where the writer wants to go; back where the answers brought further questions."""
    here = redirect("casework:intake-block", record=opened.opened.person.id, place=opened.place)
    if filled.stays:
        return here
    if filled.brought_more:
        messages.info(request, _("Saved. The answers bring further questions."))
        return here
    after = pages.place_after(opened)
    if filled.goes_on and after is not None:
        return redirect("casework:intake-block", record=opened.opened.person.id, place=after)
    return redirect("casework:intake", record=opened.opened.person.id)
