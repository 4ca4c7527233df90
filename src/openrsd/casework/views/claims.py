"""A claim as the person and the representative see it, authorities, and papers."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.casework import selectors
from openrsd.casework.actions.representing import end_authority, give_authority
from openrsd.casework.courses import seen_by_person
from openrsd.casework.errors import NoSuchAccount
from openrsd.casework.forms import AuthorityForm
from openrsd.casework.views.shared import filled_in
from openrsd.texts import gettext as _
from openrsd.vault import opened


@signed_in
@require_GET
def claim(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """For staff the page of the case; for others where the claim stands, in plain words."""
    found = selectors.claim(actor, record)
    if actor.kind == AccountKind.STAFF:
        return redirect("case", record=found.case_id)
    shown = {"claim": found, "seen": seen_by_person(actor, found.case)}
    return render(request, "casework/claim.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def authority(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Records the signed authority of a representative or guardian."""
    found = selectors.claim(actor, record)
    if not may(actor, Permission.RECORD_AUTHORITIES):
        return redirect("casework:claim", record=record)
    posted = request.method == "POST"
    form = AuthorityForm(request.POST if posted else None, request.FILES if posted else None)

    def given(filled: "dict[str, object]") -> None:
        account = form.account()
        upload = form.cleaned_data["file"]
        if account is None:
            raise NoSuchAccount
        until = form.cleaned_data["valid_until"]
        give_authority(
            record,
            account,
            str(filled["role"]),
            (_("Signed authority"), upload, upload.size),
            valid_from=_start(form.cleaned_data["valid_from"]),
            valid_until=_start(until + timedelta(days=1)) if until else None,
            acting=actor,
        )

    return filled_in(
        request,
        form,
        given,
        back=reverse("case", kwargs={"record": found.case_id}),
        title=_("Record an authority"),
        save=_("Save"),
        has_files=True,
        number=found.case.number,
    )


@signed_in
@require_POST
def revoke(request: HttpRequest, actor: Actor, record: UUID, authority: UUID) -> HttpResponse:
    """Ends an authority now: the right of the person at any time."""
    try:
        end_authority(record, authority, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:claim", record=record)


@signed_in
@require_GET
def paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A file of a case, as a download that no browser opens by itself."""
    found = selectors.paper(actor, record)
    compartment = opened().compartment(found.compartment)
    # The whole of it: at most 10 MB, and nothing is given out before the last piece is verified.
    whole = b"".join(opened().files.open(found.id, compartment))
    answer = HttpResponse(whole, content_type="application/octet-stream")
    answer["Content-Disposition"] = 'attachment; filename="paper"'
    return answer


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
