"""The page of a case: where it stands, who is in it, and what comes next."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors as casework
from openrsd.decisions import selectors as decisions
from openrsd.interviews import selectors as interviews
from openrsd.registration import selectors as registration


@signed_in
@require_GET
def case(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One case."""
    opened = casework.case(actor, record)
    claims = [claim.id for claim in opened.claims]
    recorded = registration.called([claim.person for claim in opened.claims])
    shown = {
        "case": opened.case,
        "people": [(claim, recorded[claim.person_id]) for claim in opened.claims],
        "steps": opened.steps,
        "interviews": interviews.of_claims(actor, claims),
        "drafts": decisions.drafts_of(actor, claims),
        "letters": decisions.letters_of(actor, claims),
    }
    return render(request, "web/pages/case.html", shown)
