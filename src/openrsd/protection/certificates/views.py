"""Pages on which a choice is recorded and a certificate is handed out. They decide nothing."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.protection.certificates import actions, selectors
from openrsd.protection.certificates.choosing import FORM_WORDS, Form
from openrsd.protection.certificates.forms import ChoiceForm, PrintForm, RevokeForm
from openrsd.protection.certificates.paper import languages_of, usual_languages
from openrsd.protection.certificates.profile import profile
from openrsd.texts import gettext as _

WRONG = 422
PAGE = "protection:certificate-choice"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What a person chose about a certificate, and the certificate itself."""
    usual = usual_languages(profile())
    if request.method != "POST":
        return _page(request, actor, record, ChoiceForm(usual=usual))
    form = ChoiceForm(request.POST, usual=usual)
    if form.tried(lambda given: actions.record_choice(record, form.choice(given), acting=actor)):
        messages.success(request, _("The choice is recorded."))
        return redirect(PAGE, record=record)
    return _page(request, actor, record, form, status=WRONG)


@require_POST
@signed_in
def issue(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A certificate for a person who chose one."""
    return _done(request, record, lambda: actions.issue(record, acting=actor), _("It is issued."))


@require_POST
@signed_in
def replace(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A new certificate instead of a lost one."""
    return _done(
        request,
        record,
        lambda: actions.replace(record, acting=actor),
        _("The lost certificate is revoked, and a new one is issued."),
    )


@require_POST
@signed_in
def revoke(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Ends a certificate."""
    form = RevokeForm(request.POST)
    if form.tried(lambda given: actions.revoke(record, form.reason(given), acting=actor)):
        messages.success(request, _("It is revoked. What protects the person stays as it is."))
        return redirect(PAGE, record=record)
    return _page(request, actor, record, revoking=form, status=WRONG)


@require_POST
@signed_in
def on_paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The certificate as a PDF."""
    return _printed(request, actor, record, Form.PAPER)


@require_POST
@signed_in
def on_telephone(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The certificate as a picture."""
    return _printed(request, actor, record, Form.PHONE)


def _printed(request: HttpRequest, actor: Actor, record: UUID, form: Form) -> HttpResponse:
    asked = PrintForm(request.POST, request.FILES)
    files: list[actions.Printed] = []
    if asked.tried(
        lambda given: files.append(
            actions.printed(record, form, _bytes(given["portrait"]), acting=actor)
        )
    ):
        made = files[0]
        disposition = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return HttpResponse(made.content, content_type=made.kind, headers=disposition)
    return _page(request, actor, record, printing=asked, status=WRONG)


def _bytes(given: UploadedFile | None) -> bytes | None:
    return given.read() if given else None


def _done(request: HttpRequest, record: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(PAGE, record=record)


def _page(
    request: HttpRequest,
    actor: Actor,
    record: UUID,
    form: ChoiceForm | None = None,
    *,
    revoking: RevokeForm | None = None,
    printing: PrintForm | None = None,
    status: int = 200,
) -> HttpResponse:
    of_person, decided = selectors.to_change(actor, record), profile()
    chosen = of_person.choice
    shown = {
        "record": record,
        "found": of_person,
        "chosen": _(FORM_WORDS[chosen.form]) if chosen else "",
        "wants_one": chosen is not None and chosen.form is not Form.NONE,
        "languages": languages_of(chosen.languages if chosen else (), decided),
        "decided": decided,
        "form": form or ChoiceForm(usual=usual_languages(decided)),
        "revoking": revoking or RevokeForm(),
        "printing": printing or PrintForm(),
    }
    return render(request, "protection/certificates/choice.html", shown, status=status)
