"""The front desk: who is this, where is the case, when is the appointment, a new card.

Composed of what several rooms let the desk see. No claim is opened, and nothing else of the record.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.limits import limited
from openrsd.accounts.selectors import acting_office_name
from openrsd.casework.desk import where_cases_stand
from openrsd.evidence.selectors import claims_to_add_to
from openrsd.interviews.desk import next_appointment
from openrsd.protection.certificates.profile import profile
from openrsd.registration.desk import actions, selectors
from openrsd.registration.desk.card import printed_card
from openrsd.registration.desk.forms import ContactForm, FindForm, contact_in_words
from openrsd.registration.desk.selectors import AtDesk
from openrsd.registration.models import Block
from openrsd.texts import gettext as _

WRONG = 422
get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
@limited("desk")
@signed_in
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Finds a person by the card, or by the whole name and the year of birth."""
    selectors.require_desk(actor)
    form = FindForm(request.POST or None)
    found: list[AtDesk] = []
    asked = request.method == "POST" and form.tried(
        lambda _given: found.extend(selectors.find(actor, **form.asked()))
    )
    status = WRONG if request.method == "POST" and not asked else 200
    shown = {"form": form, "found": found, "asked": asked}
    return render(request, "web/pages/desk.html", shown, status=status)


@limited("desk")
@signed_in
@require_POST
def serve(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Opens the desk's page of the person with this number."""
    person = actions.begin_serving(request.POST.get("number", ""), acting=actor)
    return redirect("desk-person", record=person.id)


@signed_in
@require_GET
def person(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What the desk answers."""
    served = selectors.served(actor, record)
    shown = {
        "served": served,
        "contact": contact_in_words(served.person.content(Block.CONTACT)),
        "cases": where_cases_stand(actor, record),
        "appointment": next_appointment(actor, record),
        "claims": claims_to_add_to(actor, record),
    }
    return render(request, "web/pages/desk_person.html", shown)


@get_or_post
@signed_in
def contact(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """How the person is safely reached."""
    served = selectors.served(actor, record)
    before = served.person.content(Block.CONTACT)
    initial = ContactForm.of(before, served.person.version(Block.CONTACT))
    form = ContactForm(request.POST or None, initial=initial)

    def changed(given: dict[str, Any]) -> None:
        actions.change_contact(record, form.over(before), based_on=given["version"], acting=actor)

    if request.method == "POST" and form.tried(changed):
        messages.success(request, _("The safe contact is saved."))
        return redirect("desk-person", record=record)
    status = WRONG if request.method == "POST" else 200
    shown = {"form": form, "served": served}
    return render(request, "web/pages/desk_contact.html", shown, status=status)


@get_or_post
@signed_in
def card(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Replaces a lost card, after asking."""
    served = selectors.served(actor, record)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        actions.replace_card(record, acting=actor)
        messages.success(request, _("The card has a new number. Print it now."))
        return redirect("desk-person", record=record)
    return render(request, "web/pages/desk_card.html", {"served": served})


@signed_in
@require_GET
def card_paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The card, to be printed."""
    served = selectors.served(actor, record)
    whom = next(iter(profile().contacts), None)
    made = printed_card(
        served.person.person.number,
        acting_office_name(actor),
        f"{whom.who}, {whom.telephone}" if whom else "",
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="card.pdf"'
    return response
