"""How the person stands, and the second person who answers where a safeguard is to end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import policies
from openrsd.casework.actions.standing import answer_standing, record_standing
from openrsd.casework.ages import SaidBirths
from openrsd.casework.duties import roles_in
from openrsd.casework.errors import NothingProposed
from openrsd.casework.forms import AnswerForm, StandingForm
from openrsd.casework.models import Case, Claim
from openrsd.casework.proposals import births_told, proposed_for
from openrsd.casework.selectors import case_to_work_on, may_read
from openrsd.casework.standing import ADULT, EVERY_CONFIRMING, UNSETTLED, Stands
from openrsd.casework.views.shared import filled_in, not_yours, page_of
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def standing(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """How the person stands."""
    case = case_to_work_on(actor, record)
    if not (roles_in(actor, case) & policies.STANDING and may_read(actor, case)):
        return not_yours(request, actor, case)

    def save(given: dict[str, Any]) -> None:
        if record_standing(record, given, acting=actor):
            messages.info(
                request,
                _("It is proposed. The safeguard stays until a second person has confirmed it."),
            )

    return filled_in(
        request,
        StandingForm(request.POST or None, initial=_stands(case)),
        save,
        back=page_of(actor, case),
        title=_("How the person stands"),
        save=_("Save"),
        intro=_(
            "What is recorded here decides which safeguards hold. What sets a safeguard holds at"
            " once; what ends one is proposed, and a second person confirms it. Earlier records"
            " are kept."
        ),
        number=case.number,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, actor: Actor, record: UUID, proposal: UUID) -> HttpResponse:
    """What a second person says to a proposal."""
    case = case_to_work_on(actor, record)
    if not (roles_in(actor, case) & EVERY_CONFIRMING and may_read(actor, case)):
        return not_yours(request, actor, case)
    found = next((one for one in proposed_for(actor, case) if one.id == proposal), None)
    if found is None or not found.is_open:
        messages.error(request, str(NothingProposed()))
        return redirect(page_of(actor, case))
    if not found.may_answer:
        return not_yours(request, actor, case)
    intro = _("Proposed by {who} on {day}: {says}. Reason: {reason}").format(
        who=found.by,
        day=timezone.localdate(found.at).isoformat(),
        says=found.says,
        reason=found.reason,
    )
    if found.is_of_age and (dates := births_told(actor, case)):
        told = _("Dates of birth that were recorded, the oldest first: {dates}.")
        intro = " ".join((intro, told.format(dates="; ".join(dates))))
    return filled_in(
        request,
        AnswerForm(request.POST or None),
        lambda given: answer_standing(
            record,
            proposal,
            given["reason"],
            confirmed=given["answer"] == "confirm",
            acting=actor,
        ),
        back=page_of(actor, case),
        title=_("Does a safeguard end?"),
        save=_("Answer"),
        intro=intro,
        number=case.number,
    )


def _stands(case: Case) -> dict[str, Any]:
    """What stands there now, to be changed. Where a date of birth was written anew after the age
    was settled, that date is what stands.
    """
    now = Stands.of(case)
    births = SaidBirths.of(Claim.objects.get(compartment=case.compartment).person_id)
    unsettled = now.age == ADULT and now.is_child(births, timezone.localdate())
    return {**now.kept(""), "age": UNSETTLED if unsettled else now.age, "reason": ""}
