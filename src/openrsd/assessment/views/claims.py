"""Pages of assessments. They decide nothing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.assessment import actions, selectors
from openrsd.assessment.entries import Kind, MaterialFact
from openrsd.assessment.forms import ADDED, AddForm, FactForm, FindingForm, TakeBackForm, next_id
from openrsd.assessment.moments import asked_moment
from openrsd.assessment.words import KINDS
from openrsd.texts import gettext as _

_NEW = "new"


@signed_in
@require_GET
def claim(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What follows, what is still to be asked, and what was found; now or at another moment."""
    moment = asked_moment(request.GET)
    page = selectors.assessment(actor, record, on=moment.on, until=moment.until)
    adds = [(kind, _(KINDS[kind])) for kind in ADDED if kind is not Kind.SOURCE]
    shown = {"page": page, "moment": moment, "adds": adds, "claim": page.claim}
    return render(request, "assessment/claim.html", shown)


@signed_in
@require_GET
def paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The whole assessment to read and to print."""
    page = selectors.assessment(actor, record)
    return render(request, "assessment/paper.html", {"page": page, "claim": page.claim})


@signed_in
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """One question: what helps to answer it, and the answer."""
    asked = selectors.question(actor, record, name)
    form = FindingForm(asked.page, asked.standing, request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.record_entry(
            record,
            Kind.FINDING,
            {**form.said(given), "element": asked.line["element"], "scope": asked.scope},
            acting=actor,
        )
    ):
        return redirect("assessment:finding", record=record, name=name)
    shown = {"form": form, "asked": asked, "claim": asked.page.claim}
    return _answered(request, "assessment/finding.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def fact(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """One material fact; "new" for another."""
    page = selectors.assessment(actor, record)
    found = [
        one.content
        for one in page.assessed.entries
        if isinstance(one.content, MaterialFact) and one.key == name
    ]
    if not found and name != _NEW:
        raise NotHere
    form = FactForm(found[0] if found else None, request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.record_entry(
            record,
            Kind.FACT,
            {**form.said(given), "id": name if found else next_id(page, Kind.FACT)},
            acting=actor,
        )
    ):
        return redirect("assessment:claim", record=record)
    return _answered(request, "assessment/fact.html", {"form": form, "page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, actor: Actor, record: UUID, kind: str) -> HttpResponse:
    """Adds a country, a harm, a place, an act, a mark or an answer."""
    page = selectors.assessment(actor, record)
    if kind not in ADDED:
        raise NotHere
    of = Kind(kind)
    form = AddForm(of, page, request.POST or None)

    def act(given: dict[str, Any]) -> object:
        said = form.said(given, page)
        if of is Kind.SOURCE:
            return actions.confirm_source(record, said["id"], said["reasons"], acting=actor)
        return actions.record_entry(record, of, said, acting=actor)

    if request.method == "POST" and form.tried(act):
        return redirect("assessment:claim", record=record)
    shown = {"form": form, "page": page, "title": _(KINDS[of])}
    return _answered(request, "assessment/add.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One entry, and its taking back with the reason."""
    page, found = selectors.entry(actor, record)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.take_back(
            page.claim.id, found.kind, found.key, given["reasons"], acting=actor
        )
    ):
        return redirect("assessment:claim", record=page.claim.id)
    line = next((one for one in page.others if str(record) in one.address), None)
    shown = {"form": form, "page": page, "line": line, "title": _(KINDS[found.kind])}
    return _answered(request, "assessment/entry.html", shown)


def _answered(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, template, shown, status=422 if request.method == "POST" else 200)
