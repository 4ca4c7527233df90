"""The page on which a decision is drafted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.decisions.actions import drafting as actions
from openrsd.decisions.forms.drafting import HAND_IN, DraftForm, OutcomeForm, as_sent
from openrsd.decisions.models import Draft
from openrsd.decisions.selectors import drafting as selectors
from openrsd.decisions.selectors.drafting import DraftPage, ShownParagraph
from openrsd.texts import gettext as _

_DOES = "do"


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What an officer proposes to decide: begun, written, handed in."""
    principal = selectors.principal_of(actor, record)
    if principal != record:
        return redirect("decisions:draft", record=principal)
    page = selectors.draft_page(actor, record)
    if page.working is None:
        return _begun(request, actor, page)
    if request.method == "POST" and page.may_draft:
        return _written(request, actor, page, page.working)
    return _shown(request, page, _form(page) if page.may_draft else None)


def _begun(request: HttpRequest, actor: Actor, page: DraftPage) -> HttpResponse:
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.begin_draft(page.claim.id, given["outcome"], acting=actor)
    ):
        return redirect("decisions:draft", record=page.claim.id)
    return _shown(request, page, form)


def _written(request: HttpRequest, actor: Actor, page: DraftPage, read: Draft) -> HttpResponse:
    """Keeps what was written; where it was asked for and all is well, hands it in."""
    form, pressed = _form(page, request.POST), request.POST.get(_DOES, "")
    saved: list[Draft] = []

    def save(given: dict[str, Any]) -> None:
        written = form.written(given, pressed)
        saved.append(actions.save_draft(read.id, given["version"], written, acting=actor))

    if not form.tried(save):
        return _came_back(request, actor, page, form)
    if pressed != HAND_IN:
        messages.success(request, _("The draft is saved."))
        of = pressed.partition(":")[2]
        place = f"#{of}" if of in {one.id for one in form.reasons.paragraphs} else ""
        return redirect(reverse("decisions:draft", args=[page.claim.id]) + place)
    # What was written is kept, also where it cannot be handed in yet.
    page = selectors.draft_page(actor, page.claim.id)
    form = _form(page, _as_saved(page))
    if form.tried(lambda given: actions.hand_in_draft(read.id, given["version"], acting=actor)):
        return redirect("case", record=page.claim.case_id)
    return _shown(request, page, form)


def _came_back(
    request: HttpRequest, actor: Actor, page: DraftPage, form: DraftForm
) -> HttpResponse:
    """What was typed, and beside it what was saved meanwhile, where that is why."""
    page = selectors.draft_page(actor, page.claim.id)
    if page.working is None:
        # It was handed in meanwhile: what was typed stands on the page, and nothing is sent.
        return _shown(request, page, form)
    version = str(page.working.version)
    if request.POST.get("version") == version:
        return _shown(request, page, form)
    # Whoever saves now has seen both.
    both = _form(page, {**_as_saved(page), **request.POST.dict(), "version": version})
    both.is_valid()
    for text in form.non_field_errors():
        both.add_error(None, str(text))
    return _shown(request, page, both, is_both=True)


def _form(page: DraftPage, sent: Any = None) -> DraftForm:
    assert page.reasons is not None
    assert page.working is not None
    return DraftForm(page.reasons, page.working.version, sent)


def _as_saved(page: DraftPage) -> dict[str, str]:
    assert page.reasons is not None
    assert page.working is not None
    return as_sent(page.reasons, page.working.version)


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with the fields in which it is written, and what was saved meanwhile where that
    differs from what was typed.
    """

    shown: ShownParagraph
    fields: list[BoundField]
    theirs: str


def _rows(form: OutcomeForm | None, shown: Iterable[ShownParagraph], *, is_both: bool) -> list[Row]:
    rows = []
    for one in shown:
        fields = form.of(one.one.id) if isinstance(form, DraftForm) else []
        typed = str(fields[-1].value() or "").replace("\r\n", "\n").strip() if fields else ""
        theirs = one.one.text if is_both and typed != one.one.text else ""
        rows.append(Row(one, fields, theirs))
    return rows


def _shown(
    request: HttpRequest, page: DraftPage, form: OutcomeForm | None, *, is_both: bool = False
) -> HttpResponse:
    shown = {
        "page": page,
        "form": form,
        "claim": page.claim,
        "parts": [(part, _rows(form, part.paragraphs, is_both=is_both)) for part in page.parts],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/draft.html", shown, status=status)
