"""Pages of cases. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import selectors
from openrsd.casework.actions import assigning, preparing, registering
from openrsd.casework.forms import AssignForm


@signed_in
@require_GET
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases assigned to her."""
    return render(request, "casework/own.html", {"page": selectors.own_cases(actor)})


@signed_in
@require_GET
def team(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases of the offices where she assigns."""
    return render(request, "casework/team.html", {"page": selectors.team_cases(actor)})


@signed_in
@require_POST
def register(request: HttpRequest, actor: Actor, group: UUID, record: UUID) -> HttpResponse:
    """Registers a member of a group."""
    registering.register(group, record, acting=actor)
    return redirect("registration:person", record=record)


@signed_in
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Gives a case to a colleague."""
    case = selectors.case_to_assign(actor, record)
    form = AssignForm(request.POST or None)

    def given(filled: dict[str, str]) -> None:
        user, role, office = filled["post"].split(" ")
        assigning.assign_case(record, UUID(user), role, office=UUID(office), acting=actor)

    if request.method == "POST" and form.tried(given):
        return redirect("casework:team")
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/assign.html", {"form": form, "case": case}, status=status)


@signed_in
@require_POST
def complete(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The application is complete."""
    preparing.complete_application(record, acting=actor)
    return redirect("case", record=record)


@signed_in
@require_GET
def claim(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A claim stands on the page of its case."""
    return redirect("case", record=selectors.claim(actor, record).case_id)
