"""A copy of a document with parts removed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.casework.views.shared import WRONG
from openrsd.evidence import selectors
from openrsd.evidence.actions.redacting import redact as remove
from openrsd.evidence.forms import RedactForm
from openrsd.evidence.models import Document
from openrsd.evidence.rules import rules


@signed_in
@require_http_methods(["GET", "POST"])
def redact(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Chooses what is removed; what comes of it is shown before anyone else sees it."""
    found = selectors.document_to_disclose(actor, record)
    kind = rules().file(found.kind)
    has_pages = bool(kind and kind.has_pictures)
    pages = [(page, _passages(found, page, has_pages)) for page in range(1, found.pages + 1)]
    codes = [f"{page}.{one.number}" for page, passages in pages for one in passages]
    form = RedactForm(request.POST or None, passages=codes, has_pages=has_pages)
    made: list[Document] = []
    if request.method == "POST" and form.tried(
        lambda given: made.append(
            remove(record, form.parts(), given["title"], given["note"], acting=actor)
        )
    ):
        return redirect("evidence:document", record=made[0].id)
    chosen = set(form["passages"].value() or ())
    shown = {
        "form": form,
        "document": found,
        "listed": selectors.described(found),
        "pages": pages,
        "chosen": chosen,
        "has_pages": has_pages,
        "is_long": found.pages > rules().limits.copied_pages,
    }
    status = WRONG if request.method == "POST" else 200
    return render(request, "evidence/redact.html", shown, status=status)


def _passages(found: Document, page: int, has_pages: bool) -> list[selectors.Passage]:
    """Those that can be removed by their number. Of words that were recognised in a picture nobody
    knows where they stand: there, parts of the page are removed.
    """
    passages, is_recognised = selectors.passages(found, page)
    return [] if is_recognised and has_pages else [one for one in passages if one.text]
