"""Pages of persons and groups. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.roles import Permission
from openrsd.registration import acts, policies, selectors
from openrsd.registration.actions import beginning
from openrsd.registration.forms import NamesForm
from openrsd.registration.models import GROUP, Block


@signed_in
@require_GET
def persons(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Persons open to her."""
    after = request.GET.get("after", "")
    try:
        page = selectors.persons(actor, UUID(after) if after else None)
    except ValueError:
        raise NotHere from None
    shown = {
        "page": page,
        "recorded": selectors.called(page.records).values(),
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
        person = beginning.begin_person(group.id, acting=actor)
        return redirect("registration:names", record=person.id)
    return render(request, "registration/new_group.html")


@signed_in
@require_GET
def group(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A household."""
    household = selectors.household(actor, record)
    return render(request, "registration/group.html", {"household": household})


@signed_in
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One more member of a group."""
    household = selectors.household(actor, record)
    if request.method == "POST":
        person = beginning.begin_person(record, acting=actor)
        return redirect("registration:names", record=person.id)
    return render(request, "registration/new_person.html", {"household": household})


@signed_in
@require_GET
def person(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What is recorded of a person."""
    recorded = selectors.person(actor, record)
    membership = recorded.person.memberships.filter(until=None).first()
    shown = {
        "recorded": recorded,
        "names": recorded.content(Block.NAMES).get("names", []),
        "group": membership.group_id if membership else None,
        "may_change": policies.may_change(actor, recorded.person),
    }
    return render(request, "registration/person.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What she is called."""
    form = NamesForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: beginning.save_block(
            record, Block.NAMES, form.content(), based_on=given["version"], acting=actor
        )
    ):
        return redirect("registration:person", record=record)
    recorded = selectors.person_to_change(actor, record)
    if request.method == "GET":
        first = (recorded.content(Block.NAMES).get("names") or [{}])[0]
        form = NamesForm(initial={**first, "version": recorded.version(Block.NAMES)})
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "recorded": recorded}
    return render(request, "registration/names.html", shown, status=status)
