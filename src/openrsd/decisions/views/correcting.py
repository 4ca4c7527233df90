"""The page on which a slip in a signed decision is corrected."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.decisions.actions.correcting import answer_correction, propose_correction
from openrsd.decisions.corrected import Slip
from openrsd.decisions.forms.correcting import AnswerForm, CorrectionForm
from openrsd.decisions.selectors.correcting import correction_page


@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What was corrected; a signer proposes, and the other confirms."""
    page = correction_page(actor, record)
    sent = request.POST or None
    form: AnswerForm | CorrectionForm | None = None
    done = False
    if page.waiting is not None and page.may_answer:
        waiting = page.waiting.correction.id
        form = AnswerForm(sent)
        done = request.method == "POST" and form.tried(
            lambda given: answer_correction(
                waiting, given["words"], confirmed=given["answer"] == "yes", acting=actor
            )
        )
    elif page.may_propose:
        form = CorrectionForm(page.paragraphs, sent)
        done = request.method == "POST" and form.tried(
            lambda given: propose_correction(record, Slip(**given), acting=actor)
        )
    if done:
        return redirect("decisions:correct", record=record)
    shown = {"page": page, "form": form, "claim": page.draft.claim}
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/draft_correct.html", shown, status=status)
