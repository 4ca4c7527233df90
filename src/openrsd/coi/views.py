"""Pages on which country information is found and read. They decide nothing."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.coi import policies, selectors
from openrsd.coi.citing import Citation, cite, day_shown
from openrsd.coi.forms import QuoteForm, SearchForm
from openrsd.coi.places import code_of
from openrsd.coi.shown import (
    assessment_shown,
    criteria_shown,
    details_shown,
    document_rows,
    pages_shown,
    standing_shown,
)
from openrsd.coi.vocabulary import NOW, THEN
from openrsd.texts import gettext as _

WRONG = 422
MOST_PASSED_OVER = 100_000


@signed_in
@require_GET
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Words are looked for in all passages; without words, what the library holds is said."""
    policies.require_reading(actor)
    form = SearchForm(request.GET or None)
    shown = {"form": form, "may_write": policies.may_write(actor), "asked": ""}
    if not request.GET or not form.is_valid():
        status = WRONG if request.GET else 200
        documents, waiting = selectors.counts(actor)
        return render(
            request, "coi/search.html", {**shown, "documents": documents, "waiting": waiting},
            status=status,
        )  # fmt: skip
    start = _start(request)
    asked = form.cleaned_data["q"]
    results = selectors.find(actor, asked, form.filters(), start=start)
    shown |= {
        "asked": asked,
        "results": results,
        "hits": [
            (hit, standing_shown(hit.standing, hit.edition), assessment_shown(hit.assessment))
            for hit in results.hits
        ],
        "earlier": _page_at(request, start - selectors.PAGE) if start else "",
        "later": _page_at(request, start + selectors.PAGE) if results.more else "",
        "both_views": _both_views(request, form.cleaned_data),
    }
    return render(request, "coi/search.html", shown)


def _both_views(request: HttpRequest, given: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The same question of now and of then, one beside the other; nothing where no day is given."""
    if not given["then"]:
        return []
    titles = {NOW: _("Now"), THEN: _("At {day}").format(day=day_shown(given["then"]))}
    asked = request.GET.copy()
    asked.pop("from", None)
    found = []
    for view, title in titles.items():
        asked["view"] = view
        found.append((title, f"?{asked.urlencode()}", given["view"] == view))
    return found


@signed_in
@require_GET
def library(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All documents, or those whose details wait to be confirmed."""
    start, waiting = _start(request), request.GET.get("waiting") == "yes"
    country = code_of(request.GET.get("country", ""))
    documents, more = selectors.library(actor, country=country, waiting=waiting, after=start)
    shown = {
        "rows": document_rows(documents),
        "waiting": waiting,
        "country": country,
        "may_write": policies.may_write(actor),
        "earlier": _page_at(request, start - selectors.PAGE) if start else "",
        "later": _page_at(request, start + selectors.PAGE) if more else "",
    }
    return render(request, "coi/library.html", shown)


@signed_in
@require_GET
def source(request: HttpRequest, actor: Actor, source: UUID) -> HttpResponse:
    """A source: what was found of it, and its editions."""
    page = selectors.source_page(actor, source)
    newest = page.assessments[0] if page.assessments else None
    shown = {
        "page": page,
        "assessment": assessment_shown(newest),
        "criteria": criteria_shown(newest),
        "earlier": page.assessments[1:],
        "rows": document_rows(page.editions),
        "crumbs": [_home(), {"title": _("Source")}],
        "may_write": policies.may_write(actor),
    }
    return render(request, "coi/source.html", shown)


@signed_in
@require_GET
def document(request: HttpRequest, actor: Actor, edition: UUID) -> HttpResponse:
    """A document as passages, and its details."""
    found = selectors.edition(actor, edition)
    first = _start(request) or 1
    passages, more = selectors.passages(actor, edition, from_=first)
    page = selectors.source_page(actor, found.source_id)
    standing = next(standing for one, standing in page.editions if one.pk == found.pk)
    newest = page.assessments[0] if page.assessments else None
    here = reverse("coi:document", args=[edition])
    shown = {
        "edition": found,
        "passages": passages,
        "without_words": pages_shown(found.without_words),
        "standing": standing_shown(standing, found),
        "newer": standing.newer,
        "assessment": assessment_shown(newest),
        "answers": details_shown(found),
        "crumbs": [_home(), {"title": _("Document")}],
        "may_write": policies.may_write(actor),
        "earlier": f"{here}?from={max(1, first - selectors.PASSAGES)}" if first > 1 else "",
        "later": f"{here}?from={first + selectors.PASSAGES}" if more else "",
    }
    return render(request, "coi/document.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, actor: Actor, edition: UUID, ordinal: int) -> HttpResponse:
    """One passage among its neighbours, and how it is cited; posted, with some of its words only.

    Nothing is kept of it: words of a passage can be too long for an address.
    """
    page = selectors.passage_page(actor, edition, ordinal)
    form = QuoteForm(request.POST or None)
    citation: Citation | None = None
    refused = ""
    words = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    try:
        citation = cite(page.passage, words)
    except Refusal as refusal:
        refused = str(refusal)
    # What was typed stands in the citation now.
    request.form_is_done = citation is not None  # type: ignore[attr-defined]
    shown = {
        "page": page,
        "form": form,
        "citation": citation,
        "refused": refused,
        "standing": standing_shown(page.standing, page.edition),
        "assessment": assessment_shown(page.assessment),
        "crumbs": [
            _home(),
            {"title": _("Document"), "address": reverse("coi:document", args=[edition])},
            {"title": _("Passage")},
        ],
    }
    return render(request, "coi/passage.html", shown, status=WRONG if refused and words else 200)


@signed_in
@require_GET
def original(request: HttpRequest, actor: Actor, edition: UUID) -> HttpResponse:
    """The archived original byte by byte, to be saved and not shown."""
    content, suffix = selectors.original(actor, edition)
    headers = {"Content-Disposition": f'attachment; filename="original{suffix}"'}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _home() -> dict[str, str]:
    return {"title": _("Country information"), "address": reverse("coi:search")}


def _start(request: HttpRequest) -> int:
    """From which one on. NotHere for what is no number."""
    try:
        start = int(request.GET.get("from", 0))
    except ValueError:
        raise NotHere from None
    if not 0 <= start <= MOST_PASSED_OVER:
        raise NotHere
    return start


def _page_at(request: HttpRequest, start: int) -> str:
    asked = [(name, said) for name, said in request.GET.items() if said and name != "from"]
    return "?" + urlencode([*asked, ("from", max(0, start))])
