"""`{% keeps %}` in a form: what is typed there is kept while it is written."""

import json
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.drafts.middleware import FIELD
from openrsd.drafts.selectors import Unsent, ticket_for, unsent
from openrsd.drafts.tickets import NOTHING_SEEN, Ticket

register = template.Library()


@register.inclusion_tag("drafts/keeps.html", takes_context=True)
def keeps(context: template.Context, about: UUID | None = None, name: str = "") -> dict[str, Any]:
    """Behind `{% csrf_token %}` of a form with long texts.

    `about` is the compartment of whom the form is about; without it the draft is sealed in the
    user's own. Of several such forms on a page each has a `name`.
    """
    request: HttpRequest = context["request"]
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if not actor:
        return {}
    place = f"{request.path}#{name}" if name else request.path
    found = unsent(actor, place)
    # A form that came back with mistakes holds what was typed; the draft holds the same.
    came_back = _came_back(request, actor, place)
    seen = _seen(found, came_back)
    ticket = ticket_for(actor, place, about, seen=seen)
    shown = found if came_back is None else None
    return {
        "ticket": str(ticket),
        "seen": str(seen) if seen != NOTHING_SEEN else "",
        "typed": json.dumps(shown.typed, ensure_ascii=False) if shown else "",
        "at": shown.written_at.isoformat() if shown else "",
    }


def _came_back(request: HttpRequest, actor: Actor, place: str) -> Ticket | None:
    if request.method != "POST":
        return None
    try:
        sent = Ticket.read(request.POST.get(FIELD, ""), actor)
    except NotHere:
        return None
    return sent if sent.place == place else None


def _seen(found: Unsent | None, came_back: Ticket | None) -> UUID:
    """What this page shows of the draft: where it came back, only if that very window wrote it."""
    if found is None:
        return NOTHING_SEEN
    if came_back is None or found.window == came_back.window:
        return found.revision
    return came_back.seen
