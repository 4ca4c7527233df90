"""Blank forms for days without power: nobody's data, for whoever may sign in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.registration.blank_forms import LANGUAGES, blank_family_form


@signed_in
@require_GET
def blank_forms(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The languages in which there is a form."""
    return render(request, "registration/blank_forms.html", {"languages": LANGUAGES})


@signed_in
@require_GET
def blank_form(request: HttpRequest, actor: Actor, language: str) -> HttpResponse:
    """The form in this language beside English, as a PDF."""
    if language not in dict(LANGUAGES):
        raise Http404
    answer = HttpResponse(blank_family_form(language), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="family-form-{language}.pdf"'
    return answer
