"""The page on which a draft is read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework.courses import course_of
from openrsd.decisions.reasons import reasons_of
from openrsd.decisions.selectors import drafting as selectors


@signed_in
@require_GET
def review(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A draft, and what the reader can do with the case."""
    found = selectors.draft(actor, record)
    content = found.content.open()
    written = reasons_of(content).paragraphs if isinstance(content, dict) else ()
    case = found.claim.case
    shown = {
        "draft": found,
        "paragraphs": written,
        "outcome": selectors.outcome_in_words(content),
        "case": case,
        "course": course_of(actor, case, found.claim),
    }
    return render(request, "decisions/review.html", shown)
