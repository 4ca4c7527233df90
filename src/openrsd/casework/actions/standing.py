"""Recording how the person stands: what protects holds at once, what ends a safeguard takes two."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotForOneself
from openrsd.casework import acts
from openrsd.casework.actions.handling import changing, in_words
from openrsd.casework.ages import SaidBirths
from openrsd.casework.errors import AlreadyProposed, NothingProposed, NotYourPart, SaidAnew
from openrsd.casework.models import Case, Claim, Standing, StandingProposal
from openrsd.casework.policies import STANDING
from openrsd.casework.proposals import answering_role, ends_of, waiting
from openrsd.casework.standing import EVERY_CONFIRMING, Safeguard, Stands


def record_standing(
    case: UUID, content: Mapping[str, Any], *, acting: Actor
) -> tuple[StandingProposal, ...]:
    """How the person stands now: `age`, `detained`, what arose, and the `reason`.

    Whatever ends a safeguard is only proposed: those proposals are given back, and the rest holds
    at once. AlreadyProposed where one of them waits for its second person.
    """
    with changing(acts.CHANGE_STANDING, case, STANDING, acting) as (changed, role):
        wanted, reason = Stands.read(content), in_words(str(content.get("reason", "")))
        now, births = Stands.of(changed), SaidBirths.of(_person_of(changed))
        ends = now.ended_by(wanted, births, timezone.localdate())
        if set(ends) & {ends_of(one)[0] for one in waiting(changed)}:
            raise AlreadyProposed
        holds = wanted.keeping(now, ends)
        if holds != now or not ends:
            _write(changed, holds, reason, acting)
        return tuple(
            StandingProposal.objects.create(
                case=changed,
                compartment=changed.compartment,
                proposed_by=acting.id,
                proposed_as=role,
                content={
                    "ends": str(one),
                    "to": wanted.age if one is Safeguard.AGE else "",
                    "reason": reason,
                },
            )
            for one in ends
        )


def answer_standing(
    case: UUID, proposal: UUID, reason: str, *, confirmed: bool, acting: Actor
) -> StandingProposal:
    """Confirms or refuses, as a second person, that a safeguard ends.

    NothingProposed where nothing waits, NotYourPart where another role answers this, NotForOneself
    for whoever proposed it, SaidAnew where another date of birth was recorded meanwhile.
    """
    with changing(acts.ANSWER_STANDING, case, EVERY_CONFIRMING, acting) as (changed, _role):
        found = waiting(changed).filter(id=proposal).first()
        if found is None:
            raise NothingProposed
        safeguard, to = ends_of(found)
        role = answering_role(acting, changed, safeguard)
        if role is None:
            raise NotYourPart
        if found.proposed_by == acting.id:
            raise NotForOneself
        why, now = in_words(reason), timezone.now()
        if confirmed:
            births = SaidBirths.of(_person_of(changed))
            if safeguard is Safeguard.AGE and births.speak_anew_of_child(
                found.proposed_at, timezone.localdate()
            ):
                raise SaidAnew
            _write(changed, Stands.of(changed).without(safeguard, to, now), why, acting)
        found.answered_at, found.answered_by, found.answered_as = now, acting.id, role
        found.answer = {"confirmed": confirmed, "reason": why}
        found.save(update_fields=["answered_at", "answered_by", "answered_as", "answer"])
    return found


def _person_of(case: Case) -> UUID:
    """Whose standing it is: the person of the claim with which the case is sealed."""
    return Claim.objects.values_list("person", flat=True).get(compartment=case.compartment)


def _write(case: Case, stands: Stands, reason: str, acting: Actor) -> None:
    of_claim = {"compartment": case.compartment}
    Standing.objects.filter(**of_claim, is_current=True).update(is_current=False)
    Standing.objects.create(case=case, **of_claim, by=acting.id, content=stands.kept(reason))
