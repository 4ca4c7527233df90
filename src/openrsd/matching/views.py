"""Pages of pairs, and of people who may be registered already. They decide nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.limits import limited
from openrsd.accounts.roles import Permission
from openrsd.matching import acts, selectors
from openrsd.matching.actions import reviewing
from openrsd.matching.forms import DecisionForm, MaybeForm, UndoForm
from openrsd.matching.maybe import maybe_registered
from openrsd.matching.models import PairState
from openrsd.matching.told import rows_of
from openrsd.registration.models import PERSON
from openrsd.texts import gettext as _

WRONG = 422
get_or_post = require_http_methods(["GET", "POST"])


@signed_in
@require_GET
def pairs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Records that may be one person, and wait to be compared."""
    decided = request.GET.get("decided") == "yes"
    shown = {"page": selectors.pairs(actor, decided=decided), "decided": decided}
    return render(request, "matching/pairs.html", shown)


@get_or_post
@signed_in
def pair(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Two records side by side, and what the reviewer says of them."""
    opened = selectors.pair(actor, record)
    kind: type[DecisionForm | UndoForm] = UndoForm if opened.is_linked else DecisionForm
    form = kind(request.POST or None)

    def decided(given: dict[str, Any]) -> None:
        if opened.is_linked:
            reviewing.undo(record, given["reason"], acting=actor)
        else:
            reviewing.decide(record, PairState(given["state"]), given["reason"], acting=actor)

    if request.method == "POST" and form.tried(decided):
        messages.success(request, _("It is recorded. Both records are as they were."))
        return redirect("matching:pairs")
    rows = rows_of(*opened.records) if opened.records else []
    status = WRONG if request.method == "POST" else 200
    shown = {"opened": opened, "form": form, "rows": rows}
    return render(request, "matching/pair.html", shown, status=status)


@signed_in
@require_POST
def open_pair(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Opens both records for half an hour."""
    reviewing.open_pair(record, acting=actor)
    return redirect("matching:pair", record=record)


@get_or_post
@limited("maybe")
@signed_in
def maybe(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who of those open to her may be registered already: a page, or the part of one."""
    require(actor, Permission.FOUND_CASES, act=acts.ASK, subject_kind=PERSON, office=actor.office)
    form = MaybeForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    besides = [UUID(one) for one in request.POST.getlist("besides") if _is_id(one)]
    hints = maybe_registered(actor, form.said(), besides) if asked else []
    template = "matching/parts/hints.html" if "part" in request.POST else "matching/maybe.html"
    status = WRONG if request.method == "POST" and not asked else 200
    shown = {"form": form, "hints": hints, "asked": asked}
    return render(request, template, shown, status=status)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
