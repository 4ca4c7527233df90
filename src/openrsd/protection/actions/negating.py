"""What a decision negates of a bar to removal, and every way in which that ends early."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.law.countries import is_country
from openrsd.protection import acts, policies
from openrsd.protection.domain import BASES
from openrsd.protection.errors import (
    NobodyDrafted,
    NoReasons,
    NoSuchBasis,
    NoSuchDestination,
    OnePerson,
)
from openrsd.protection.models import BasisNegated
from openrsd.protection.reading import negated_of, not_withdrawn
from openrsd.protection.rules import shipped_rules
from openrsd.registration.models import PERSON, Person

FEWEST_LETTERS = 40
CHAIN = "nr-chain"


class Withdrawn(StrEnum):
    """Why what was negated counts no longer. Each of them protects."""

    CLAIM_PENDING = "claim-pending"
    COUNTRY_INFORMATION = "country-information"
    DOUBT = "doubt"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class RefusedForGood:
    """That the claim of a person was refused by two people and every remedy is used.

    Only `casework.refused.refused_for_good` makes one, from the steps of a case that it holds
    locked; a test reads the whole program for it. `compartment` is that of the claim, `decision`
    the step by which the refusal was signed.
    """

    person: UUID
    compartment: UUID
    decision: UUID


@dataclass(frozen=True, slots=True)
class Negation:
    """Which basis does not hold for which destination, who drafted that, and why."""

    destination: str
    basis: str
    drafted_by: UUID
    reasons: str = field(repr=False)


def record_basis_negated(
    negation: Negation, refused: RefusedForGood, *, acting: Actor
) -> BasisNegated:
    """That one basis does not bar removal of a person to one country, until it lapses.

    Whoever acts is the second person, on duty as one who signs, with the person and the claim; the
    first is one who worked on the claim. Nothing is negated before the claim is refused for good.
    """
    with recorded(acts.NEGATE, acting=acting, subject_kind=PERSON, subjects=[refused.person]):
        person = get_to_change(Person.objects.all(), refused.person)
        if acting.is_system or not policies.may_negate(acting, person, refused.compartment):
            raise NotHere
        _check(negation, refused, acting)
        now = timezone.now()
        return BasisNegated.objects.create(
            person=person.id,
            compartment=refused.compartment,
            decision=refused.decision,
            negated_at=now,
            negated_by=acting.id,
            lapses_at=now + timedelta(days=shipped_rules().lapses_after_days),
            destination=negation.destination,
            basis=negation.basis,
            content={"reasons": negation.reasons.strip(), "drafted_by": str(negation.drafted_by)},
        )


def withdraw_negations(person: UUID, why: Withdrawn, *, acting: Actor) -> int:
    """Ends everything that was negated for a person, for all countries. How many ended.

    Called by every step of a case that protects, whoever makes it: this can only protect, so no
    policy stands before it.
    """
    with recorded(
        acts.WITHDRAW,
        acting=acting,
        subject_kind=PERSON,
        subjects=[person],
        detail={"why": str(why)},
    ):
        return _withdraw(not_withdrawn().filter(person=person), why, acting)


def withdraw_for_country(country: str, *, acting: Actor) -> int:
    """Ends what was negated for this country, since what is known of it has changed. How many.

    A chain of returns may lead through it from anywhere, so that basis ends for every country.
    """
    ended = [row for row in not_withdrawn() if _rests_on(row, country)]
    with recorded(
        acts.WITHDRAW,
        acting=acting,
        subject_kind=PERSON,
        subjects=sorted({row.person for row in ended}),
        detail={"why": str(Withdrawn.COUNTRY_INFORMATION)},
    ):
        return _withdraw(ended, Withdrawn.COUNTRY_INFORMATION, acting)


def _check(negation: Negation, refused: RefusedForGood, acting: Actor) -> None:
    if negation.basis not in BASES:
        raise NoSuchBasis
    if not is_country(negation.destination):
        raise NoSuchDestination
    if negation.drafted_by == acting.id:
        raise OnePerson
    if not policies.worked_on(negation.drafted_by, refused.compartment):
        raise NobodyDrafted
    if len(negation.reasons.strip()) < FEWEST_LETTERS:
        raise NoReasons


def _rests_on(row: BasisNegated, country: str) -> bool:
    known = negated_of(row)
    # What cannot be read counts for nothing already.
    return known is not None and (known.destination == country or known.basis == CHAIN)


def _withdraw(rows: Iterable[BasisNegated], why: Withdrawn, acting: Actor) -> int:
    now, count = timezone.now(), 0
    for row in rows:
        row.withdrawn_at = now
        fields = ["withdrawn_at"]
        if negated_of(row) is not None:
            row.withdrawn = {"why": str(why), "by": str(acting.id)}
            fields.append("withdrawn")
        row.save(update_fields=fields)
        count += 1
    return count
