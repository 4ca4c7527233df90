"""The parts of an edition that is being written, each on a page of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.lawbook import policies, selectors
from openrsd.lawbook.actions.guiding import change_edition
from openrsd.lawbook.amiss import ABOUT
from openrsd.lawbook.editing import (
    NEW,
    Content,
    part_named,
    with_about,
    with_part,
    with_point,
    without_part,
    without_point,
)
from openrsd.lawbook.forms.guidance import AboutForm, PartForm, PointForm, ProfileForm, SourceForm
from openrsd.lawbook.models import EditionState
from openrsd.lawbook.views.guidance import page_of
from openrsd.lawbook.views.law import answered, crumbs
from openrsd.texts import gettext as _

SOURCES, PROFILES = "sources", "profiles"


@signed_in
@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The whole: its days, who issues it, its limits, what speaks against it."""
    seen = _written(actor, record)
    form = AboutForm(request.POST or None, initial=_initial(AboutForm, seen, seen.content))

    def act(_given: dict[str, Any]) -> object:
        content = with_about(seen.content, form.said())
        return _change(record, content, form, actor, ABOUT)

    if request.method == "POST" and form.tried(act):
        return _led_back(request, record)
    return answered(request, "lawbook/part.html", _shown(seen, form, _("The whole edition")))


@signed_in
@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """A source; "new" for another."""
    seen = _written(actor, record)
    part = _part(seen, SOURCES, name)
    if _is_removal(request, name):
        return _removed(request, actor, seen, lambda said: without_part(said, SOURCES, name))
    form = SourceForm(request.POST or None, initial=_initial(SourceForm, seen, part))
    made = [name]

    def act(_given: dict[str, Any]) -> object:
        content, made[0] = with_part(seen.content, SOURCES, name, form.said())
        # Without a point it does not fit yet: that is told on the page of the edition.
        checked = (SOURCES, name) if part.get("points") else None
        return _change(record, content, form, actor, checked)

    if request.method == "POST" and form.tried(act):
        if name == NEW:
            return redirect("lawbook:point", record=record, name=made[0], point=NEW)
        return _led_back(request, record)
    shown = _shown(seen, form, _("Source"), removable=name != NEW)
    return answered(request, "lawbook/part.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, actor: Actor, record: UUID, name: str, point: str) -> HttpResponse:
    """A point of a source; "new" for another."""
    seen = _written(actor, record)
    within = _part(seen, SOURCES, name)
    found = next((dict(one) for one in within.get("points", []) if one["id"] == point), {})
    if name == NEW or (not found and point != NEW):
        raise NotHere
    if _is_removal(request, point):
        return _removed(request, actor, seen, lambda said: without_point(said, name, point))
    initial = _initial(PointForm, seen, found)
    form = PointForm(seen.law, found, request.POST or None, initial=initial)

    def act(_given: dict[str, Any]) -> object:
        content = with_point(seen.content, name, point, form.said())
        return _change(record, content, form, actor, (SOURCES, name))

    if request.method == "POST" and form.tried(act):
        return _led_back(request, record)
    shown = _shown(seen, form, _("Point"), removable=point != NEW)
    return answered(request, "lawbook/part.html", {**shown, "of": within.get("title", "")})


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """A profile; "new" for another."""
    seen = _written(actor, record)
    part = _part(seen, PROFILES, name)
    if _is_removal(request, name):
        return _removed(request, actor, seen, lambda said: without_part(said, PROFILES, name))
    initial = _initial(ProfileForm, seen, part)
    form = ProfileForm(seen.law, seen.content, part, request.POST or None, initial=initial)

    def act(_given: dict[str, Any]) -> object:
        content, made = with_part(seen.content, PROFILES, name, form.said())
        return _change(record, content, form, actor, (PROFILES, made))

    if request.method == "POST" and form.tried(act):
        return _led_back(request, record)
    shown = _shown(seen, form, _("Profile"), removable=name != NEW)
    return answered(request, "lawbook/profile.html", shown)


def _written(actor: Actor, record: UUID) -> selectors.EditionSeen:
    """The edition, for whoever writes guidance, while it is written."""
    policies.require(policies.may_write_guidance(actor))
    seen = selectors.edition(actor, record)
    policies.require(seen.edition.state == EditionState.WRITING)
    return seen


def _part(seen: selectors.EditionSeen, parts: str, name: str) -> Content:
    try:
        return {} if name == NEW else part_named(seen.content, parts, name)
    except KeyError:
        raise NotHere from None


def _initial(form: type[PartForm], seen: selectors.EditionSeen, part: Content) -> dict[str, Any]:
    standing = form.standing(part) if part else {}
    return {**standing, "revision": seen.edition.revision}


def _change(
    record: UUID,
    content: Content,
    form: PartForm,
    actor: Actor,
    part: tuple[str, str] | None,
) -> object:
    revision = form.cleaned_data["revision"]
    return change_edition(record, content, revision=revision, acting=actor, part=part)


def _is_removal(request: HttpRequest, name: str) -> bool:
    return request.method == "POST" and "remove" in request.POST and name != NEW


def _removed(
    request: HttpRequest,
    actor: Actor,
    seen: selectors.EditionSeen,
    without: Callable[[Content], Content],
) -> HttpResponse:
    """Takes a part out. The edition before keeps it."""
    said = request.POST.get("revision", "")
    revision = int(said) if said.isdecimal() and len(said) < 10 else 0
    content = without(seen.content)
    try:
        change_edition(seen.edition.id, content, revision=revision, acting=actor)
    except Refusal as refusal:
        return page_of(request, actor, seen.edition.id, refused=str(refusal))
    messages.success(request, _("It is taken out of this edition."))
    return redirect("lawbook:edition", record=seen.edition.id)


def _led_back(request: HttpRequest, record: UUID) -> HttpResponse:
    messages.success(request, _("Kept in this edition."))
    return redirect("lawbook:edition", record=record)


def _shown(
    seen: selectors.EditionSeen, form: PartForm, title: str, *, removable: bool = False
) -> dict[str, Any]:
    here = reverse("lawbook:edition", args=[seen.edition.id])
    edition = _("Edition {number}").format(number=seen.edition.number)
    return {
        "seen": seen,
        "form": form,
        "title": title,
        "removable": removable,
        "crumbs": crumbs(edition, here, title),
    }
