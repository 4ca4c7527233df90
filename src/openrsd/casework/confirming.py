"""Whoever a step names beside the one who makes it must have agreed before, with their own hand.

Without this, one person could write down the name of a colleague and be two people at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.models import Posting
from openrsd.casework.models import Case, Confirmation
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.refusals import Refusal
from openrsd.casework.procedure.shapes import InputFile, Kind, TransitionFile
from openrsd.texts import gettext as _

# The roles of whoever an input can name.
NAMED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "interpreter": frozenset({"interpreter"}),
        "specialist": frozenset({"legal-specialist", "child-protection-officer"}),
        "supervisor": frozenset({"supervisor"}),
        "authorised-by": frozenset({"supervisor"}),
        "headquarters-signer": frozenset({"reviewer", "legal-specialist"}),
        "panel-member": frozenset({"appeal-officer"}),
        "other-signer": frozenset({"case-officer", "reviewer"}),
    }
)
# An interpreter is there to be heard, and agrees to nothing in the case.
WITHOUT_WORD = frozenset({"interpreter"})


def asks_for_word(one: InputFile) -> bool:
    """Whether whoever this input names must have confirmed the step before."""
    return one.kind is Kind.USER and one.id not in WITHOUT_WORD


def unconfirmed(
    case: Case, declared: TransitionFile, inputs: Mapping[str, Any]
) -> Iterator[Refusal]:
    """A reason for everyone named who did not confirm, or cannot be named so."""
    named = [(one, inputs.get(one.id)) for one in declared.inputs if one.kind is Kind.USER]
    for one, user in named:
        if not isinstance(user, str) or not user:
            continue
        if asks_for_word(one):
            known = str(user) in given_words(case, declared.id, one.id)
            says = _("This colleague has not confirmed it: {title}.")
            do = _("Ask them to confirm it on the page of the case; then make the step.")
        else:
            known = _is_posted(user, NAMED[one.id])
            says = _("This colleague cannot be named here: {title}.")
            do = _("Choose someone who holds that role.")
        if not known:
            yield Refusal(f"input:{one.id}", says.format(title=_(one.title)), do)


def given_words(case: Case, transition: str, part: str) -> frozenset[str]:
    """The users who confirmed this part of the step since the case came to stand where it is."""
    found = Confirmation.objects.filter(
        case=case, transition=transition, part=part, at__gte=case.state_since
    )
    return frozenset(str(user) for user in found.values_list("by", flat=True))


def _is_posted(user: str, roles: frozenset[str]) -> bool:
    return any(str(known) == user for known in posted_as(roles))


def posted_as(roles: frozenset[str]) -> list[UUID]:
    """The users who hold one of these roles anywhere now."""
    now = timezone.now()
    posted = Posting.objects.filter(
        Q(until=None) | Q(until__gt=now), user__is_active=True, role__in=roles, since__lte=now
    )
    return list(posted.values_list("user_id", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class WordAsked:
    """That a step which leads on from here can name someone of this role."""

    transition: str
    part: str
    role: str
    title: str


def words_asked_of(state: str, held: frozenset[str]) -> tuple[WordAsked, ...]:
    """The confirmations that someone with these roles in the case can give now."""
    found: list[WordAsked] = []
    for declared in shipped_procedure().from_state(state):
        for one in declared.inputs:
            role = min(held & NAMED.get(one.id, frozenset()), default=None)
            if asks_for_word(one) and role:
                title = _("{step}: {part}").format(step=_(declared.title), part=_(one.title))
                found.append(WordAsked(declared.id, one.id, role, title))
    return tuple(found)
