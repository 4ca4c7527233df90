"""The page on which a letter is read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.decisions.selectors import letters as selectors


@signed_in
@require_GET
def letter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter, word for word."""
    return render(request, "decisions/letter.html", {"letter": selectors.letter(actor, record)})
