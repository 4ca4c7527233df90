"""Pages of dossiers. They decide nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind
from openrsd.accounts.roles import Permission
from openrsd.oversight.erasure_policies import may_ask
from openrsd.oversight.selectors import latest_looks
from tests.protected import actions, acts, policies, selectors
from tests.protected.forms import OpenForm, StoryForm
from tests.protected.models import DOSSIER


@signed_in
@require_GET
def dossiers(request: HttpRequest, actor: Actor) -> HttpResponse:
    after = request.GET.get("after", "")
    try:
        page = selectors.dossiers(actor, UUID(after) if after else None)
    except ValueError:
        raise NotHere from None
    may_make = policies.may_make(actor, actor.office)
    return render(request, "protected/list.html", {"page": page, "may_make": may_make})


@signed_in
def new_dossier(request: HttpRequest, actor: Actor) -> HttpResponse:
    require(
        actor,
        Permission.FOUND_CASES,
        act=acts.OPEN,
        subject_kind=DOSSIER,
        office=actor.office,
    )
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.open_dossier(**form.cleaned_data, acting=actor)
        return redirect("protected:dossier", record=made.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "protected/new.html", {"form": form}, status=status)


@signed_in
@require_GET
def dossier(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    found = selectors.dossier(actor, record)
    shown = {
        "dossier": found,
        "may_change": policies.may_change(actor, found),
        "is_staff": actor.kind == AccountKind.STAFF,
        "looks": latest_looks(actor, DOSSIER, record),
        "may_erase": may_ask(actor),
    }
    return render(request, "protected/detail.html", shown)


@signed_in
def story(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_story(record, form.cleaned_data["story"], acting=actor)
        return redirect("protected:dossier", record=record)
    found = selectors.dossier_to_change(actor, record)
    if request.method == "POST":
        return render(request, "protected/story.html", {"form": form, "dossier": found}, status=422)
    form = StoryForm(initial={"story": found.story.open() if found.story else ""})
    return render(request, "protected/story.html", {"form": form, "dossier": found})
