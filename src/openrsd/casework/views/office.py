"""What a supervisor does: assign, cover, suspend, transfer; all without opening a case."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Office, Posting, User
from openrsd.accounts.policies import offices_where
from openrsd.accounts.roles import Permission
from openrsd.casework import acts, policies
from openrsd.casework.actions import assigning, transferring
from openrsd.casework.actions.assigning import HOLDING, Given
from openrsd.casework.colleagues import posts_for, posts_in
from openrsd.casework.courses import course_of
from openrsd.casework.forms import AssignForm, CoverForm, SuspendForm, TransferForm
from openrsd.casework.selectors import case_of_office
from openrsd.casework.views.shared import asked_of, filled_in, page_of
from openrsd.texts import gettext as _


@signed_in
@require_GET
def office_case(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What stands in clear of a case: where it is, who has it, until when."""
    case = case_of_office(actor, record)
    shown = {"case": case, "course": course_of(actor, case)}
    return render(request, "casework/office_case.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Gives a case to a colleague."""
    case = case_of_office(actor, record)
    who = request.POST.get("who", "")
    posts = posts_for(case, policies.ASSIGNED, who, but=actor.id)
    form = AssignForm(asked_of(request), posts=posts, initial={"who": who})

    def given(_filled: object) -> None:
        user, role, office = form.chosen()
        assigning.assign_case(record, user, role, office=office, acting=actor)

    return filled_in(
        request,
        form,
        given,
        back=reverse("casework:office-case", kwargs={"record": record}),
        title=_("Assign a case"),
        save=_("Assign"),
        finds=True,
        number=case.number,
    )


@signed_in
@require_POST
def release(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Takes a case from its holder."""
    case = case_of_office(actor, record)
    if case.holder:
        assigning.release_case(record, case.holder, acting=actor)
        messages.success(request, _("The case is held by nobody now. Assign it."))
    return redirect("casework:office-case", record=record)


@signed_in
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Gives a case to another office."""
    case = case_of_office(actor, record)
    others = Office.objects.filter(closed_at=None).exclude(id=case.office).order_by("name")
    return filled_in(
        request,
        TransferForm(request.POST or None, offices=others),
        lambda given: transferring.transfer_case(
            record, given["office"], given["reason"], acting=actor
        ),
        back=reverse("casework:team"),
        title=_("Transfer a case to another office"),
        save=_("Transfer"),
        intro=_(
            "Its state stays as it is. Colleagues of this office lose it; representatives and"
            " the person keep their access. The supervisors there are told."
        ),
        number=case.number,
    )


@signed_in
@require_POST
def receive(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Takes note of a case from another office."""
    case = transferring.receive_case(record, acting=actor)
    return redirect(page_of(actor, case))


@signed_in
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """A colleague covers for an absent officer until a day."""
    officer = _officer(actor, user, HOLDING)
    form = CoverForm(request.POST or None, posts=_who_hold_cases(actor, but=user))

    def given(filled: dict[str, Any]) -> None:
        by, _role, office = form.chosen()
        end = timezone.make_aware(datetime.combine(filled["until"], time()) + timedelta(days=1))
        _tell(request, assigning.cover(user, by, office=office, until=end, acting=actor))

    return filled_in(
        request,
        form,
        given,
        back=reverse("casework:team"),
        title=_("Cover for an absent officer"),
        save=_("Open the cases to this colleague"),
        intro=_("The cases of {name} stay with this officer.").format(name=officer),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def suspend(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """Takes every case from a colleague, now."""
    officer = _officer(actor, user, *policies.ASSIGNED)
    sent = request.POST if request.method == "POST" else None
    form = SuspendForm(sent, posts=_who_hold_cases(actor, but=user))

    def given(_filled: object) -> None:
        taking, office = form.chosen_or_nobody()
        _tell(request, assigning.suspend(user, taking, office=office, acting=actor))

    return filled_in(
        request,
        form,
        given,
        back=reverse("casework:team"),
        title=_("Take every case from an officer"),
        save=_("Take them now"),
        danger=True,
        intro=_(
            "{name} loses everything that is open, at once and in every role, and can open nothing"
            " more until a supervisor ends the suspension. Of a colleague who works only in other"
            " offices, your offices' cases are taken. To close the account itself, ask the"
            " administrator."
        ).format(name=officer),
    )


def _who_hold_cases(actor: Actor, *, but: UUID) -> list[Posting]:
    """Officers of the offices where she assigns, but for one, and for herself."""
    found = posts_in(offices_where(actor, Permission.ASSIGN_CASES), (HOLDING,))
    return [post for post in found if post.user_id not in (but, actor.id)]


def _officer(actor: Actor, user: UUID, *roles: str) -> str:
    """What a colleague in one of these roles is called, for whoever assigns. Else NotHere."""
    require(actor, Permission.ASSIGN_CASES, act=acts.STAND_IN, subject_kind="user", subject=user)
    found = User.objects.filter(id=user, postings__role__in=roles).first()
    if found is None:
        raise NotHere
    return found.display_name.open_or(found.username)


def _tell(request: HttpRequest, given: Given) -> None:
    messages.success(request, _("{count} cases went over.").format(count=given.done))
    for case, refusal in given.left:
        messages.error(request, f"{case.number}: {refusal}")
