"""One's own work, the queue of an office, and how much each officer holds."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import Refusal
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import offices_where
from openrsd.accounts.roles import Permission
from openrsd.casework import queues
from openrsd.casework.actions import assigning
from openrsd.casework.colleagues import posts_in
from openrsd.casework.forms import PostForm
from openrsd.casework.models import Case
from openrsd.casework.policies import ASSIGNED
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.queues import Asked, is_overdue
from openrsd.casework.views.shared import WRONG
from openrsd.casework.words import AT_ONCE, TONES, level_in_words, next_in_words, state_in_words
from openrsd.texts import gettext as _
from openrsd.texts import ngettext, shown

ONLY = shown(
    {
        "": "Open work",
        queues.OVERDUE: "Overdue",
        queues.SOON: "Due soon",
        queues.UNASSIGNED: "Held by nobody",
        queues.FINISHED: "Finished",
    }
)
MOST_AT_ONCE = 50


@signed_in
@require_GET
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What there is to do: her cases, or the claims open to an applicant or representative."""
    if actor.kind != AccountKind.STAFF:
        return render(request, "casework/claims.html", {"page": queues.own_claims(actor)})
    asked = _asked(request.GET)
    page = queues.own_cases(actor, asked)
    names, danger = queues.called_in(actor, page.records), queues.in_danger(page.records)
    weighed = queues.weighed_of(actor, page.records)
    today = timezone.localdate()
    shown = {
        "rows": [
            {
                **_row(case, actor.roles, today, danger),
                "weighs": case.id in weighed,
                "called": names.get(case.id, ""),
            }
            for case in page.records
        ],
        "later": _later(request.GET, page.records) if page.more else "",
        **_filters(asked, without=queues.UNASSIGNED),
    }
    return render(request, "casework/own.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases of the offices where she assigns. Several can be assigned at once."""
    asked = _asked(request.GET)
    queue = queues.team_cases(actor, asked)
    posts = posts_in(offices_where(actor, Permission.ASSIGN_CASES), ASSIGNED)
    form = PostForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid() and _assign_all(request, form, actor):
        return redirect(request.get_full_path())
    danger = queues.in_danger(queue.page.records)
    today = timezone.localdate()
    shown = {
        "form": form,
        "rows": [
            {
                **_row(case, (), today, danger),
                "holder": queue.names.get(case.holder or UUID(int=0), ""),
            }
            for case in queue.page.records
        ],
        "loads": queues.loads(actor),
        "unassigned": queues.unassigned_count(actor),
        "later": _later(request.GET, queue.page.records) if queue.page.more else "",
        **_filters(asked),
    }
    status = WRONG if request.method == "POST" else 200
    return render(request, "casework/team.html", shown, status=status)


def _assign_all(request: HttpRequest, form: PostForm, actor: Actor) -> bool:
    """Assigns what was ticked, each by itself; what cannot be is told and stays."""
    user, role, office = form.chosen()
    ticked = _ids(request.POST.getlist("case"))
    if not ticked:
        form.add_error(None, _("Tick at least one case."))
        return False
    refused: list[str] = []
    for record in ticked[:MOST_AT_ONCE]:
        try:
            assigning.assign_case(record, user, role, office=office, acting=actor)
        except Refusal as refusal:
            refused.append(str(refusal))
    done = min(len(ticked), MOST_AT_ONCE) - len(refused)
    if done:
        text = ngettext("{count} case was assigned.", "{count} cases were assigned.", done)
        messages.success(request, text.format(count=done))
    for sentence in dict.fromkeys(refused):
        messages.error(request, sentence)
    return True


def _row(
    case: Case, held: "frozenset[str] | tuple[()]", today: date, danger: frozenset[UUID]
) -> dict[str, object]:
    level = AT_ONCE if case.id in danger else case.priority
    return {
        "case": case,
        "state": state_in_words(case.state),
        "next": next_in_words(case.state, held),
        "danger": case.id in danger,
        "level": level_in_words(level),
        "tone": TONES.get(level, "quiet"),
        "overdue": is_overdue(case, today),
        "days": (today - timezone.localdate(case.state_since)).days,
    }


def _asked(given: QueryDict) -> Asked:
    holders, afters = _ids([given.get("holder", "")]), _ids([given.get("after", "")])
    only = given.get("only", "")
    return Asked(
        state=given.get("state", ""),
        only=only if only in ONLY else "",
        holder=holders[0] if holders else None,
        after=afters[0] if afters else None,
    )


def _ids(texts: list[str]) -> list[UUID]:
    """Those of these texts that are ids; others find nothing."""
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _filters(asked: Asked, without: str = "-") -> dict[str, object]:
    states = [(one.id, _(one.title)) for one in shipped_procedure().states.values()]
    only = [(one, _(words)) for one, words in ONLY.items() if one != without]
    return {"states": states, "only": only, "asked": asked}


def _later(given: QueryDict, records: tuple[Case, ...]) -> str:
    """The address of the next page: the same question, behind the last case shown."""
    next_page = given.copy()
    next_page["after"] = str(records[-1].id)
    return f"?{next_page.urlencode()}"
