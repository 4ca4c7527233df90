"""What the pages of this room share: one form on a page, and where they lead back to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.forms import WordedForm
from openrsd.accounts.models import AccountKind
from openrsd.casework.errors import NotYourPart
from openrsd.casework.models import Case, Claim
from openrsd.casework.policies import assignable
from openrsd.casework.selectors import may_read

WRONG = 422


def page_of(actor: Actor, case: Case) -> str:
    """The page of a case that she may see: the case itself, what stands in clear of it, or, at the
    desk, the person.
    """
    principal = Claim.objects.get(compartment=case.compartment)
    if may_read(actor, case):
        staff = actor.kind == AccountKind.STAFF
        name, record = ("case", case.id) if staff else ("casework:claim", principal.id)
    elif assignable(actor).filter(pk=case.pk).exists():
        name, record = "casework:office-case", case.id
    else:
        name, record = "registration:person", principal.person_id
    return reverse(name, kwargs={"record": record})


def not_yours(request: HttpRequest, actor: Actor, case: Case) -> HttpResponse:
    """Back to the case, of which she knows, with why this page is not hers."""
    messages.error(request, str(NotYourPart()))
    return redirect(page_of(actor, case))


FIND = "find"


def asked_of(request: HttpRequest) -> QueryDict | None:
    """What was sent to be done; nothing where somebody was only looked for."""
    return None if FIND in request.POST else request.POST or None


def filled_in(
    request: HttpRequest,
    form: WordedForm,
    act: Callable[[dict[str, Any]], object],
    *,
    back: str,
    **shown: Any,
) -> HttpResponse:
    """A page with this form; once it is filled in and the act is done, back to where it came from.

    `shown` has `title`, `save` for the button, `finds` where somebody is looked up before
    (`asked_of`), and more where the page says more; by `number`, that of the case, what is typed is
    kept with the case until it is sent.
    """
    is_sent = request.method == "POST" and FIND not in request.POST
    if is_sent and form.tried(act):
        return redirect(back)
    status = WRONG if is_sent else 200
    keeps_in = compartment_of(shown.get("number", ""))
    page = {"form": form, "back": back, "keeps_in": keeps_in, **shown}
    return render(request, "casework/form.html", page, status=status)


def compartment_of(number: str) -> UUID | None:
    """Where what is typed about the case of this number is sealed: with the claim of the person."""
    principal = Claim.objects.filter(case__number=number, is_principal=True)
    return principal.values_list("compartment", flat=True).first()
