"""Documents sent in pieces by the script of the page; without it the plain form does."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.views.shared import WRONG
from openrsd.evidence.actions import uploading
from openrsd.evidence.errors import OutOfOrder
from openrsd.evidence.forms import AddForm
from openrsd.evidence.rules import rules


@signed_in
@require_POST
def begin(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A document is about to be sent: `name`, `size`, `changed`. It says which piece is awaited."""
    size = request.POST.get("size", "")
    about = (request.POST.get("name", ""), int(size) if size.isdigit() and len(size) < 12 else 0)
    try:
        upload = uploading.begin(record, *about, request.POST.get("changed", ""), acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        return _refused(refusal)
    awaited = uploading.next_of(upload)
    return _told(upload=str(upload.id), next=awaited, bytes=rules().limits.piece_bytes)


@signed_in
@require_POST
def piece(request: HttpRequest, actor: Actor, upload: UUID, position: int) -> HttpResponse:
    """One piece, as it is."""
    try:
        awaited = uploading.add_piece(upload, position, request.body, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        return _refused(refusal)
    return _told(next=awaited)


@signed_in
@require_POST
def finish(request: HttpRequest, actor: Actor, upload: UUID) -> HttpResponse:
    """All of it is there: it is read and taken in, with what the form says of it."""
    form = AddForm(request.POST, actor=actor, without_files=True)
    if not form.is_valid():
        wrong = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"refused": " ".join(wrong)}, status=WRONG)
    from_person = bool(form.cleaned_data.get("from_person"))
    try:
        uploading.finish(upload, form.said(), from_person=from_person, acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        return _refused(refusal)
    return _told(taken=True)


def _told(**said: Any) -> HttpResponse:
    return HttpResponse(json.dumps(said), content_type="application/json")


def _refused(refusal: Refusal) -> HttpResponse:
    again = isinstance(refusal, OutOfOrder)
    return JsonResponse({"refused": str(refusal), "again": again}, status=WRONG)
