"""Making a step of the procedure: one page for all of them, made from what each must bring."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.actions.confirming import confirm_step
from openrsd.casework.confirming import words_asked_of
from openrsd.casework.duties import SUPERVISOR, roles_in
from openrsd.casework.forms import ConfirmForm
from openrsd.casework.models import Case, Claim
from openrsd.casework.selectors import case_to_work_on, weighs
from openrsd.casework.step_forms import StepForm
from openrsd.casework.steps import Tried, case_to_move, step_of
from openrsd.casework.views.shared import (
    WRONG,
    compartment_of,
    filled_in,
    not_yours,
    page_of,
)
from openrsd.casework.words import said_in_words, state_in_words
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, actor: Actor, record: UUID, transition: str) -> HttpResponse:
    """One step of a case: what it must bring, and why it cannot be made where it cannot."""
    case = case_to_move(actor, record)
    tried = step_of(actor, case, transition)
    stands = _stands(actor, case)
    if tried is None:
        messages.error(
            request,
            _("This step does not lead on from where the case stands: {state}").format(
                state=stands
            ),
        )
        return redirect(page_of(actor, case))
    if tried.door.page:
        # What is kept with such a step is written on the page of its room.
        return redirect(tried.door.page, record=_principal(case))
    posted = request.method == "POST"
    form = StepForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        case=case,
        option=tried.option,
        supplies=tried.door.supplies,
    )
    if posted and form.is_valid() and _made(form, tried, actor):
        messages.success(request, _("Done: {step}.").format(step=_(tried.option.transition.title)))
        return redirect(page_of(actor, case))
    shown = {
        "form": form,
        "case": case,
        "keeps_in": compartment_of(case.number),
        "state": stands,
        "option": tried.option,
        "title": _(tried.option.transition.title),
        "safeguards": [_(one) for one in tried.option.transition.safeguards],
        "back": page_of(actor, case),
    }
    return render(request, "casework/step.html", shown, status=WRONG if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(
    request: HttpRequest, actor: Actor, record: UUID, transition: str, part: str
) -> HttpResponse:
    """Agreeing beforehand to a step that will name her."""
    case = case_to_work_on(actor, record)
    asked = words_asked_of(case.state, roles_in(actor, case))
    title = next(
        (one.title for one in asked if (one.transition, one.part) == (transition, part)), ""
    )
    if not title:
        return not_yours(request, actor, case)
    return filled_in(
        request,
        ConfirmForm(request.POST or None),
        lambda given: confirm_step(record, transition, part, given["reasons"], acting=actor),
        back=page_of(actor, case),
        title=title,
        save=_("I confirm this"),
        intro=_(
            "Your name stands with this step. Read the record first. It holds until the case"
            " stands elsewhere."
        ),
        number=case.number,
    )


def _stands(actor: Actor, case: Case) -> str:
    """Where the case stands, as far as this reader may know: a decision is told by those who tell
    it, and not by the address of a step.
    """
    if weighs(actor, case) or SUPERVISOR in roles_in(actor, case):
        return state_in_words(case.state)
    return said_in_words(case.state)


def _principal(case: Case) -> UUID:
    return Claim.objects.values_list("id", flat=True).get(compartment=case.compartment)


def _made(form: StepForm, tried: Tried, actor: Actor) -> bool:
    """Whether the step was made. Else its reasons stand on the form."""
    case: Case = tried.case
    try:
        with form.bringing(actor) as brought:
            tried.door.act(case.id, tried.option.transition.id, brought, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
