"""What is proposed to end a safeguard: what waits for a second person, and what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import opened_compartments
from openrsd.accounts.roles import title_of
from openrsd.casework import policies
from openrsd.casework.ages import birth_in
from openrsd.casework.duties import roles_in
from openrsd.casework.models import Case, Claim, StandingProposal
from openrsd.casework.queues import names_of
from openrsd.casework.standing import ADULT, CONFIRMING, ENDS, EVERY_CONFIRMING, Safeguard
from openrsd.registration.models import Block
from openrsd.registration.policies import readable as registered_persons
from openrsd.registration.selectors import person_with_history
from openrsd.texts import gettext as _
from openrsd.vault import VaultError


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal in words: what, by whom, when and why, and who answered it how."""

    id: UUID
    says: str
    by: str
    at: datetime
    reason: str
    is_open: bool
    may_answer: bool
    confirmed: bool
    answered_by: str
    answered_at: datetime | None
    answer: str
    whose: str
    is_of_age: bool


def proposals_of(case: Case) -> QuerySet[StandingProposal]:
    """Everything that was proposed for the claim after which a case is named, the newest first."""
    found = StandingProposal.objects.filter(compartment=case.compartment)
    return found.order_by("-proposed_at", "-id")


def waiting(case: Case) -> QuerySet[StandingProposal]:
    """What waits for a second person."""
    return proposals_of(case).filter(answered_at=None)


def ends_of(proposal: StandingProposal) -> tuple[Safeguard, str]:
    """The safeguard that would end, and the age that is proposed where it is the age."""
    content: Any = proposal.content.open()
    return Safeguard(content["ends"]), str(content["to"])


def answering_role(actor: Actor, case: Case, safeguard: Safeguard) -> str | None:
    """The role in which she answers that this safeguard is to end; None where in none."""
    return min(roles_in(actor, case) & CONFIRMING[safeguard], default=None)


def proposed_for(actor: Actor, case: Case) -> tuple[Proposed, ...]:
    """Every proposal of a case, for whoever weighs it; for others there is none."""
    found = list(policies.weighed_by(actor, proposals_of(case)))
    if not found:
        return ()
    held = roles_in(actor, case)
    people = {one.proposed_by for one in found}
    names = names_of(people | {one.answered_by for one in found if one.answered_by})
    return tuple(_in_words(found, names, held, actor))


def cases_that_wait_for(actor: Actor) -> list[UUID]:
    """The cases in which she answers, and somebody else proposed to end a safeguard."""
    hers = opened_compartments(actor, on_duty_as=EVERY_CONFIRMING)
    open_ones = StandingProposal.objects.filter(answered_at=None, compartment__in=hers)
    by_others = open_ones.exclude(proposed_by=actor.id)
    return list(by_others.order_by("case").values_list("case", flat=True).distinct())


def births_told(actor: Actor, case: Case) -> list[str]:
    """Each date of birth that was recorded, as it was said, for her to whom the person is open. The
    look is recorded; for whoever may not see it there is none.
    """
    person = Claim.objects.get(compartment=case.compartment).person_id
    if not registered_persons(actor).filter(id=person).exists():
        return []
    told = person_with_history(actor, person)
    earlier = [one.content.open() for one in reversed(told.earlier.get(Block.PARTICULARS, []))]
    every = (birth_in(one) for one in (*earlier, told.recorded.content(Block.PARTICULARS)))
    return list(dict.fromkeys(one.as_said for one in every if one and one.as_said))


def says_of(safeguard: Safeguard, to: str) -> str:
    """What is proposed, in a sentence."""
    if safeguard is Safeguard.AGE and to == ADULT:
        return _("The person is an adult")
    return _(ENDS[safeguard])


def whose_answer(safeguard: Safeguard) -> str:
    """The roles that can answer, in words."""
    return _(" or ").join(title_of(role) for role in sorted(CONFIRMING[safeguard]))


def _in_words(
    found: list[StandingProposal], names: dict[UUID, str], held: frozenset[str], actor: Actor
) -> Iterator[Proposed]:
    for one in found:
        try:
            content: Any = one.content.open()
            answer: Any = one.answer.open() if one.answer else {}
        except VaultError:
            continue
        safeguard, is_open = Safeguard(content["ends"]), one.answered_at is None
        others = one.proposed_by != actor.id
        yield Proposed(
            one.id,
            says_of(safeguard, content["to"]),
            names.get(one.proposed_by, _("(unknown)")),
            one.proposed_at,
            content["reason"],
            is_open,
            is_open and others and bool(held & CONFIRMING[safeguard]),
            answer.get("confirmed") is True,
            names.get(one.answered_by, _("(unknown)")) if one.answered_by else "",
            one.answered_at,
            answer.get("reason", ""),
            whose_answer(safeguard),
            safeguard is Safeguard.AGE,
        )
