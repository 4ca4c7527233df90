"""Pages of alerts. They decide nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import AlreadySo
from openrsd.protection.alerts import actions, selectors
from openrsd.protection.alerts.forms import LetterForm, RaiseForm, StepForm
from openrsd.protection.alerts.letters import Recipient, letter_to_authority
from openrsd.protection.errors import AlertEnded
from openrsd.protection.paging import behind
from openrsd.texts import gettext as _
from openrsd.texts import ngettext

WRONG = 422
PAGE, LIST = "protection:alert", "protection:alerts"


@signed_in
@require_GET
def alerts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Alerts open to the reader."""
    page = selectors.alerts(actor, behind(request))
    shown = {"alerts": page.lines, "later": f"?after={page.last}" if page.last else ""}
    return render(request, "protection/alerts/list.html", shown)


@signed_in
def new_alert(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Tells that a person may be sent back."""
    form, raised = RaiseForm(), list[actions.Raised]()
    if request.method == "POST":
        form = RaiseForm(request.POST)
        if form.tried(
            lambda given: raised.append(actions.raise_alert(record, given, acting=actor))
        ):
            _say_who_was_told(request, raised[0].told)
            if not selectors.is_open(actor, raised[0].alert.id):
                # Whoever heard of it at the desk reads no alerts, and goes on serving.
                return redirect("desk-person", record=record)
            return redirect(PAGE, record=raised[0].alert.id)
    called, compartment = selectors.person_to_warn_of(actor, record)
    shown = {"form": form, "record": record, "called": called, "keeps_in": compartment}
    status = WRONG if request.method == "POST" else 200
    return render(request, "protection/alerts/new.html", shown, status=status)


@signed_in
def alert(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One alert, what to do now, and what was done."""
    form = StepForm()
    if request.method == "POST":
        form = StepForm(request.POST)
        if form.tried(lambda given: actions.add_step(record, given, acting=actor)):
            messages.success(request, _("It is added."))
            return redirect(PAGE, record=record)
    crumbs = [{"title": _("Alerts"), "address": reverse(LIST)}, {"title": _("Alert")}]
    shown = {"shown": selectors.alert(actor, record), "form": form, "crumbs": crumbs}
    status = WRONG if request.method == "POST" else 200
    return render(request, "protection/alerts/alert.html", shown, status=status)


@require_POST
@signed_in
def take_up(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """She who was told of it acts."""
    try:
        actions.take_up(record, acting=actor)
    except (AlertEnded, AlreadySo) as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("The others see that you act."))
    return redirect(PAGE, record=record)


@signed_in
def letter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter to the authority that holds the person."""
    form, made = LetterForm(), list[bytes]()
    if request.method == "POST":
        form = LetterForm(request.POST)
        if form.tried(lambda given: made.append(_letter(record, given, actor))):
            disposition = {"Content-Disposition": 'attachment; filename="letter.pdf"'}
            return HttpResponse(made[0], content_type="application/pdf", headers=disposition)
    shown = {"alert": selectors.alert_to_write_of(actor, record), "form": form}
    status = WRONG if request.method == "POST" else 200
    return render(request, "protection/alerts/letter.html", shown, status=status)


def _letter(record: UUID, given: dict[str, Any], actor: Actor) -> bytes:
    return letter_to_authority(record, Recipient(**given), acting=actor)


def _say_who_was_told(request: HttpRequest, told: int) -> None:
    if not told:
        messages.error(
            request,
            _("The alert is recorded, but there is nobody to tell. Telephone a supervisor now."),
        )
        return
    said = ngettext("{count} colleague was told.", "{count} colleagues were told.", told)
    messages.success(request, said.format(count=told))
