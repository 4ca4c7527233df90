"""Keeping drafts while they are written. The answers are for the script of the page."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.drafts import actions
from openrsd.drafts.errors import NotReadable, WrittenElsewhere
from openrsd.drafts.selectors import all_unsent, as_read
from openrsd.drafts.tickets import Ticket

STALE, WRONG = 409, 422
# More than all the long fields of any form together.
LONGEST = 500_000
LONGEST_TITLE = 200


@signed_in
@require_GET
def unsent(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What she typed and did not send, and where."""
    return render(request, "drafts/unsent.html", {"drafts": all_unsent(actor)})


@signed_in
@require_POST
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keeps what stands in a form."""
    ticket, seen = _asked(request, actor)
    try:
        title = request.POST.get("title", "")[:LONGEST_TITLE]
        kept = actions.keep(ticket, _typed(request), title, seen=seen, acting=actor)
    except WrittenElsewhere as refusal:
        return _both(refusal)
    except NotReadable as refusal:
        return JsonResponse({"says": str(refusal)}, status=WRONG)
    return JsonResponse({"seen": str(kept.revision), "at": kept.written_at.isoformat()})


@signed_in
@require_POST
def discard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Throws a draft away."""
    ticket, seen = _asked(request, actor)
    try:
        actions.discard(ticket, seen=seen, acting=actor)
    except WrittenElsewhere as refusal:
        return _both(refusal)
    return JsonResponse({"seen": "", "at": ""})


def _asked(request: HttpRequest, actor: Actor) -> tuple[Ticket, UUID]:
    ticket = Ticket.read(request.POST.get("keeps", ""), actor)
    try:
        return ticket, UUID(request.POST.get("seen") or str(ticket.seen))
    except ValueError:
        raise NotHere from None


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields as they were sent: JSON, a list of [name, value]."""
    text = request.POST.get("typed", "")
    if len(text) > LONGEST:
        raise NotReadable
    try:
        return [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        raise NotReadable from None


def _both(refusal: WrittenElsewhere) -> JsonResponse:
    newer = as_read(refusal.newer)
    told = {
        "says": str(refusal),
        "seen": str(refusal.newer.revision),
        "at": refusal.newer.written_at.isoformat(),
        "typed": newer.typed if newer else [],
    }
    return JsonResponse(told, status=STALE)
