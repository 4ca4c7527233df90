"""When people leave a family in confidence, their claims leave its cases the same way.

A case goes along with its principal claim; whoever remains without one, on either side, gets a case
that begins where every case begins, with the day of registration and the priority that they had.
No row of what stays names a case, a claim or a person that left.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.deadlines import renew_deadlines
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Claim, Step
from openrsd.casework.numbers import Numbered, new_number
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.ledger.acts import register
from openrsd.registration.groups.splitting import Apart, leave_in_confidence
from openrsd.registration.models import PERSON, Person, RegistrationGroup

SPLIT = register("case.split", "moved claims out of a case in confidence")


@dataclass(frozen=True, slots=True)
class Split:
    """The new group, and the cases of those who left: nobody holds them but who was kept."""

    apart: Apart
    cases: tuple[Case, ...]


def compartments_of(persons: Iterable[Person]) -> list[UUID]:
    """Those of the persons and of their claims: whose grants a person chooses among."""
    own = {person.id: person.compartment for person in persons}
    claims = Claim.objects.filter(person__in=own)
    return [*own.values(), *claims.values_list("compartment", flat=True)]


def split_claims(persons: Sequence[UUID], *, keep: Collection[UUID], acting: Actor) -> Split:
    """Lets people leave their family, with their claims, so that nobody there sees a trace.

    `keep` names the users to whom their records stay open; they alone.
    """
    with recorded(SPLIT, acting=acting, subject_kind=PERSON, subjects=persons):
        claims = list(Claim.objects.filter(person__in=persons).order_by("case", "opened_at", "id"))
        apart = leave_in_confidence(
            persons, keep=keep, also_close=[claim.compartment for claim in claims], acting=acting
        )
        cases = [
            _part(case, list(leaving), apart.group, keep)
            for case, leaving in groupby(claims, key=lambda claim: claim.case_id)
        ]
    return Split(apart, tuple(cases))


def _part(
    case_id: UUID, leaving: list[Claim], group: RegistrationGroup, keep: Collection[UUID]
) -> Case:
    """The case of those who leave, after what stays was taken apart from it."""
    case = Case.objects.select_for_update().get(id=case_id)
    staying = list(
        case.claims.exclude(id__in=[claim.id for claim in leaving]).order_by("opened_at")
    )
    if staying and not any(claim.is_principal for claim in leaving):
        own = _own_case(case, leaving, group.id)
    else:
        if staying:
            _own_case(case, staying, case.group)
        own = case
        # The old number stands on papers of the family.
        own.number, own.group = new_number(Numbered.CASE), group.id
    own.holder = case.holder if case.holder in keep else None
    own.save()
    return own


def _own_case(before: Case, claims: list[Claim], group: UUID) -> Case:
    """A case for these claims, registered when the one was in which they were until now."""
    begun = before.steps.order_by("position").first()
    assert begun is not None
    case = Case.objects.create(
        id=uuid4(),
        compartment=claims[0].compartment,
        office=before.office,
        number=new_number(Numbered.CASE),
        group=group,
        state=begun.state_after,
        state_since=begun.at,
        priority=before.priority,
        registered_on=before.registered_on,
        holder=before.holder,
    )
    Step.objects.create(
        case=case,
        compartment=case.compartment,
        position=0,
        transition=begun.transition,
        state_before=begun.state_before,
        state_after=begun.state_after,
        at=begun.at,
        by=begun.by,
        by_system=begun.by_system,
        role=begun.role,
        edition=begun.edition,
        inputs=begun.inputs.open(),
    )
    for claim in claims:
        claim.case, claim.is_principal = case, claim is claims[0]
        claim.save(update_fields=["case", "is_principal"])
    renew_deadlines(shipped_procedure(), case, facts_of(case), made=begun.transition)
    case.save(update_fields=["due_on"])
    return case
