"""The assessment form to read and to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.assessment import selectors


@signed_in
@require_GET
def paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The whole assessment to read and to print."""
    page = selectors.assessment(actor, record)
    return render(request, "assessment/paper.html", {"page": page, "claim": page.claim})
