"""Who drafts, who signs, who writes letters."""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind
from openrsd.casework.models import Claim
from openrsd.casework.policies import weighed_by
from openrsd.decisions.models import Draft, Letter

DRAFTING = frozenset({"case-officer"})
SIGNING = frozenset({"reviewer"})


def draftable(actor: Actor) -> QuerySet[Claim]:
    """Claims on which she drafts and of which she writes letters."""
    return scope(actor, Claim.objects.all(), on_duty_as=DRAFTING)


def signable(actor: Actor) -> QuerySet[Draft]:
    """Drafts that were given to her to review."""
    return scope(actor, Draft.objects.all(), on_duty_as=SIGNING)


def drafts(actor: Actor) -> QuerySet[Draft]:
    """Drafts on claims that she weighs."""
    return weighed_by(actor, Draft.objects.all())


def letters(actor: Actor) -> QuerySet[Letter]:
    """Letters on claims that she weighs; her own, and those to whom she represents."""
    if actor.kind == AccountKind.STAFF:
        return weighed_by(actor, Letter.objects.all())
    return scope(actor, Letter.objects.all())
