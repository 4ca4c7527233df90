"""The page of an assessment, its questions, and what is added to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.assessment import actions, selectors
from openrsd.assessment.comparing import lines_of, title_of
from openrsd.assessment.entries import Kind
from openrsd.assessment.forms import ADDED, AddForm, FindingForm, TakeBackForm
from openrsd.assessment.moments import asked_moment
from openrsd.assessment.views.answering import answered, shown_rows, shown_span
from openrsd.assessment.words import KINDS
from openrsd.texts import gettext as _


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
    shown = {
        "form": form,
        "asked": asked,
        "claim": asked.page.claim,
        "rows": shown_rows(form.rows)
        if asked.page.may_record
        else [shown_span(one) for one in form.cited],
        "standing": next((one for one, *_rest in asked.history if one.content), None),
        "rests": reverse("assessment:finding-rests", args=[record, name]),
    }
    return answered(request, "assessment/finding.html", shown)


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
    return answered(request, "assessment/add.html", shown)


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
    is_standing = any(one.id == found.id for one in page.assessed.entries)
    shown = {
        "form": form,
        "page": page,
        "title": _(KINDS[found.kind]),
        "about": title_of(page, found) if found.content else "",
        "lines": lines_of(page, found),
        "entry": found,
        "who": page.who(found),
        "is_standing": is_standing,
    }
    return answered(request, "assessment/entry.html", shown)
