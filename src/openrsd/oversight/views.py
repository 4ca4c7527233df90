"""Pages for data protection. They decide nothing."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.limits import limited
from openrsd.accounts.records import record_kind
from openrsd.accounts.roles import Permission
from openrsd.accounts.signing_in.confirming import confirmed_recently
from openrsd.ledger.checkpoint_text import checkpoint_text
from openrsd.oversight import actions, acts, exporting, policies, selectors
from openrsd.oversight.actions import LEDGER
from openrsd.oversight.erasure_policies import may_ask
from openrsd.oversight.forms import ExportForm, SearchForm
from openrsd.oversight.searching import Place

# Reading the ledger, in whatever form, is counted together.
LEDGER_LIMIT = "ledger"
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@limited(LEDGER_LIMIT)
@signed_in
@require_safe
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ledger, newest first, by what is asked for."""
    require(actor, Permission.SEARCH_LEDGER, act=acts.SEARCHED, subject_kind=LEDGER)
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "oversight/search.html", {"form": form}, status=422)
    page = selectors.search(actor, form.search, _before(request))
    shown = {
        "form": form,
        "page": page,
        "later": _later(request, page),
        "export": f"{reverse('ledger_export')}?{_asked(request)}",
    }
    return render(request, "oversight/search.html", shown)


@limited(LEDGER_LIMIT)
@signed_in
@require_safe
def entry(request: HttpRequest, actor: Actor, entry: UUID) -> HttpResponse:
    """One entry, and what is proven of it."""
    return render(request, "oversight/entry.html", {"page": selectors.entry(actor, entry)})


@limited(LEDGER_LIMIT)
@signed_in
@require_safe
def reason(request: HttpRequest, actor: Actor, entry: UUID) -> HttpResponse:
    """The written reason of an entry."""
    text = selectors.reason(actor, entry)
    return render(request, "oversight/reason.html", {"text": text, "entry": entry})


@limited(LEDGER_LIMIT)
@signed_in
@require_safe
def who_looked(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """Who looked at a record, and who changed it."""
    page = selectors.who_looked(actor, kind, record, _before(request))
    # Whoever sees this by searching rights alone cannot open the record.
    by_search = policies.may_search(actor)
    back = "" if by_search else reverse(record_kind(kind).page, kwargs={"record": record})
    shown = {
        "page": page,
        "later": _later(request, page),
        "back": back,
        "may_erase": may_ask(actor),
        "kind": kind,
        "record": record,
    }
    return render(request, "oversight/who_looked.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@limited(LEDGER_LIMIT)
@confirmed_recently
def export(request: HttpRequest) -> HttpResponse:
    """A search as a file, with a reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, Permission.SEARCH_LEDGER, act=acts.EXPORTED_SEARCH, subject_kind=LEDGER)
    asked, form = SearchForm(request.GET), ExportForm(request.POST or None)
    if not asked.is_valid():
        return redirect(f"{reverse('ledger')}?{_asked(request)}")
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        shown = {"form": form, "most": exporting.MOST}
        return render(request, "oversight/export.html", shown, status=status)
    kind = form.cleaned_data["form"]
    exported = exporting.export_search(
        asked.search, kind, form.cleaned_data["reason"], acting=actor
    )
    answer = HttpResponse(exported.content, content_type=_TYPES[kind])
    name = "ledger-cut" if exported.is_cut else "ledger"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


@signed_in
@require_safe
def state(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How the ledger stands."""
    return render(request, "oversight/state.html", {"state": selectors.state(actor)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoint(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The newest checkpoint, to print or copy; POST signs a new one."""
    if request.method == "POST":
        actions.sign_ledger(settings.INSTALLATION, acting=actor)
        return redirect("ledger_checkpoint")
    signed = selectors.state(actor).checkpoint
    shown = {"signed": signed, "text": checkpoint_text(signed) if signed else ""}
    return render(request, "oversight/checkpoint.html", shown)


def _before(request: HttpRequest) -> Place | None:
    text = request.GET.get("before")
    try:
        return Place.read(text) if text else None
    except ValueError:
        raise NotHere from None


def _asked(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("before", None)
    return asked.urlencode()


def _later(request: HttpRequest, page: selectors.SearchPage) -> str:
    if page.behind is None:
        return ""
    asked = request.GET.copy()
    asked["before"] = str(page.behind)
    return f"?{asked.urlencode()}"
