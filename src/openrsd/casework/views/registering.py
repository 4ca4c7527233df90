"""Registration: what was asked at the desk, and from then on the person is in the procedure."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.actions.joining import register_in_case
from openrsd.casework.ages import birth_in, is_surely_adult
from openrsd.casework.forms import ASKED_AT_THE_DESK, RegisterForm
from openrsd.casework.views.shared import WRONG
from openrsd.registration import policies as registration_policies
from openrsd.registration import selectors as registration
from openrsd.registration.models import Block

# What stands in a block was asked.
ANSWERED_BY = {
    "languages-asked": Block.LANGUAGES,
    "needs-screened": Block.NEEDS,
    "safe-contact-asked": Block.CONTACT,
}


@signed_in
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, actor: Actor, group: UUID, record: UUID) -> HttpResponse:
    """Registers a member of a group, with the children in her care.

    Whatever is recorded already is not asked again.
    """
    household = registration.household(actor, group)
    person = registration.person_to_change(actor, record)
    if record not in {one.person.id for _membership, one in household.members}:
        raise NotHere
    answered = [name for name, block in ANSWERED_BY.items() if person.content(block)]
    others = [
        one
        for _membership, one in household.members
        if one.person.id != record
        and one.person.registered_at is None
        and not is_surely_adult(birth_in(one.content(Block.PARTICULARS)), timezone.localdate())
        and registration_policies.may_change(actor, one.person)
    ]
    sent = "sent" in request.POST
    form = RegisterForm(
        request.POST if sent else None,
        answered=answered,
        children=[(str(one.person.id), one.called) for one in others],
    )
    if sent and form.is_valid():
        try:
            register_in_case(group, record, form.dependants(), asked=form.asked(), acting=actor)
        except NotHere:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("registration:person", record=record)
    shown = {
        "form": form,
        "person": person,
        "group": household.group,
        "answered": [name for name in ASKED_AT_THE_DESK if name in answered],
    }
    return render(request, "casework/register.html", shown, status=WRONG if sent else 200)
