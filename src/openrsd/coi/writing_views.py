"""Pages on which researchers add documents, confirm details and assess sources."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.coi import acts, policies, selectors
from openrsd.coi.actions import assessing, describing
from openrsd.coi.actions.adding import add_file
from openrsd.coi.forms import AddForm, AssessmentForm, DetailsForm, WithdrawForm
from openrsd.coi.meaning import background
from openrsd.coi.models import Edition
from openrsd.coi.reading.mappings import shipped_mappings
from openrsd.texts import gettext as _
from openrsd.texts import ngettext

WRONG = 422
DOCUMENT, SOURCE = "coi:document", "coi:source"


@signed_in
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A document of a new source."""
    policies.require_writing(actor, acts.ADD)
    return _added(request, actor, None)


@signed_in
def new_edition(request: HttpRequest, actor: Actor, source: UUID) -> HttpResponse:
    """A newer edition of a source that the library has."""
    policies.require_writing(actor, acts.ADD)
    selectors.source_page(actor, source)
    return _added(request, actor, source)


@signed_in
def details(request: HttpRequest, actor: Actor, edition: UUID) -> HttpResponse:
    """The details of a document, confirmed or corrected."""
    policies.require_writing(actor, acts.CONFIRM)
    found = selectors.edition(actor, edition)
    form = DetailsForm(request.POST or None, initial=DetailsForm.standing(found))
    if request.method == "POST" and form.tried(
        lambda given: describing.confirm(
            edition, DetailsForm.said(given), revision=given["revision"], acting=actor
        )
    ):
        messages.success(request, _("The details are confirmed."))
        return redirect(DOCUMENT, edition=edition)
    passages, _more = selectors.passages(actor, edition)
    shown = {
        "form": form,
        "edition": found,
        "passages": passages[:3],
        "crumbs": _crumbs(edition, _("Details")),
    }
    return render(request, "coi/details.html", shown, status=_status(request))


@signed_in
def withdraw(request: HttpRequest, actor: Actor, edition: UUID) -> HttpResponse:
    """Takes a document back."""
    policies.require_writing(actor, acts.WITHDRAW)
    found = selectors.edition(actor, edition)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: describing.withdraw(edition, given["why"], acting=actor)
    ):
        messages.success(request, _("The document is withdrawn."))
        return redirect(DOCUMENT, edition=edition)
    shown = {"form": form, "edition": found, "crumbs": _crumbs(edition, _("Withdraw"))}
    return render(request, "coi/withdraw.html", shown, status=_status(request))


@signed_in
def assess(request: HttpRequest, actor: Actor, source: UUID) -> HttpResponse:
    """A source by the standard criteria."""
    policies.require_writing(actor, acts.ASSESS)
    page = selectors.source_page(actor, source)
    newest = page.assessments[0] if page.assessments else None
    form = AssessmentForm(request.POST or None, initial=AssessmentForm.standing(newest))
    if request.method == "POST" and form.tried(
        lambda given: assessing.assess(
            source,
            form.answers,
            reliability=given["reliability"],
            limits=given["limits"],
            acting=actor,
        )
    ):
        messages.success(request, _("The assessment is kept."))
        return redirect(SOURCE, source=source)
    crumbs = [
        {"title": _("Country information"), "address": reverse("coi:search")},
        {"title": _("Source"), "address": reverse(SOURCE, args=[source])},
        {"title": _("Assessment")},
    ]
    shown = {"form": form, "page": page, "crumbs": crumbs}
    return render(request, "coi/assess.html", shown, status=_status(request))


def _added(request: HttpRequest, actor: Actor, edition_of: UUID | None) -> HttpResponse:
    form, made = AddForm(), list[Edition]()
    if request.method == "POST":
        form = AddForm(request.POST, request.FILES)
        if form.tried(
            lambda given: made.extend(
                add_file(
                    given["file"].read(),
                    given["file"].name or "",
                    mapping=shipped_mappings().get(given["mapping"]),
                    edition_of=edition_of,
                    acting=actor,
                )
            )
        ):
            background.wake()
            said = ngettext(
                "One document is added. Confirm its details.",
                "{count} documents are added. Confirm their details.",
                len(made),
            )
            messages.success(request, said.format(count=len(made)))
            if len(made) > 1:
                return redirect(reverse("coi:library") + "?waiting=yes")
            return redirect("coi:details", edition=made[0].id)
    crumbs = [
        {"title": _("Country information"), "address": reverse("coi:search")},
        {"title": _("Add")},
    ]
    shown = {"form": form, "crumbs": crumbs, "is_edition": edition_of is not None}
    return render(request, "coi/add.html", shown, status=_status(request))


def _crumbs(edition: UUID, title: str) -> list[dict[str, str]]:
    return [
        {"title": _("Country information"), "address": reverse("coi:search")},
        {"title": _("Document"), "address": reverse(DOCUMENT, args=[edition])},
        {"title": title},
    ]


def _status(request: HttpRequest) -> int:
    return WRONG if request.method == "POST" else 200
