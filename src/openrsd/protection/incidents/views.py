"""Pages of incidents. They decide nothing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.forms import WordedForm
from openrsd.protection import policies
from openrsd.protection.incidents import actions, selectors
from openrsd.protection.incidents.forms import (
    CorrectionForm,
    IncidentForm,
    LaterForm,
    LinkForm,
    PieceForm,
)
from openrsd.protection.paging import behind
from openrsd.texts import gettext as _

WRONG = 422
PAGE, LIST = "protection:incident", "protection:incidents"
Forms = dict[str, WordedForm]


@signed_in
@require_GET
def incidents(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The incidents open to the reader."""
    page = selectors.incidents(actor, behind(request))
    shown = {
        "incidents": page.lines,
        "later": f"?after={page.last}" if page.last else "",
        "may_open": policies.recording_role(actor) is not None,
    }
    return render(request, "protection/incidents/list.html", shown)


@signed_in
def new_incident(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Records that something happened."""
    policies.require_recording(actor)
    form, made = IncidentForm(), list[UUID]()
    if request.method == "POST":
        form = IncidentForm(request.POST)
        if form.tried(lambda given: made.append(actions.open_incident(given, acting=actor).id)):
            messages.success(request, _("The incident is recorded."))
            return redirect(PAGE, record=made[0])
    status = WRONG if request.method == "POST" else 200
    return render(request, "protection/incidents/new.html", {"form": form}, status=status)


@signed_in
def incident(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One incident; what is added to it is posted here, with what it `adds`."""
    shown = selectors.incident(actor, record)
    forms = _forms(shown)
    if request.method != "POST":
        return _page(request, shown, forms)
    adds = request.POST.get("adds", "")
    # Whoever reads in an emergency adds nothing.
    act = _ACTS.get(adds) if shown.may_add else None
    if act is None:
        return _page(request, shown, forms, status=WRONG)
    forms |= {adds: _forms(shown, request)[adds]}
    if forms[adds].tried(lambda given: act(record, given, actor)):
        messages.success(request, _("It is added."))
        return redirect(PAGE, record=record)
    return _page(request, shown, forms, status=WRONG)


@signed_in
@require_GET
def file(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The file of an entry, to be saved and not shown."""
    headers = {"Content-Disposition": 'attachment; filename="piece"'}
    content = selectors.file_of(actor, record)
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _forms(shown: selectors.ShownIncident, request: HttpRequest | None = None) -> Forms:
    sent = (request.POST, request.FILES) if request else ()
    return {
        # Of forms on one page each needs ids of its own.
        "later": LaterForm(*sent, auto_id="later_%s"),
        "piece": PieceForm(*sent, auto_id="piece_%s"),
        "correction": CorrectionForm(*sent, auto_id="correction_%s", entries=shown.entries),
        "person": LinkForm(*sent, auto_id="person_%s"),
    }


def _page(
    request: HttpRequest, shown: selectors.ShownIncident, forms: Forms, status: int = 200
) -> HttpResponse:
    crumbs = [{"title": _("Incidents"), "address": reverse(LIST)}, {"title": _("Incident")}]
    values = {"shown": shown, "forms": forms, "crumbs": crumbs}
    return render(request, "protection/incidents/incident.html", values, status=status)


def _later(record: UUID, given: dict[str, Any], actor: Actor) -> None:
    actions.add_later(record, given, acting=actor)


def _piece(record: UUID, given: dict[str, Any], actor: Actor) -> None:
    said, kept = PieceForm.received(given)
    actions.add_piece(record, said, kept, acting=actor)


def _correction(record: UUID, given: dict[str, Any], actor: Actor) -> None:
    actions.correct(record, UUID(given["entry"]), given["text"], acting=actor)


def _person(record: UUID, given: dict[str, Any], actor: Actor) -> None:
    actions.link_person(record, given["number"], acting=actor)


_ACTS: dict[str, Callable[[UUID, dict[str, Any], Actor], None]] = {
    "later": _later,
    "piece": _piece,
    "correction": _correction,
    "person": _person,
}
