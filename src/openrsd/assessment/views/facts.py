"""Material facts: what was marked for them, each fact, and what does not fit in it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.assessment import actions, hints, resting, selectors
from openrsd.assessment.entries import Kind, MaterialFact
from openrsd.assessment.facts_in_full import whole_fact
from openrsd.assessment.forms import FactForm, InconsistencyForm, next_id
from openrsd.assessment.linking import statement
from openrsd.assessment.marked import marked_of
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.spans import Evidence, Inconsistency
from openrsd.assessment.views.answering import answered, shown_rows, shown_span
from openrsd.assessment.words import FACT_VALUES, INCONSISTENCIES, WEIGHTS
from openrsd.interviews.spoken import spoken_of
from openrsd.texts import gettext as _

_NEW = "new"
_LETTERS = 90


@signed_in
@require_GET
def marked(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What was marked in the interviews, and what rests on it by now."""
    page = selectors.assessment(actor, record)
    blocks = marked_of(spoken_of(actor, record), page.assessed)
    shown = {
        "page": page,
        "claim": page.claim,
        "blocks": [one for one in blocks if not one.is_used],
        "used": [one for one in blocks if one.is_used],
        "facts": _facts(page),
    }
    return render(request, "assessment/marked.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def fact(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """One material fact; "new" for another, which may be made of a block of an interview."""
    page = selectors.assessment(actor, record)
    found = _fact(page, name)
    form = FactForm(
        page, found, request.POST or None, resting=[] if found else _made_of(request, actor, page)
    )
    kept = name

    def act(given: dict[str, Any]) -> object:
        nonlocal kept
        kept = name if found else next_id(page, Kind.FACT)
        said = {**form.said(given), "id": kept}
        return actions.record_entry(record, Kind.FACT, said, acting=actor)

    if request.method == "POST" and form.tried(act):
        return redirect("assessment:fact", record=record, name=kept)
    rows = shown_rows(form.rows) if page.may_record else [shown_span(one) for one in form.evidence]
    history = page.history_of(Kind.FACT, name)
    shown = {
        "form": form,
        "page": page,
        "rows": rows,
        "misfits": _misfits(page, found) if found else [],
        "hints": hints.for_fact(found, [one.tone for one in rows]) if found else [],
        "history": [
            (one, who, _(FACT_VALUES[one.content.value]))
            for one, who in history
            if isinstance(one.content, MaterialFact)
        ],
    }
    if found:
        shown["whole"], shown["standing"] = whole_fact(found), history[0][0]
        shown["rests"] = reverse("assessment:fact-rests", args=[record, name])
        shown["new_misfit"] = reverse("assessment:inconsistency", args=[record, name, _NEW])
        shown["blocks"] = [
            one for one in marked_of(spoken_of(actor, record), page.assessed) if not one.is_used
        ]
    return answered(request, "assessment/fact.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def inconsistency(
    request: HttpRequest, actor: Actor, record: UUID, name: str, which: str
) -> HttpResponse:
    """What does not fit in a fact; "new" for another."""
    page = selectors.assessment(actor, record)
    found = _fact(page, name)
    if found is None:
        raise NotHere
    standing = next((one for one in found.inconsistencies if one.id == which), None)
    if standing is None and which != _NEW:
        raise NotHere
    spoken = spoken_of(actor, record)
    blocks = [(str(one.block), f"{one}: {_short(one.said.text)}") for one in spoken]
    form = InconsistencyForm(
        blocks, standing, request.POST or None, first=_marked_first(request, actor, page)
    )

    def act(given: dict[str, Any]) -> object:
        if standing and "drop" in request.POST:
            return resting.drop_inconsistency(record, name, which, acting=actor)
        return resting.keep_inconsistency(record, name, which, given, acting=actor)

    if request.method == "POST" and form.tried(act):
        return redirect("assessment:fact", record=record, name=name)
    shown = {"form": form, "page": page, "fact": found, "standing": standing}
    return answered(request, "assessment/inconsistency.html", shown)


def _facts(page: AssessmentPage) -> list[MaterialFact]:
    return [one.content for one in page.assessed.entries if isinstance(one.content, MaterialFact)]


def _fact(page: AssessmentPage, name: str) -> MaterialFact | None:
    """The fact of this id; None for a new one. Else NotHere."""
    found = next((one for one in _facts(page) if one.id == name), None)
    if found is None and name != _NEW:
        raise NotHere
    return found


def _made_of(request: HttpRequest, actor: Actor, page: AssessmentPage) -> list[Evidence]:
    """The block of an interview that a new fact is made of. NotHere where it is no such block."""
    block = _asked_block(request)
    if block is None:
        return []
    span = statement(actor, page.claim.id, block)
    return [resting.evidence_of(span, [], bears="for")]


def _marked_first(
    request: HttpRequest, actor: Actor, page: AssessmentPage
) -> dict[str, Any] | None:
    """What a new inconsistency begins with: the block that was marked, and where it was put."""
    block = _asked_block(request)
    if block is None:
        return None
    spoken = spoken_of(actor, page.claim.id)
    found = next((one for one in spoken if one.block == block), None)
    if found is None:
        raise NotHere
    numbers = {one.number: str(one.block) for one in spoken if one.interview == found.interview}
    first = {"one_block": str(block)}
    if found.put_in:
        first["put_block"] = numbers[found.put_in[0]]
        first["answer_block"] = numbers.get(found.put_in[0] + 1, "")
    return first


def _asked_block(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["from"]) if "from" in request.GET else None
    except ValueError:
        raise NotHere from None


def _misfits(page: AssessmentPage, found: MaterialFact) -> list[dict[str, Any]]:
    return [
        {
            "kind": _(INCONSISTENCIES[one.kind]),
            "weight": _(WEIGHTS[one.weight]),
            "said": [one.one.in_words, one.other.in_words],
            "state": _state(one),
            "tone": "good" if one.is_heard else "care",
            "address": reverse("assessment:inconsistency", args=[page.claim.id, found.id, one.id]),
        }
        for one in found.inconsistencies
    ]


def _state(one: Inconsistency) -> str:
    if not one.put:
        return _("Not put yet")
    if not one.answer:
        return _("Put, no answer recorded")
    if not one.is_heard:
        return _("Answered, not considered yet")
    return _("Explained") if one.accepted == "yes" else _("Explanation not accepted")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS]}…"
