"""The assessment form to read and to print, its texts, and two moments beside each other."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.assessment import actions, selectors
from openrsd.assessment.comparing import BEGINNING, NOW, compared, moments_of
from openrsd.assessment.complete import complete_form, one_page_form
from openrsd.assessment.complete.gathered import moment
from openrsd.assessment.complete.printing import printed
from openrsd.assessment.complete.putting_together import ON_ONE_PAGE
from openrsd.assessment.entries import Kind, Note
from openrsd.assessment.forms import NoteForm
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.views.answering import answered
from openrsd.assessment.words import NOTES
from openrsd.casework.queues import names_of
from openrsd.law.countries import country_codes, country_name
from openrsd.texts import current_language
from openrsd.texts import gettext as _

_SHORT, _WHOLE = "short", "whole"


@signed_in
@require_GET
def paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The assessment form to read: whole, or on one page where the case is handled so."""
    page = selectors.assessment(actor, record)
    is_short = _is_short(page, request.GET.get("form", ""))
    form = one_page_form(actor, page) if is_short else complete_form(actor, page)
    shown = {"page": page, "claim": page.claim, "form": form}
    return render(request, "assessment/paper.html", shown)


@signed_in
@require_POST
def paper_to_print(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The same as a PDF that names who took it and when. The ledger notes that it was taken."""
    page = selectors.assessment_to_print(actor, record)
    is_short = _is_short(page, request.POST.get("form", ""))
    form = one_page_form(actor, page) if is_short else complete_form(actor, page)
    who = names_of({actor.id}).get(actor.id, "")
    content = printed(form, taken_by=who, taken_at=moment(timezone.localtime()))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="assessment-form.pdf"'},
    )


@signed_in
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """One text of the form; "risk-prk" is that on the risk in North Korea."""
    page = selectors.assessment(actor, record)
    section, country = _section_of(name)
    found = [
        one.content
        for one in page.assessed.entries
        if isinstance(one.content, Note)
        and (one.content.section, one.content.country) == (section, country)
    ]
    form = NoteForm(section, found[0].text if found else "", request.POST or None)

    def act(given: dict[str, Any]) -> object:
        said = {"section": section, "country": country, "text": given["text"]}
        return actions.record_entry(record, Kind.NOTE, said, acting=actor)

    if request.method == "POST" and form.tried(act):
        return redirect("assessment:paper", record=record)
    shown = {
        "form": form,
        "page": page,
        "title": _(NOTES[section]),
        "country": country_name(country, current_language()) if country else "",
        "history": page.history_of(Kind.NOTE, f"{section}|{country}"),
    }
    return answered(request, "assessment/note.html", shown)


@signed_in
@require_GET
def compare(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Two moments beside each other."""
    page = selectors.assessment(actor, record)
    offered = moments_of(actor, page)
    then, now = request.GET.get("then", BEGINNING), request.GET.get("now", NOW)
    known = {key for key, _words in offered}
    shown: dict[str, Any] = {
        "page": page,
        "claim": page.claim,
        "moments": offered,
        "then": then,
        "now": now,
        "is_unknown": not {then, now} <= known,
    }
    if not shown["is_unknown"]:
        words = dict(offered)
        shown["compared"] = compared(page.until(_at(then)), page.until(_at(now)))
        shown |= {"then_words": words[then], "now_words": words[now]}
    return render(request, "assessment/compare.html", shown)


def _at(moment: str) -> datetime | None:
    """The moment that was chosen: all of it now, nothing before the first day."""
    if moment == NOW:
        return None
    return datetime.fromisoformat(moment) if moment else datetime.min.replace(tzinfo=UTC)


def _section_of(name: str) -> tuple[str, str]:
    """The section of a text, and its country. NotHere where there is no such text."""
    if name in NOTES and name != "risk":
        return name, ""
    section, _dash, country = name.partition("-")
    if section == "risk" and country.upper() in country_codes():
        return section, country.upper()
    raise NotHere


def _is_short(page: AssessmentPage, asked: str) -> bool:
    return asked == _SHORT or (asked != _WHOLE and page.claim.case.modality in ON_ONE_PAGE)
