"""What is said and done of a document."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.views.shared import filled_in
from openrsd.evidence import selectors
from openrsd.evidence.actions import disclosing, recognising, telling
from openrsd.evidence.errors import CannotRecognise
from openrsd.evidence.forms import (
    CustodyForm,
    DescribingForm,
    LinkForm,
    RecogniseForm,
    WithholdForm,
)
from openrsd.evidence.words import recognition
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def custody(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What happened to the paper or the file."""
    selectors.document_to_tell(actor, record)
    return filled_in(
        request,
        CustodyForm(request.POST or None),
        lambda given: telling.note_custody(record, _texts(given), acting=actor),
        back=_page_of(record),
        title=_("What happened to this document"),
        save=_("Save"),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Corrects what is said of a document."""
    found = selectors.document_to_tell(actor, record)
    form = DescribingForm(request.POST or None, initial=selectors.described(found).said)
    return filled_in(
        request,
        form,
        lambda _given: telling.describe(record, form.said(), acting=actor),
        back=_page_of(record),
        title=_("Correct what is said of this document"),
        save=_("Save"),
        intro=_("What was said before stays in its record."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Links a document to another: translation, certified copy, attachment."""
    found = selectors.document_to_tell(actor, record)
    others = [
        (str(one.pk), f"{one.number}. {selectors.described(one).title}")
        for one in selectors.others_of(actor, found)
    ]
    return filled_in(
        request,
        LinkForm(request.POST or None, others=others),
        lambda given: telling.link(record, UUID(given["other"]), given["relation"], acting=actor),
        back=_page_of(record),
        title=_("Link this document to another"),
        save=_("Link"),
    )


@signed_in
@require_POST
def check(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Whether the sealed file is still the one that came."""
    act = telling.check_unchanged
    return _done(request, record, lambda: act(record, acting=actor), _("It is unchanged."))


@signed_in
@require_POST
def disclose(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Shows a document to the person and her counsel."""
    act = disclosing.disclose
    said = _("The person and her counsel can see it now.")
    return _done(request, record, lambda: act(record, acting=actor), said)


@signed_in
@require_http_methods(["GET", "POST"])
def withhold(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Keeps a document from the person, who is told the gist."""
    selectors.document_to_withhold(actor, record)
    return filled_in(
        request,
        WithholdForm(request.POST or None),
        lambda given: disclosing.withhold(record, given["gist"], given["why"], acting=actor),
        back=_page_of(record),
        title=_("Keep this document from the person"),
        save=_("Keep it back"),
        intro=_(
            "Only where showing it would endanger another person or a source. The person is told"
            " the gist, so that she can answer it. Think first of a copy with parts removed."
        ),
    )


@signed_in
@require_POST
def recognise(request: HttpRequest, actor: Actor, record: UUID, page: int) -> HttpResponse:
    """Recognises the letters of a page in its picture."""
    found = selectors.document_to_tell(actor, record)
    form = RecogniseForm(request.POST, known=recognition())
    if not form.is_valid():
        messages.error(request, str(CannotRecognise()))
    elif form.tried(
        lambda given: recognising.recognise(record, page, given["languages"], acting=actor)
    ):
        messages.success(request, _("The page was read. Compare the words before you cite them."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect(f"{_page_of(found.pk)}?page={page}")


def _texts(given: dict[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in given.items()}


def _page_of(record: UUID) -> str:
    return reverse("evidence:document", args=[record])


def _done(request: HttpRequest, record: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("evidence:document", record=record)
