"""How a case is handled: way, priority, contacts, more time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework import policies
from openrsd.casework.actions import handling
from openrsd.casework.duties import roles_in
from openrsd.casework.forms import (
    ContactForm,
    ExtendForm,
    HandlingForm,
    PriorityForm,
)
from openrsd.casework.models import Case
from openrsd.casework.procedure.modality import title_of
from openrsd.casework.selectors import case_to_work_on
from openrsd.casework.views.shared import filled_in, not_yours, page_of
from openrsd.casework.words import level_in_words
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def modality(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Another way of handling."""
    case = case_to_work_on(actor, record)
    if not _is_part_of(policies.AUTHORISING, actor, case):
        return not_yours(request, actor, case)
    return filled_in(
        request,
        HandlingForm(request.POST or None),
        lambda given: handling.change_handling(record, given["to"], given["reason"], acting=actor),
        back=page_of(actor, case),
        title=_("Change the way of handling"),
        save=_("Change"),
        intro=_("Now: {modality}.").format(modality=title_of(case.modality)),
        number=case.number,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def priority(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Another level of priority."""
    case = case_to_work_on(actor, record)
    if not _is_part_of(policies.ORDERING, actor, case):
        return not_yours(request, actor, case)
    return filled_in(
        request,
        PriorityForm(request.POST or None),
        lambda given: handling.change_priority(
            record, given["level"], given["reason"], acting=actor
        ),
        back=page_of(actor, case),
        title=_("Change the priority"),
        save=_("Change"),
        intro=_(
            "Now: {level}. Cases are ordered by the need for protection, and by nothing else."
        ).format(level=level_in_words(case.priority)),
        number=case.number,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Whether the person was reached."""
    case = case_to_work_on(actor, record)
    if not _is_part_of(policies.CONTACTING, actor, case):
        return not_yours(request, actor, case)
    return filled_in(
        request,
        ContactForm(request.POST or None),
        lambda given: handling.record_contact(
            record, given["kind"], given["on"], given["account"], acting=actor
        ),
        back=page_of(actor, case),
        title=_("Record a contact"),
        save=_("Save"),
        intro=_("Use only the ways that are safe for the person. Leave no message with content."),
        number=case.number,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, actor: Actor, record: UUID, deadline: UUID) -> HttpResponse:
    """More time."""
    case = case_to_work_on(actor, record)
    if not _is_part_of(policies.EXTENDING, actor, case):
        return not_yours(request, actor, case)
    return filled_in(
        request,
        ExtendForm(request.POST or None),
        lambda given: handling.extend_deadline(
            record, deadline, given["until"], given["why"], acting=actor
        ),
        back=page_of(actor, case),
        title=_("Give more time"),
        save=_("Give more time"),
        number=case.number,
    )


def _is_part_of(allowed: frozenset[str], actor: Actor, case: Case) -> bool:
    """Whether she changes this in one of these roles."""
    return bool(roles_in(actor, case) & allowed)
