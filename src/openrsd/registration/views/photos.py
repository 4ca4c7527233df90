"""The photo of a person. Its address says nothing, and no browser keeps it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.registration import selectors
from openrsd.registration.actions import photographing
from openrsd.registration.forms import PhotoForm
from openrsd.registration.models import Block


@signed_in
@require_GET
def photo(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The picture itself; nothing where there is none, or none for her."""
    picture = selectors.photo(actor, record)
    if not picture:
        return HttpResponse(status=204)
    answer = HttpResponse(picture, content_type="image/jpeg")
    answer.headers["Content-Disposition"] = "inline"
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Keeps another photo, or takes it away."""
    recorded = selectors.person_to_change(actor, record)
    if "remove" in request.POST:
        photographing.remove_photo(record, acting=actor)
        return redirect("registration:person", record=record)
    form = PhotoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.tried(
        lambda given: photographing.keep_photo(
            record, given["photo"], agreed=given["agreed"], acting=actor
        )
    ):
        return redirect("registration:person", record=record)
    status = 422 if request.method == "POST" else 200
    has_photo = bool(recorded.content(Block.PHOTO).get("file"))
    shown = {"form": form, "recorded": recorded, "has_photo": has_photo}
    return render(request, "registration/photo.html", shown, status=status)
