"""`{% comments_that_wait claim %}`: how many comments of a review wait for the reader."""

from typing import Any

from django import template
from django.http import HttpRequest

from openrsd.accounts.acting import Actor
from openrsd.casework.models import Claim
from openrsd.decisions.selectors.commenting import comments_page

register = template.Library()


@register.inclusion_tag("decisions/review_waiting_part.html", takes_context=True)
def comments_that_wait(context: template.Context, claim: Claim) -> dict[str, Any]:
    """A note with a link to them; nothing where none waits for her."""
    request: HttpRequest = context["request"]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return {"claim": claim, "number": len(comments_page(actor, claim.case).awaiting)}
