"""The documents of a claim, and adding to them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.accounts.models import AccountKind
from openrsd.casework.models import Claim
from openrsd.casework.views.shared import WRONG
from openrsd.evidence import policies, selectors
from openrsd.evidence.actions.receiving import receive
from openrsd.evidence.forms import AddForm
from openrsd.evidence.printing import printed_list
from openrsd.registration import policies as persons
from openrsd.texts import gettext as _


@signed_in
@require_GET
def claim(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The documents of a claim that the reader may see, and the gist of those she may not."""
    found = selectors.claim_to_list(actor, record)
    shown = {
        "claim": found,
        "documents": selectors.documents_of(actor, [record]),
        "kept_from": selectors.kept_from(actor, record),
        "may_add": policies.receivable(actor).filter(pk=record).exists(),
        "is_staff": actor.kind == AccountKind.STAFF,
        "back": _back(actor, found),
    }
    return render(request, "evidence/list.html", shown)


@signed_in
@require_GET
def printed(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The list of documents for the person, as a PDF."""
    found, told = selectors.for_person(actor, record)
    answer = HttpResponse(printed_list(found.case.number, told), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="documents.pdf"'
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """New documents, one or many. Each is taken or refused by itself."""
    found = selectors.claim_to_add_to(actor, record)
    posted = request.method == "POST"
    files = request.FILES if posted else None
    form = AddForm(request.POST if posted else None, files, actor=actor)
    taken, refused = 0, []
    if posted and form.is_valid():
        said, from_person = form.said(), bool(form.cleaned_data.get("from_person"))
        for one in form.brought():
            try:
                receive(record, one, said, from_person=from_person, acting=actor)
                taken += 1
            except NotHere:
                raise
            except Refusal as refusal:
                refused.append((one.name, str(refusal)))
        if not refused:
            messages.success(request, _("{count} documents were taken in.").format(count=taken))
            return redirect(_list_or_back(actor, found))
    shown = {
        "claim": found,
        "form": form,
        "taken": taken,
        "refused": refused,
        # Where the script of the page sends the pieces of a document, below the id of its upload.
        "pieces": reverse("evidence:finish-upload", args=[UUID(int=0)]).removesuffix(
            f"{UUID(int=0)}/"
        ),
        "back": _list_or_back(actor, found),
    }
    return render(request, "evidence/add.html", shown, status=WRONG if posted else 200)


def _list_or_back(actor: Actor, claim: Claim) -> str:
    """Who adds at the desk does not see the list."""
    if policies.listed(actor).filter(pk=claim.pk).exists():
        return reverse("evidence:claim", args=[claim.pk])
    opens_person = persons.readable(actor).filter(pk=claim.person_id).exists()
    page = "registration:person" if opens_person else "desk-person"
    return reverse(page, args=[claim.person_id])


def _back(actor: Actor, claim: Claim) -> str:
    if actor.kind == AccountKind.STAFF:
        return reverse("case", args=[claim.case_id])
    return reverse("casework:claim", args=[claim.pk])
