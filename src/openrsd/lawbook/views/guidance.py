"""Country guidance: what is in force, its editions, and what the second person does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import Refusal
from openrsd.law.countries import country_codes, country_name
from openrsd.lawbook import policies, selectors
from openrsd.lawbook.actions import guiding
from openrsd.lawbook.forms.choosing import AGREE, AnswerForm, WhyForm
from openrsd.lawbook.forms.editing import BeginForm
from openrsd.lawbook.models import EditionState
from openrsd.lawbook.shown import guidance_shown
from openrsd.lawbook.views.law import answered, crumbs
from openrsd.lawbook.words import EDITIONS
from openrsd.texts import current_language
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def guidance(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every country with guidance; posted, a new edition is begun."""
    may_write = policies.may_write_guidance(actor)
    if request.method == "POST":
        policies.require(may_write)
    language = current_language()
    names = sorted((country_name(code, language), code) for code in country_codes())
    form = BeginForm([(code, name) for name, code in names], request.POST or None)
    begun: list[UUID] = []
    if request.method == "POST" and form.tried(
        lambda given: begun.append(guiding.begin_edition(given["country"], acting=actor).id)
    ):
        return redirect("lawbook:edition", record=begun[0])
    shown = {
        "countries": selectors.guidance(actor),
        "form": form,
        "may_write": may_write,
        "crumbs": crumbs(_("Country guidance")),
    }
    return answered(request, "lawbook/guidance.html", shown)


@signed_in
@require_GET
def edition(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One edition: what it proposes, what is amiss, and how it differs from the one before."""
    return page_of(request, actor, record)


@signed_in
@require_http_methods(["POST"])
def hand_in(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Gives the edition to a second person."""
    policies.require(policies.may_write_guidance(actor))
    seen = selectors.edition(actor, record)
    try:
        guiding.hand_in(record, revision=_revision(request, seen), acting=actor)
    except Refusal as refusal:
        return page_of(request, actor, record, refused=str(refusal))
    messages.success(request, _("Handed in. It is in force once a second person agrees."))
    return redirect("lawbook:edition", record=record)


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The second person reads what differs, and agrees or sends it back."""
    policies.require(policies.may_agree(actor))
    seen = selectors.edition(actor, record)
    form = AnswerForm(request.POST or None)

    def act(given: dict[str, Any]) -> object:
        door = guiding.agree_to_edition if given["says"] == AGREE else guiding.send_back
        return door(record, given["answer"], revision=_revision(request, seen), acting=actor)

    if request.method == "POST" and form.tried(act):
        messages.success(request, _("Your answer is recorded."))
        return redirect("lawbook:edition", record=record)
    shown = {**_shown(actor, seen), "form": form}
    return answered(request, "lawbook/answer_edition.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Asks that an edition be withdrawn."""
    policies.require(policies.may_write_guidance(actor) or policies.may_agree(actor))
    seen = selectors.edition(actor, record)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: guiding.ask_withdrawal(record, given["why"], acting=actor)
    ):
        messages.success(request, _("Asked. It is withdrawn once a second person agrees."))
        return redirect("lawbook:edition", record=record)
    shown = {**_shown(actor, seen), "form": form}
    return answered(request, "lawbook/withdraw.html", shown)


@signed_in
@require_http_methods(["POST"])
def withdrawn(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The second person withdraws it."""
    policies.require(policies.may_agree(actor))
    selectors.edition(actor, record)
    try:
        guiding.withdraw_edition(record, acting=actor)
    except Refusal as refusal:
        return page_of(request, actor, record, refused=str(refusal))
    messages.success(request, _("The edition is withdrawn. It proposes nothing any more."))
    return redirect("lawbook:edition", record=record)


def page_of(request: HttpRequest, actor: Actor, record: UUID, refused: str = "") -> HttpResponse:
    """The page of an edition; with what was refused, where something was."""
    seen = selectors.edition(actor, record)
    shown = {**_shown(actor, seen), "refused": refused}
    return answered(request, "lawbook/edition.html", shown)


def _shown(actor: Actor, seen: selectors.EditionSeen) -> dict[str, Any]:
    """What the pages of one edition show."""
    row = seen.edition
    writes = policies.may_write_guidance(actor)
    agrees = policies.may_agree(actor)
    own = str(actor.id) in row.written_by
    return {
        "seen": seen,
        "state": _(EDITIONS[EditionState(row.state)]),
        "guidance": guidance_shown(seen.content, seen.law),
        "authors": [name for key, name in seen.names.items() if str(key) in row.written_by],
        "answered_by": seen.names.get(row.answered_by) if row.answered_by else "",
        "may_change": writes and row.state == EditionState.WRITING,
        "may_answer": agrees and row.state == EditionState.PROPOSED and not own,
        "may_ask": (writes or agrees)
        and row.state == EditionState.AGREED
        and row.withdrawal_asked_by is None,
        "may_withdraw": agrees
        and row.state == EditionState.AGREED
        and row.withdrawal_asked_by not in (None, actor.id),
        "crumbs": crumbs(
            _("Country guidance"),
            reverse("lawbook:guidance"),
            _("Edition {number}").format(number=row.number),
        ),
    }


def _revision(request: HttpRequest, seen: selectors.EditionSeen) -> int:
    """Which state of the edition was read; a page that says none read none."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else -seen.edition.revision
