"""What a fact or a finding rests on is chosen: what was said, a document, country information."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.forms import WordedForm
from openrsd.assessment import linking, resting, selectors
from openrsd.assessment.choosing import chosen, on_offer
from openrsd.assessment.entries import Kind, MaterialFact
from openrsd.assessment.forms import CountryForm, OtherForm, PassageForm, StatementForm
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.spans import Span
from openrsd.assessment.views.answering import answered
from openrsd.interviews.spoken import spoken_of

# Two forms of one page, each with ids of its own.
_OTHER = "other_%s"
_FORMS: dict[str, type[WordedForm]] = {
    "statement": StatementForm,
    "document": PassageForm,
    "coi": CountryForm,
    "other": OtherForm,
}


@signed_in
@require_http_methods(["GET", "POST"])
def of_fact(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """Chooses what a material fact rests on."""
    page = selectors.assessment(actor, record)
    facts = [one.content for one in page.assessed.entries if one.kind is Kind.FACT]
    found = next((one for one in facts if isinstance(one, MaterialFact) and one.id == name), None)
    if found is None:
        raise NotHere
    here = reverse("assessment:fact", args=[record, name])
    return _page(request, actor, page, Kind.FACT, name, {"title": found.proposition, "here": here})


@signed_in
@require_http_methods(["GET", "POST"])
def of_finding(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """Chooses what a finding rests on."""
    asked = selectors.question(actor, record, name)
    here = reverse("assessment:finding", args=[record, name])
    about: dict[str, Any] = {"title": asked.line["title"], "of": asked.of, "here": here}
    about["unrecorded"] = asked.standing is None
    key = asked.standing.key if asked.standing else ""
    return _page(request, actor, asked.page, Kind.FINDING, key, about)


def _page(
    request: HttpRequest,
    actor: Actor,
    page: AssessmentPage,
    kind: Kind,
    key: str,
    about: dict[str, Any],
) -> HttpResponse:
    spoken = spoken_of(actor, page.claim.id)
    picked = chosen(actor, page, spoken, request.GET)
    what = request.POST.get("what", picked.kind if picked else "")
    form: WordedForm | None = None
    other: WordedForm = OtherForm(auto_id=_OTHER)
    if request.method == "POST":
        what = what if what in _FORMS else "other"
        tried = _FORMS[what](request.POST, auto_id=_OTHER if what == "other" else "id_%s")
        if tried.tried(lambda given: _rest(page, kind, key, what, given, actor)):
            return redirect(about["here"])
        other, form = (tried, None) if what == "other" else (other, tried)
    elif picked:
        form = _FORMS[picked.kind](initial=picked.first)
    shown = {
        "page": page,
        "claim": page.claim,
        "about": about,
        "picked": picked,
        "form": form,
        "other": other,
        "what": what,
        "offer": on_offer(actor, page, spoken, request.GET),
        "asked": request.GET,
    }
    return answered(request, "assessment/rests.html", shown)


def _rest(
    page: AssessmentPage, kind: Kind, key: str, what: str, given: dict[str, Any], actor: Actor
) -> object:
    span = _SPANS[what](actor, page.claim.id, given)
    bears, note = given["bears"], given["note"]
    return resting.rest_on(page.claim.id, kind, key, span, bears=bears, note=note, acting=actor)


_SPANS: dict[str, Callable[[Actor, UUID, dict[str, Any]], Span]] = {
    "statement": lambda actor, claim, given: linking.statement(
        actor, claim, given["block"], given["quotation"]
    ),
    "document": lambda actor, claim, given: linking.document(
        actor,
        claim,
        given["document"],
        given["page"],
        given["first"],
        given["last"],
        given["quotation"],
    ),
    "coi": lambda actor, _claim, given: linking.country(
        actor, given["edition"], given["ordinal"], given["quotation"]
    ),
    "other": lambda _actor, _claim, given: linking.other(given["reference"], given["quotation"]),
}
