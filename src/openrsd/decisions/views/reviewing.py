"""The pages on which a draft is read, commented, returned and checked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework import selectors as casework
from openrsd.casework.courses import course_of
from openrsd.casework.steps import step_of
from openrsd.decisions import actions
from openrsd.decisions.actions.commenting import OF_OFFICER, OF_REVIEWER
from openrsd.decisions.forms.reviewing import CommentForm, QualityForm, ReturnForm, WordsForm
from openrsd.decisions.quality import PARTS, quality
from openrsd.decisions.rounds import handed_in_drafts
from openrsd.decisions.selectors import reviewing as selectors
from openrsd.decisions.selectors.commenting import CommentsPage, comments_in, comments_page
from openrsd.decisions.selectors.drafting import outcome_in_words
from openrsd.decisions.selectors.quality import to_check
from openrsd.evidence.selectors import documents_of
from openrsd.interviews.selectors import of_claims
from openrsd.texts import gettext as _

WRONG = 422
RETURN = "T9"


@signed_in
@require_GET
def review(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A draft beside the record, and what the reader can do with the case."""
    page = selectors.review(actor, record)
    claim = page.page.claim
    shown = {
        "review": page,
        "page": page.page,
        "claim": claim,
        "case": page.case,
        "outcome": outcome_in_words(page.draft.content.open()),
        "course": course_of(actor, page.case, claim),
        "interviews": of_claims(actor, [claim.id]),
        "documents": documents_of(actor, [claim.id]),
        "errors": quality().errors,
    }
    return render(request, "decisions/review.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, actor: Actor, record: UUID, name: str) -> HttpResponse:
    """A comment on one thing in a draft."""
    page = selectors.review(actor, record)
    about = page.subject(name)
    if about is None:
        raise NotHere
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.comment(record, about, given["text"], acting=actor)
    ):
        messages.success(request, _("The comment is kept. The officer sees it when you return."))
        return redirect("decisions:review", record=record)
    shown = {"form": form, "review": page, "about": about, "case": page.case}
    return _answered(request, "decisions/review_comment.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def return_draft(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Returning a draft with reasons, and with the comments that are open (T9)."""
    claim = casework.weighed_claim(actor, record)
    case = claim.case
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: actions.return_assessment(
            case.id, RETURN, {"reasons": given["reasons"]}, acting=actor
        )
    ):
        messages.success(request, _("Done: {step}.").format(step=_("Return the assessment")))
        return redirect("case", record=case.id)
    shown = {
        "form": form,
        "case": case,
        "claim": claim,
        "tried": step_of(actor, case, RETURN),
        "draft": handed_in_drafts(case).last(),
        "comments": [one for one in comments_in(actor, case) if not one.is_settled],
    }
    return _answered(request, "decisions/review_return.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """All comments of a claim: the officer answers those that came back, a reviewer settles."""
    claim = casework.weighed_claim(actor, record)
    page = comments_page(actor, claim.case)
    says = OF_OFFICER if page.answers else OF_REVIEWER
    form = WordsForm(request.POST if request.method == "POST" else None, page.awaiting, says)
    if request.method == "POST" and form.is_valid() and _said(form, page, actor):
        messages.success(request, _("What you said is kept."))
        return redirect("decisions:comments", record=record)
    shown = {"form": form, "comments": page, "claim": claim, "case": claim.case}
    return _answered(request, "decisions/review_comments.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The quality checklist of a draft."""
    read = to_check(actor, record)
    form = QualityForm(request.POST or None, quality().indicators, read.answers)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_checklist(record, form.answers(), acting=actor)
        except NotHere:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            done = _("The checklist is complete.")
            part = _("The checklist is kept. It is not complete yet.")
            messages.success(request, done if kept.is_complete else part)
            return redirect("decisions:review", record=record)
    parts = [
        (_(title), [row for row in form.rows() if row[0].part == part])
        for part, title in PARTS.items()
    ]
    shown = {"form": form, "parts": parts, "draft": read.draft, "case": read.draft.claim.case}
    return _answered(request, "decisions/review_check.html", shown)


def _said(form: WordsForm, page: CommentsPage, actor: Actor) -> bool:
    """Whether it was kept. A refusal stands on the form."""
    act = actions.answer_comments if page.answers else actions.weigh_answers
    try:
        act(page.case, form.words(), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _answered(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, template, shown, status=WRONG if request.method == "POST" else 200)
