"""What is kept apart because it would endanger others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.interviews import actions, selectors
from openrsd.interviews.forms import ApartForm, ReaderForm
from openrsd.texts import gettext as _

WRONG = 422


@signed_in
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Writes something that stands in no record."""
    held = selectors.held(actor, record)
    form = ApartForm(request.POST or None)
    posted = request.method == "POST"
    if posted and form.tried(lambda given: actions.keep_apart(record, given["text"], acting=actor)):
        messages.success(request, _("It is kept apart. In the record, name it by its number only."))
        return redirect("interviews:keep-apart", record=record)
    shown = {"form": form, "interview": held, "parts": selectors.parts_open_to(actor, held)}
    return render(request, "interviews/keep_apart.html", shown, status=WRONG if posted else 200)


@signed_in
@require_GET
def apart(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One part, for those who are named."""
    part = selectors.part_apart(actor, record)
    shown = {"part": part, "text": part.text.open_or(_("(erased)"))}
    return render(request, "interviews/apart.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def readers(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Who may read a part: named by a supervisor, who does not read it by that."""
    part, known = selectors.part_to_name(actor, record)
    form = ReaderForm(request.POST or None, colleagues=known)
    posted = request.method == "POST"
    if posted and form.tried(
        lambda given: actions.name_reader(record, UUID(given["user"]), acting=actor)
    ):
        messages.success(request, _("The part is open to this colleague now."))
        return redirect("interviews:apart-readers", record=record)
    shown = {"form": form, "part": part}
    return render(request, "interviews/readers.html", shown, status=WRONG if posted else 200)
