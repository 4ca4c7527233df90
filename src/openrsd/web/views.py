"""The front page, locking, and the pages of what went wrong as Django asks for them."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.roles import Permission
from openrsd.web import actions, acts
from openrsd.web.error_pages import error_page
from openrsd.web.locked_page import locked_headers, locked_page
from openrsd.web.navigation import Place, links
from openrsd.web.unsent import page_of_what_was_sent, worth_showing
from openrsd.web.waiting import what_waits_for


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for whoever signed in, and where she can go."""
    actor = _actor(request)
    work = [link for link in links(actor, Place.BAR, request.path) if link.says]
    return render(
        request, "web/home.html", {"actor": actor, "waits": what_waits_for(actor), "work": work}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Asks once, then locks. The answer is the page that everyone sees from then on."""
    actor = _actor(request)
    if request.POST.get("sure") != "yes":
        require(actor, Permission.LOCK, act=acts.LOCK, subject_kind=actions.SUBJECT)
        return render(request, "web/lock.html")
    try:
        actions.lock_installation(settings.PLACES.run, acting=actor)
    except actions.MayNotLock:
        raise Http404 from None
    # It brings a policy of its own, which names the one style that it carries in itself.
    return HttpResponse(
        locked_page(), status=503, headers=dict(locked_headers(https=settings.HTTPS))
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is more than is taken."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent, or not yours: nobody can tell which."""
    return error_page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Throttled."""
    return error_page(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of the program."""
    return error_page(request, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old. What somebody typed into our own form is shown again."""
    if worth_showing(request):
        return page_of_what_was_sent(request)
    return error_page(request, 403)
