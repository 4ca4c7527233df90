"""Pages of appeals: what was filed, what is added, what is decided, what became of decisions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.accounts.models import AccountKind
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Claim
from openrsd.casework.steps import Tried, case_to_move, step_of
from openrsd.casework.views.shared import WRONG, page_of
from openrsd.casework.words import said_in_words
from openrsd.decisions import actions
from openrsd.decisions.appeals import EntryKind
from openrsd.decisions.forms.appealing import (
    LATE,
    AnswerForm,
    DecideForm,
    FileForm,
    GroundForm,
    HearingForm,
    StepShownForm,
    SubmissionForm,
    TakeUpForm,
)
from openrsd.decisions.selectors import appealing as selectors
from openrsd.decisions.selectors.outcomes import outcomes as told_outcomes
from openrsd.decisions.words import BY, HOW
from openrsd.texts import gettext as _
from openrsd.texts import shown

FILING, TAKING_UP = "T15a", "T16"
_TITLES = shown(
    {
        EntryKind.GROUND: "Add a ground",
        EntryKind.SUBMISSION: "Add a submission",
        EntryKind.HEARING: "Record the hearing",
    }
)


@signed_in
@require_GET
def appeal(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """An appeal, as far as the reader may know it."""
    page = selectors.appeal(actor, record)
    return render(
        request, "decisions/appeal.html", {"page": page, "claim": page.claim, **_ways(page)}
    )


@signed_in
@require_http_methods(["GET", "POST"])
def file_appeal(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Filing an appeal, late or not: by the person, whoever represents them, or at a desk."""
    claim = _claim_to_move(actor, record)
    tried = _first(actor, claim.case, FILING, LATE)
    if tried is None:
        return _not_now(request, actor, claim.case)
    transition = tried.option.transition.id
    seen = selectors.to_file(actor, claim)
    form = FileForm(
        request.POST or None,
        known=seen.disputable,
        for_staff=actor.kind == AccountKind.STAFF,
        asks={one.id for one in tried.option.needs},
        is_late=seen.is_late,
    )

    def act() -> object:
        of, inputs = claim.case_id, form.inputs(transition)
        return tried.door.act(of, transition, inputs, acting=actor, filed=form.filed())

    if request.method == "POST" and _made(form, act):
        messages.success(request, _("The appeal is filed."))
        return redirect(_onward(actor, claim))
    page = {
        "form": form,
        "claim": claim,
        "title": _(tried.option.transition.title),
        "last_day": seen.last_day,
        "is_late": seen.is_late,
        "safeguards": [_(one) for one in tried.option.transition.safeguards],
        "back": page_of(actor, claim.case),
    }
    return _answered(request, "decisions/appeal_file.html", page)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, actor: Actor, record: UUID, kind: str) -> HttpResponse:
    """A ground, a submission, or that the person was heard."""
    page = selectors.appeal(actor, record)
    if kind not in set(EntryKind) or (kind == EntryKind.HEARING and not page.hears):
        raise NotHere
    data = request.POST or None
    form: GroundForm | SubmissionForm | HearingForm
    match EntryKind(kind):
        case EntryKind.GROUND:
            form = GroundForm(data, known=page.disputable)
        case EntryKind.SUBMISSION:
            form = SubmissionForm(data)
        case EntryKind.HEARING:
            form = HearingForm(data)
    if request.method == "POST" and form.tried(
        lambda _given: actions.add_to_appeal(record, form.said(), acting=actor)
    ):
        return redirect("decisions:appeal", record=record)
    shown_ = {
        "form": form,
        "claim": page.claim,
        "title": _(_TITLES[EntryKind(kind)]),
        "back": reverse("decisions:appeal", args=[record]),
    }
    return _answered(request, "decisions/appeal_add.html", shown_)


