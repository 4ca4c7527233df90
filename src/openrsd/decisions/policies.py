"""Who drafts, who signs, who writes letters."""

from typing import Any

from django.db.models import Q, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import opened_compartments
from openrsd.casework.models import Case, Claim
from openrsd.casework.policies import assignable, declared_by, weighed_by
from openrsd.decisions.models import Draft, Letter, NegationProposal, ReviewComment
from openrsd.protection.policies import DRAFTING as PROPOSING
from openrsd.protection.policies import READING_BARS
from openrsd.protection.policies import SIGNING as SIGNING_BARS

DRAFTING = frozenset({"case-officer"})
SIGNING = frozenset({"reviewer"})
TELLING = frozenset({"case-officer", "appeal-officer"})
# Who decides that something is told in person only: never whoever drafted it.
KEEPING_BACK = frozenset({"reviewer", "supervisor"})
HEARING = frozenset({"appeal-officer"})
# Who takes part in a decision of first instance.
DECIDING = DRAFTING | SIGNING | {"legal-specialist"}
# Who writes down what the person says of an appeal (procedure, T15).
WRITING_DOWN = frozenset(
    {
        "case-officer", "reviewer", "appeal-officer", "supervisor", "legal-specialist",
        "child-protection-officer", "unhcr-liaison",
    }
)  # fmt: skip


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


def comments(actor: Actor) -> QuerySet[ReviewComment]:
    """Comments on claims that she weighs. Whoever drafts reads them once the draft came back."""
    mine = opened_compartments(actor, on_duty_as=DRAFTING)
    not_yet = Q(compartment__in=mine) & Q(draft__signatures=None)
    return weighed_by(actor, ReviewComment.objects.exclude(not_yet)).distinct()


def answerable(actor: Actor) -> QuerySet[ReviewComment]:
    """Comments on drafts of claims on which she drafts, once they came back to her."""
    returned = ReviewComment.objects.filter(draft__signatures__is_return=True)
    return scope(actor, returned, on_duty_as=DRAFTING).distinct()


def weighable(actor: Actor) -> QuerySet[ReviewComment]:
    """Comments in claims that were given to her to review, those of an earlier reviewer too."""
    return scope(actor, ReviewComment.objects.all(), on_duty_as=SIGNING)


def appealable(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she adds to the appeal: her own, those of whom she represents, and those of
    which she writes down what the person says.
    """
    if actor.kind == AccountKind.STAFF:
        return scope(actor, Claim.objects.all(), on_duty_as=WRITING_DOWN)
    return scope(actor, Claim.objects.all())


def heard(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she hears the appeal."""
    return scope(actor, Claim.objects.all(), on_duty_as=HEARING)


def appeals(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she reads what was appealed: staff who weigh them, the person, counsel."""
    if actor.kind == AccountKind.STAFF:
        return weighed_by(actor, Claim.objects.all())
    return scope(actor, Claim.objects.all())


def negatable(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she proposes what does not bar removal: those on which she works."""
    return scope(actor, Claim.objects.all(), on_duty_as=PROPOSING)


def followed(actor: Actor, took_part: QuerySet[Any, Any]) -> QuerySet[Case]:
    """Cases of which she is told what became of the decision on appeal: those in whose decision she
    took part, and those of the offices that she supervises; none in which she has a conflict.
    """
    cases = Case.objects.filter(Q(id__in=took_part) | Q(id__in=assignable(actor).values("id")))
    return cases.exclude(compartment__in=declared_by(actor).values("compartment"))


def negations(actor: Actor) -> QuerySet[NegationProposal]:
    """Proposals about bars, on claims that she weighs on duty."""
    return scope(actor, NegationProposal.objects.all(), on_duty_as=READING_BARS)


def negations_to_sign(actor: Actor) -> QuerySet[NegationProposal]:
    """Proposals that she may answer as the second person."""
    return scope(actor, NegationProposal.objects.all(), on_duty_as=SIGNING_BARS)


def bars(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she reads what stands against removal, and what was proposed."""
    return scope(actor, Claim.objects.all(), on_duty_as=READING_BARS)


def tellable(actor: Actor) -> QuerySet[Claim]:
    """Claims whose letters she writes."""
    return scope(actor, Claim.objects.all(), on_duty_as=TELLING)


def kept_back_by(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she decides what stays out of a letter."""
    return scope(actor, Claim.objects.all(), on_duty_as=KEEPING_BACK)
