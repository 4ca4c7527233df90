"""Pages about who belongs to a group. They decide nothing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.registration import selectors as registration
from openrsd.registration.domain import codes
from openrsd.registration.groups import changing, happening, selectors
from openrsd.registration.groups.errors import NothingToWithdraw
from openrsd.registration.groups.forms import (
    BirthForm,
    GoneForm,
    JoinForm,
    RelationForm,
    SpeakerForm,
)
from openrsd.registration.models import EventKind
from openrsd.registration.selectors import Household, RecordedPerson
from openrsd.texts import gettext as _

WRONG = 422
RELATIONS = "relations"
get_or_post = require_http_methods(["GET", "POST"])


@signed_in
@require_GET
def members(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Who belongs to a group, who did, and what can be changed."""
    seen = selectors.members(actor, record)
    present = [
        (
            membership,
            one,
            codes.in_words(RELATIONS, membership.relation.open_or("")),
            one.person.id in seen.may_change,
        )
        for membership, one in seen.household.members
    ]
    shown = {
        "group": seen.household.group,
        "present": present,
        "former": [(one, one.person.person.id in seen.may_change) for one in seen.former],
        "may_change": bool(seen.may_change),
        "several": len(present) > 1,
    }
    return render(request, "registration/groups/members.html", shown)


@get_or_post
@signed_in
def join(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Brings a person into the group by the number on the card."""
    household = selectors.group_to_change(actor, record)
    form = JoinForm(request.POST or None, relations=codes.choices(RELATIONS))

    def joined(given: dict[str, Any]) -> None:
        changing.join_by_number(given["number"], record, given["relation"], acting=actor)

    if request.method == "POST" and form.tried(joined):
        return redirect("registration:members", record=record)
    return _page(request, "registration/groups/join.html", form, household=household)


@get_or_post
@signed_in
def speaker(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Lets this person speak for the group."""
    person, household = _member(actor, record)
    others = [one for _membership, one in household.members if one.person.id != record]
    form = SpeakerForm(request.POST or None, others=others, relations=codes.choices(RELATIONS))

    def spoken(_given: dict[str, Any]) -> None:
        changing.let_speak(record, form.relations(), acting=actor)

    return _changed(request, form, spoken, "registration/groups/speaker.html", person, household)


@get_or_post
@signed_in
def relation(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Corrects how a person is related."""
    person, household = _member(actor, record)
    form = RelationForm(request.POST or None, relations=codes.choices(RELATIONS))

    def corrected(given: dict[str, Any]) -> None:
        changing.correct_relation(record, given["relation"], acting=actor)

    return _changed(
        request, form, corrected, "registration/groups/relation.html", person, household
    )


@get_or_post
@signed_in
def leave(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Gives a person a group of their own, openly."""
    person, household = _member(actor, record)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        own = changing.leave(record, acting=actor)
        return redirect("registration:members", record=own.group_id)
    shown = {"person": person, "household": household}
    return render(request, "registration/groups/leave.html", shown)


@get_or_post
@signed_in
def birth(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A child was born to this person."""
    person, household = _member(actor, record)
    form = BirthForm(request.POST or None, relations=codes.choices(RELATIONS))

    def born(given: dict[str, Any]) -> None:
        happening.record_birth(record, given, acting=actor)

    return _changed(request, form, born, "registration/groups/birth.html", person, household)


@get_or_post
@signed_in
def gone(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """That a person died, left the country, or is not to be found."""
    person = selectors.person_to_change(actor, record)
    form = GoneForm(request.POST or None)
    taken = []

    def recorded(given: dict[str, Any]) -> None:
        kind = EventKind(given.pop("kind"))
        event = happening.record_gone(record, kind, given, acting=actor)
        taken.append(happening.may_have_been_taken(event))

    if request.method == "POST" and form.tried(recorded):
        if any(taken):
            return redirect("registration:taken", record=record)
        messages.success(request, _("It is recorded. The case stays open until it is closed."))
        return redirect("registration:person", record=record)
    return _page(request, "registration/groups/gone.html", form, person=person)


@signed_in
@require_GET
def taken(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What to do at once for someone who may be detained or sent back."""
    person = selectors.person_to_change(actor, record)
    try:
        incident = reverse("protection:incident-new")
    except NoReverseMatch:
        incident = ""
    shown = {"person": person, "incident": incident}
    return render(request, "registration/groups/taken.html", shown)


@signed_in
@require_POST
def back(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """It was a mistake, or the person is back."""
    try:
        happening.withdraw_gone(record, acting=actor)
    except NothingToWithdraw as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is withdrawn."))
    return redirect("registration:person", record=record)


def _member(actor: Actor, record: UUID) -> tuple[RecordedPerson, Household]:
    """A person whom she registers, with the group as she may see it."""
    person = selectors.person_to_change(actor, record)
    return person, registration.household(actor, selectors.group_of(person.person))


def _changed(
    request: HttpRequest,
    form: Any,
    act: Callable[[dict[str, Any]], None],
    template: str,
    person: RecordedPerson,
    household: Household,
) -> HttpResponse:
    if request.method == "POST" and form.tried(act):
        return redirect("registration:members", record=household.group.id)
    return _page(request, template, form, person=person, household=household)


def _page(request: HttpRequest, template: str, form: Any, **shown: Any) -> HttpResponse:
    status = WRONG if request.method == "POST" else 200
    return render(request, template, {"form": form, **shown}, status=status)
