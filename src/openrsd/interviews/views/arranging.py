"""Appointments, notices, rooms, and what those who interpret speak."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.access import get_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.interviews import actions, acts, policies, selectors
from openrsd.interviews.calendar_file import calendar_file
from openrsd.interviews.forms import InterpreterForm, RoomForm
from openrsd.interviews.interpreting import profiles_of
from openrsd.interviews.models import INTERVIEW, ROOM
from openrsd.interviews.notice import printed_notice
from openrsd.law.countries import country_name
from openrsd.registration.domain.countries_and_languages import language_name
from openrsd.texts import current_language
from openrsd.texts import gettext as _

WRONG = 422


@signed_in
@require_GET
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's appointments, and for supervisors those of their offices."""
    oversees = may(actor, Permission.ASSIGN_CASES)
    own = selectors.calendar(actor)
    of_offices = selectors.calendar(actor, of_offices=True) if oversees else []
    all_shown = [one.id for one in (*own, *of_offices)]
    open_ones = policies.readable(actor).filter(id__in=all_shown)
    shown = {
        "own": own,
        "of_offices": of_offices,
        "oversees": oversees,
        "holds": set(open_ones.values_list("id", flat=True)),
    }
    return render(request, "interviews/calendar.html", shown)


@signed_in
@require_GET
def calendar_export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's appointments as a file. It names nobody."""
    made = calendar_file(selectors.calendar(actor), timezone.now())
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appointments.ics"'
    return response


@signed_in
@require_GET
def notice(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The notice of an interview, to be printed by whoever holds it."""
    held = get_for(
        actor,
        policies.held_by(actor).select_related("claim__person", "claim__case", "room"),
        record,
        act=acts.PRINT_NOTICE,
        subject_kind=INTERVIEW,
    )
    response = HttpResponse(printed_notice(held), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="appointment.pdf"'
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def arrangements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rooms of an office, and who interprets there."""
    require(
        actor,
        Permission.ASSIGN_CASES,
        act=acts.CHANGE_ROOMS,
        subject_kind=ROOM,
        office=actor.office,
    )
    assert actor.office is not None
    office = actor.office
    form = RoomForm(request.POST or None)
    posted = request.method == "POST"
    if posted and form.tried(lambda given: actions.open_room(office, given["name"], acting=actor)):
        return redirect("interviews:arrangements")
    users = list(policies.interpreting_in([office]))
    noted = profiles_of(one.id for one in users)
    shown = {
        "form": form,
        "rooms": selectors.rooms_of(office),
        "interpreters": [(one, _spoken(noted.get(one.id, {}))) for one in users],
    }
    return render(request, "interviews/arrangements.html", shown, status=WRONG if posted else 200)


@signed_in
@require_POST
def close_room(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Nobody is invited to this room any more."""
    actions.close_room(record, acting=actor)
    messages.success(request, _("The room is closed."))
    return redirect("interviews:arrangements")


@signed_in
@require_http_methods(["GET", "POST"])
def interpreter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What somebody who interprets speaks, and for whom they never do."""
    user, noted = selectors.interpreter(actor, record)
    posted = request.method == "POST"
    form = InterpreterForm(request.POST if posted else None, initial=_typed(noted))
    if posted and form.tried(lambda given: actions.note_interpreter(record, given, acting=actor)):
        return redirect("interviews:arrangements")
    shown = {"form": form, "user_called": user.display_name.open_or("") or user.username}
    return render(request, "interviews/interpreter.html", shown, status=WRONG if posted else 200)


def _spoken(noted: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(_line(one) for one in noted.get("languages", []))


def _typed(noted: dict[str, list[dict[str, str]]]) -> dict[str, object]:
    return {
        "languages": "\n".join(_line(one) for one in noted.get("languages", [])),
        "gender": noted.get("gender", ""),
        "served": "\n".join(
            country_name(str(one), current_language()) for one in noted.get("served", [])
        ),
    }


def _line(one: dict[str, str]) -> str:
    name = language_name(one.get("language", ""))
    return f"{name}: {one['dialect']}" if one.get("dialect") else name
