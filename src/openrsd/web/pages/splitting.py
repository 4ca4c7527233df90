"""Leaving a family in confidence: the person, her children if she takes them, and their claims."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.forms import WordedForm
from openrsd.casework.actions.splitting import compartments_of, split_claims
from openrsd.registration import policies
from openrsd.registration import selectors as registration
from openrsd.registration.groups import selectors as groups
from openrsd.registration.groups.selectors import Colleague
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _
from openrsd.texts import shown

WRONG = 422


class ApartForm(WordedForm):
    """Who leaves together, and to whom their records stay open."""

    labels = shown({"taken": "Who leaves together with this person", "kept": "Who may still see"})
    hints = shown(
        {
            "taken": "Children go along only where that is safe for them and for the person.",
            "kept": "Read the names out. Only those whom the person chooses keep their access.",
        }
    )
    taken = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    kept = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, others: list[RecordedPerson], colleagues: list[Colleague], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = {
            "taken": [(str(one.person.id), one.called) for one in others],
            "kept": [(str(one.user), f"{one.name} ({one.roles})") for one in colleagues],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = offered


@require_http_methods(["GET", "POST"])
@signed_in
def leave_in_confidence(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Lets a person leave a family so that nobody there sees a trace."""
    person = groups.person_to_change(actor, record)
    household = registration.household(actor, groups.group_of(person.person))
    of_desk = policies.registrable(actor).filter(memberships__group=household.group)
    here = {one.id for one in of_desk.filter(memberships__until=None)}
    members = [one for _membership, one in household.members if one.person.id in here]
    colleagues = groups.open_to(compartments_of(one.person for one in members))
    form = ApartForm(
        request.POST or None,
        others=[one for one in members if one.person.id != record],
        colleagues=colleagues,
        initial={"kept": [str(actor.id)]},
    )

    def left(given: dict[str, Any]) -> None:
        split_claims([record, *given["taken"]], keep=given["kept"], acting=actor)

    if request.method == "POST" and form.tried(left):
        kept = actor.id in form.cleaned_data["kept"]
        messages.success(
            request,
            _("It is done. Print the new card before the person leaves.")
            if kept
            else _("It is done. The record is closed to you: send the person to a supervisor."),
        )
        if kept:
            return redirect("registration:person", record=record)
        return redirect("registration:persons")
    status = WRONG if request.method == "POST" else 200
    given = {"form": form, "person": person, "household": household}
    return render(request, "web/pages/leave_in_confidence.html", given, status=status)
