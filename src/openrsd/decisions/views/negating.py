"""The page of what stands against removal, and of what two people find not to hold."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework.views.shared import WRONG
from openrsd.decisions import actions
from openrsd.decisions.forms.negating import SIGN, AnswerNegationForm, NegationForm
from openrsd.decisions.selectors import negating as selectors
from openrsd.texts import gettext as _


@signed_in
@require_http_methods(["GET", "POST"])
def bars(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What stands against removal; proposing and answering where the claim is refused for good."""
    page = selectors.bars(actor, record)
    asked = request.POST.get("act", "")
    answered = [one for one in page.proposals if one.may_answer]
    form = NegationForm(request.POST if asked == "propose" else None, found=page.found)
    answer = AnswerNegationForm(
        request.POST if asked == "answer" else None,
        proposals=[(str(one.id), one.what) for one in answered],
    )

    def propose(given: dict[str, Any]) -> object:
        what = selectors.read_code(given["what"])
        return actions.propose_negation(record, what, given["reasons"], acting=actor)

    def reply(given: dict[str, Any]) -> object:
        act = actions.sign_negation if given["answer"] == SIGN else actions.refuse_negation
        return act(given["proposal"], given["words"], acting=actor)

    if (asked == "propose" and form.tried(propose)) or (asked == "answer" and answer.tried(reply)):
        messages.success(request, _("Saved."))
        return redirect("decisions:bars", record=record)
    shown = {
        "page": page,
        "claim": page.claim,
        "form": form,
        "answer": answer,
        "may_answer": bool(answered),
    }
    status = WRONG if request.method == "POST" else 200
    return render(request, "decisions/bars.html", shown, status=status)
