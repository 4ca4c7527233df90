"""The law as it is applied here: positions, sources, and what waits for a second person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.lawbook import policies, selectors
from openrsd.lawbook.actions import choosing, comparing
from openrsd.lawbook.forms.choosing import AGREE, AnswerForm, ChoiceForm, CompareForm, WhyForm
from openrsd.lawbook.words import STAGES
from openrsd.texts import gettext as _

WRONG = 422


@signed_in
@require_GET
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is applied here today, and what is not confirmed yet."""
    in_force = selectors.law_today(actor)
    elements = selectors.elements(actor)
    shown = {
        "in_force": in_force,
        "positions": selectors.positions(actor),
        "instruments": list(in_force.law.instruments.values()),
        "guidance": selectors.guidance(actor),
        "unchecked": sum(not one.is_checked for one in elements),
        "elements": len(elements),
        "may_agree": policies.may_agree(actor),
    }
    return render(request, "lawbook/overview.html", shown)


@signed_in
@require_GET
def sources(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every element with its source lines; or those that nobody compared with their text."""
    waiting = request.GET.get("show") == "unconfirmed"
    found = selectors.elements(actor, only_unchecked=waiting)
    groups: dict[str, list[selectors.ElementSeen]] = {}
    for one in found:
        groups.setdefault(_(STAGES[one.element.stage]), []).append(one)
    shown = {"groups": list(groups.items()), "waiting": waiting, "crumbs": crumbs(_("Sources"))}
    return render(request, "lawbook/sources.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """One element: its lines beside the published text, and the comparison."""
    found = selectors.element(actor, name)
    may_write = policies.may_write_law(actor)
    if request.method == "POST" and not may_write:
        raise NotHere
    initial = {"digest": found.digest}
    form = CompareForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.tried(
        lambda given: comparing.confirm_source(
            name, given["digest"], given["compared_with"], given["note"], acting=actor
        )
    ):
        messages.success(request, _("The source lines are confirmed for every case."))
        return redirect("lawbook:source", name=name)
    shown = {
        "seen": found,
        "form": form,
        "may_write": may_write,
        "crumbs": crumbs(_("Sources"), reverse("lawbook:sources"), _("Source")),
    }
    return answered(request, "lawbook/source.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Takes a comparison back."""
    policies.require(policies.may_write_law(actor))
    found = selectors.element(actor, name)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: comparing.take_back_source(name, given["why"], acting=actor)
    ):
        messages.success(request, _("The comparison is taken back."))
        return redirect("lawbook:source", name=name)
    here = reverse("lawbook:source", args=[name])
    shown = {"seen": found, "form": form, "crumbs": crumbs(_("Source"), here, _("Take back"))}
    return answered(request, "lawbook/take_back.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """A contested question with its answers; and the proposal of one of them."""
    found = selectors.position(actor, name)
    may_write = policies.may_write_law(actor)
    if request.method == "POST" and not may_write:
        raise NotHere
    form = ChoiceForm(found.position, request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: choosing.propose_choice(
            name, given["option"], given["reasons"], given["since"], acting=actor
        )
    ):
        messages.success(request, _("Proposed. It counts once a second person agrees."))
        return redirect("lawbook:position", name=name)
    in_force = selectors.law_today(actor)
    options = [
        (one, [(in_force.law.cite(each), each.says, each.checked) for each in one.sources])
        for one in found.position.options
    ]
    shown = {
        "seen": found,
        "options": options,
        "titles": {one.id: _(one.title) for one in found.position.options},
        "form": form,
        "may_write": may_write,
        "may_agree": policies.may_agree(actor),
        "crumbs": crumbs(_("Position")),
    }
    return answered(request, "lawbook/position.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def answer_choice(request: HttpRequest, actor: Actor, choice: UUID) -> HttpResponse:
    """The second person answers a proposed position."""
    policies.require(policies.may_agree(actor))
    seen, row = selectors.choice(actor, choice)
    form = AnswerForm(request.POST or None)

    def act(given: dict[str, Any]) -> object:
        door = choosing.agree_to_choice if given["says"] == AGREE else choosing.refuse_choice
        return door(choice, given["answer"], acting=actor)

    if request.method == "POST" and form.tried(act):
        messages.success(request, _("Your answer is recorded."))
        return redirect("lawbook:position", name=seen.position.id)
    option = next((one for one in seen.position.options if one.id == row.option), None)
    here = reverse("lawbook:position", args=[seen.position.id])
    shown = {
        "seen": seen,
        "row": row,
        "option": option,
        "form": form,
        "by": seen.names.get(row.proposed_by, ""),
        "crumbs": crumbs(_("Position"), here, _("Answer")),
    }
    return answered(request, "lawbook/answer_choice.html", shown)


def crumbs(*parts: str) -> list[dict[str, str]]:
    """From the overview: a title, or a title and its address before the last title."""
    home = {"title": _("The law here"), "address": reverse("lawbook:overview")}
    if len(parts) == 1:
        return [home, {"title": parts[0]}]
    between = [
        {"title": title, "address": address}
        for title, address in zip(parts[:-1:2], parts[1::2], strict=True)
    ]
    return [home, *between, {"title": parts[-1]}]


def answered(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """The page, or the page again with what is amiss."""
    return render(request, template, shown, status=WRONG if request.method == "POST" else 200)