@signed_in
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Taking an appeal up: who took part before, and whether the person is heard again."""
    page = selectors.hearing(actor, record)
    tried = step_of(actor, page.case, TAKING_UP)
    if tried is None:
        return _not_now(request, actor, page.case)
    form = TakeUpForm(request.POST or None)

    def act() -> object:
        return tried.door.act(page.case.id, TAKING_UP, form.inputs(), acting=actor)

    if request.method == "POST" and _made(form, act):
        return redirect("decisions:appeal", record=record)
    shown_ = {"form": form, "page": page, "claim": page.claim}
    return _answered(request, "decisions/appeal_take_up.html", shown_)


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Writing at the decision, examining as things are today, and deciding."""
    at = selectors.deciding(actor, record)
    if not at.page.may_decide:
        return _not_now(request, actor, at.page.case)
    asked = request.POST.get("act", "")
    written = AnswerForm(
        request.POST if asked == "save" else None, grounds=at.grounds, answer=at.answer
    )
    decision = DecideForm(request.POST if asked == "decide" else None, members=at.members)
    here = redirect("decisions:decide-appeal", record=record)
    if asked == "save" and written.tried(
        lambda given: actions.save_appeal_decision(
            record, written.said(), based_on=given["based_on"], acting=actor
        )
    ):
        messages.success(request, _("Saved. Only those who hear the appeal can read it."))
        return here
    if asked == "examine":
        actions.examine_today(record, acting=actor)
        return here
    if asked == "decide" and _made(
        decision,
        lambda: actions.decide_appeal(
            at.page.case.id, at.answer.result or "T17b", decision.inputs(), acting=actor
        ),
    ):
        return redirect("decisions:appeal", record=record)
    shown_ = {
        "at": at,
        "page": at.page,
        "claim": at.page.claim,
        "form": written,
        "decision": decision,
        "version": at.written.version if at.written else 0,
    }
    return _answered(request, "decisions/appeal_decide.html", shown_)


@signed_in
@require_GET
def outcomes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What became, on appeal, of decisions that she made or that her office made."""
    return render(request, "decisions/appeal_outcomes.html", {"lines": told_outcomes(actor)})


def _ways(page: selectors.AppealPage) -> dict[str, Any]:
    """Where the reader can go on from here."""
    of = [page.claim.id]
    return {
        "may_file": bool(_first(page.actor, page.case, FILING, LATE)),
        "may_take_up": bool(page.hears and step_of(page.actor, page.case, TAKING_UP)),
        "file_address": reverse("decisions:file-appeal", args=of),
        "by": _(BY[page.statement.by]) if page.statement else "",
        "how": _(HOW[page.statement.how]) if page.statement else "",
    }


def _claim_to_move(actor: Actor, record: UUID) -> Claim:
    """The principal claim of a case in which she has a duty; at the desk the claim stays closed."""
    claim = Claim.objects.select_related("case", "person").filter(pk=record).first()
    # The same look and the same answer, whether it exists or not.
    case_to_move(actor, claim.case_id if claim else record)
    assert claim is not None
    return claim


def _first(actor: Actor, case: Case, *steps: str) -> Tried | None:
    return next((found for one in steps if (found := step_of(actor, case, one))), None)


def _not_now(request: HttpRequest, actor: Actor, case: Case) -> HttpResponse:
    stands = said_in_words(case.state)
    text = _("This step does not lead on from where the case stands: {state}")
    messages.error(request, text.format(state=stands))
    return redirect(page_of(actor, case))


def _onward(actor: Actor, claim: Claim) -> str:
    """The appeal, where she may read it; else where she came from."""
    if selectors.may_read(actor, claim):
        return reverse("decisions:appeal", args=[claim.id])
    return page_of(actor, claim.case)


def _made(form: StepShownForm, act: Callable[[], object]) -> bool:
    """Whether the step was made. Else its reasons stand on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotHere:
        raise
    except StepRefused as refusal:
        form.refuse(refusal)
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _answered(request: HttpRequest, template: str, shown_: dict[str, Any]) -> HttpResponse:
    return render(request, template, shown_, status=WRONG if request.method == "POST" else 200)
