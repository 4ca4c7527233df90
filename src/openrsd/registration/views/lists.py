"""Pages of lists, and the beginning of a group."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.policies import open_until
from openrsd.accounts.roles import Permission
from openrsd.registration import acts, policies, selectors
from openrsd.registration.actions import beginning
from openrsd.registration.models import GROUP


@signed_in
@require_GET
def persons(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Persons open to her."""
    after = request.GET.get("after", "")
    try:
        page = selectors.persons(actor, UUID(after) if after else None)
    except ValueError:
        raise NotHere from None
    until = open_until(actor, [one.compartment for one in page.records])
    shown = {
        "page": page,
        "rows": [
            (recorded, until.get(recorded.person.compartment))
            for recorded in selectors.called(page.records).values()
        ],
        "has_ends": any(until.values()),
        "may_register": policies.may_register(actor, actor.office),
    }
    return render(request, "registration/persons.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begins a group with its first member."""
    require(
        actor,
        Permission.FOUND_CASES,
        act=acts.BEGIN_GROUP,
        subject_kind=GROUP,
        office=actor.office,
    )
    if request.method == "POST":
        group = beginning.begin_group(acting=actor)
        beginning.begin_person(group.id, acting=actor)
        return redirect("registration:group", record=group.id)
    return render(request, "registration/new_group.html")
