"""Pages over several drafts: recognitions signed together, and what all checklists say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.decisions import actions
from openrsd.decisions.actions.batching import Signed
from openrsd.decisions.forms.reviewing import BatchForm
from openrsd.decisions.quality import ANSWERS
from openrsd.decisions.selectors import quality
from openrsd.decisions.selectors.batching import batches
from openrsd.texts import gettext as _

WRONG = 422


@signed_in
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Recognitions that are alike: each is read and ticked, all are signed with one word."""
    groups, more = batches(actor)
    lines = [one for group in groups for one in group.drafts]
    offered = [(one.draft.id, one.case.number) for one in lines if one.may_tick]
    posted = request.method == "POST"
    form = BatchForm(request.POST if posted else None, offered)
    if posted and form.is_valid():
        signed = _signed(form, actor)
        if signed is not None:
            return render(request, "decisions/review_signed.html", {"signed": signed})
    fields = {draft: form.field_of(draft) for draft, _number in offered}
    shown = {
        "form": form,
        "groups": [
            (group, [(one, fields.get(one.draft.id)) for one in group.drafts]) for group in groups
        ],
        "may_sign": bool(offered),
        "more": more,
    }
    return render(request, "decisions/review_batch.html", shown, status=WRONG if posted else 200)


@signed_in
@require_GET
def summary(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the checklists of an office say together."""
    found = quality.summary(actor, request.GET.get("office", ""), request.GET.get("quarter", ""))
    shown = {"summary": found, "answers": [_(one) for one in ANSWERS.values()]}
    return render(request, "decisions/review_summary.html", shown)


def _signed(form: BatchForm, actor: Actor) -> list[Signed] | None:
    """What became of each; None where a refusal of all stands on the form."""
    try:
        return actions.sign_in_batch(form.chosen(), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
