"""Pages on which two data-protection officers erase a record. They decide nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.records import record_kind
from openrsd.accounts.signing_in.confirming import confirmed_recently
from openrsd.oversight import erasure_actions as actions
from openrsd.oversight import erasure_acts as acts
from openrsd.oversight import erasure_selectors as selectors
from openrsd.oversight.erasure_forms import ConfirmForm, ErasureForm
from openrsd.oversight.models import ErasureRequest
from openrsd.oversight.searching import Place
from openrsd.texts import gettext as _

WRONG = 422
get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@signed_in
def requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for a second person, and what was done."""
    found = selectors.requests(actor, _before(request))
    later = f"?before={found.behind}" if found.behind else ""
    return render(request, "oversight/erasures.html", {"requests": found, "later": later})


@get_or_post
@signed_in
def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Asks for a record to be erased. The page of a record can lead here with its id."""
    selectors.require_asking(actor, acts.ASKED)
    if request.method != "POST":
        begun = ErasureForm.begun(request.GET.get("kind", ""), request.GET.get("record", ""))
        return render(request, "oversight/erasure_new.html", {"form": ErasureForm(initial=begun)})
    form = ErasureForm(request.POST)
    made: list[ErasureRequest] = []
    try:
        asked = form.tried(
            lambda given: made.append(
                actions.ask_for_erasure(
                    record_kind(given["kind"]), given["record"], given["reason"], acting=actor
                )
            )
        )
    except NotHere:
        # She may ask for any record, so that it can be said that there is none.
        form.names_no_record()
        asked = False
    if asked:
        messages.success(request, _("It is asked for. Another person has to confirm it."))
        return redirect("erasure", erasure=made[0].pk)
    return render(request, "oversight/erasure_new.html", {"form": form}, status=WRONG)


@require_GET
@signed_in
def one(request: HttpRequest, actor: Actor, erasure: UUID) -> HttpResponse:
    """One request."""
    return render(
        request, "oversight/erasure.html", {"page": selectors.request_seen(actor, erasure)}
    )


@require_GET
@signed_in
def reason(request: HttpRequest, actor: Actor, erasure: UUID) -> HttpResponse:
    """Why the record is to be erased."""
    text = selectors.reason_of(erasure, acting=actor)
    return render(request, "oversight/erasure_reason.html", {"text": text, "erasure": erasure})


@get_or_post
@confirmed_recently
@signed_in
def confirm(request: HttpRequest, actor: Actor, erasure: UUID) -> HttpResponse:
    """Erases the record, after she said that she knows what that means."""
    page = selectors.request_seen(actor, erasure)
    if not page.asked.is_waiting:
        return redirect("erasure", erasure=erasure)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.tried(
        lambda _given: actions.confirm_erasure(erasure, acting=actor)
    ):
        messages.success(request, _("The record is erased."))
        return redirect("erasure", erasure=erasure)
    status = WRONG if request.method == "POST" else 200
    shown = {"page": page, "form": form}
    return render(request, "oversight/erasure_confirm.html", shown, status=status)


@get_or_post
@signed_in
def withdraw(request: HttpRequest, actor: Actor, erasure: UUID) -> HttpResponse:
    """Ends a request, and erases nothing."""
    page = selectors.request_seen(actor, erasure)
    if not page.asked.is_waiting:
        return redirect("erasure", erasure=erasure)
    if request.POST.get("sure") == "yes":
        actions.withdraw_erasure(erasure, acting=actor)
        messages.success(request, _("The request is withdrawn. Nothing was erased."))
        return redirect("erasure", erasure=erasure)
    return render(request, "oversight/erasure_withdraw.html", {"page": page})


def _before(request: HttpRequest) -> Place | None:
    text = request.GET.get("before")
    try:
        return Place.read(text) if text else None
    except ValueError:
        raise NotHere from None
