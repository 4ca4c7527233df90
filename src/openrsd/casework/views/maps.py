"""The procedure as a map, and where a case stands on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework.maps import picture, stages
from openrsd.casework.selectors import case_to_see
from openrsd.casework.steps import facts_or_none
from openrsd.casework.views.shared import page_of


@signed_in
@require_GET
def procedure(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The whole procedure."""
    return render(request, "casework/map.html", {"picture": picture(), "stages": stages()})


@signed_in
@require_GET
def of_case(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The procedure, with where the case stands."""
    case = case_to_see(actor, record)
    shown = {
        "picture": picture(facts_or_none(case)),
        "stages": stages(case.state),
        "case": case,
        "back": page_of(actor, case),
    }
    return render(request, "casework/map.html", shown)
