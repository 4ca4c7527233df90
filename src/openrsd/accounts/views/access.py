"""Opening a record in an emergency, being told of it and of changes to accounts; conflicts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from openrsd.accounts import selectors, told
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions import announcing, breaking_glass, conflicts, suspending
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import AlreadySo, NotHere, Refusal
from openrsd.accounts.forms import ConflictForm, ReasonForm
from openrsd.accounts.records import record_kind
from openrsd.accounts.signing_in.confirming import confirmed_recently
from openrsd.accounts.views.staff import WRONG, get_or_post
from openrsd.texts import gettext as _


@get_or_post
@confirmed_recently
@signed_in
def break_glass(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """Asks why, and opens the record for an hour.

    The form is the same for every id, so that it tells nothing of what exists.
    """
    of = record_kind(kind)
    selectors.require_glass(actor, of, record)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: breaking_glass.break_glass(of, record, given["reason"], acting=actor)
    ):
        return redirect(of.page, record=record)
    shown = {"form": form, "minutes": breaking_glass.OPEN_FOR.seconds // 60}
    status = WRONG if request.method == "POST" else 200
    return render(request, "access/break_glass.html", shown, status=status)


@get_or_post
@signed_in
def conflict(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """Declares a conflict of interest, which closes the record for good."""
    of = record_kind(kind)
    if request.method == "POST":
        form = ConflictForm(request.POST)
        if form.tried(
            lambda given: conflicts.declare_conflict(of, record, given["reason"], acting=actor)
        ):
            messages.success(
                request, _("Your declaration is recorded. The record is closed to you.")
            )
            return redirect("home")
        return render(request, "access/conflict.html", {"form": form}, status=WRONG)
    selectors.require_open(actor, of, record)
    return render(request, "access/conflict.html", {"form": ConflictForm()})


@require_GET
@signed_in
def announcements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Records opened in an emergency, of which she was told."""
    return render(request, "access/announcements.html", {"announcements": told.emergencies(actor)})


@require_GET
@signed_in
def account_changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What administrators did to accounts, of which she was told."""
    return render(request, "access/account_changes.html", {"changes": told.account_changes(actor)})


@require_POST
@signed_in
def acknowledge(request: HttpRequest, actor: Actor, announcement: UUID) -> HttpResponse:
    """Confirms that she read one."""
    try:
        announcing.acknowledge(announcement, acting=actor)
    except AlreadySo as refusal:
        messages.info(request, str(refusal))
    return redirect(
        "announcements" if told.is_emergency(actor, announcement) else "account_changes"
    )


@require_GET
@signed_in
def suspended(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Colleagues who are kept from all work."""
    return render(request, "access/suspended.html", {"suspended": selectors.suspended(actor)})


@require_POST
@signed_in
def resume(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """Ends a suspension."""
    try:
        suspending.resume(user, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The suspension is over. Assign what should be open again."))
    return redirect("suspended")
