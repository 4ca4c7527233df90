"""Registration of a household: the page of the household posts here after it was saved."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework.actions.registering_groups import register_group as register
from openrsd.texts import gettext as _
from openrsd.texts import ngettext

_TOLD = ("information-given", "family-asked", "document-issued")


@signed_in
@require_POST
def register_group(request: HttpRequest, actor: Actor, group: UUID) -> HttpResponse:
    """Registers everyone of a household who is ready, and says who is not and why."""
    done = register(group, {name: name in request.POST for name in _TOLD}, acting=actor)
    if done.people:
        sentence = ngettext(
            "{count} person is registered.", "{count} people are registered.", done.people
        )
        messages.success(request, sentence.format(count=done.people))
    for one, why in done.refused:
        messages.warning(request, f"{one.principal.person.number}: {why}")
    for waiting in done.waiting:
        messages.warning(
            request,
            _("{number} is not registered yet. Still to be asked: {missing}.").format(
                number=waiting.person.person.number, missing="; ".join(waiting.missing)
            ),
        )
    return redirect("registration:group", record=group)
