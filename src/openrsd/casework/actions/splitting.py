"""When people leave a family in confidence, their claims leave its cases the same way.

Those who stay keep their case as it stands, with its number, its days and what happened in it.
Those who leave get a case with a number of its own, she too after whom the case was named.
No row of what stays names a case, a claim or a person that left.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.actions.carrying import copy_course, keep_course, take_along
from openrsd.casework.deadlines import renew_deadlines
from openrsd.casework.facts import facts_of
from openrsd.casework.intake.proposing import FULL
from openrsd.casework.models import Case, Claim, Step
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.shapes import Outcome
from openrsd.ledger.acts import register
from openrsd.registration.blocks import content_of
from openrsd.registration.editing.editor import is_child
from openrsd.registration.groups.splitting import Apart, leave_in_confidence
from openrsd.registration.models import PERSON, Block, Person, RegistrationGroup
from openrsd.registration.numbers import Numbered, new_number

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
        claims = list(
            Claim.objects.filter(person__in=persons)
            .select_related("person")
            .order_by("case", "opened_at", "id")
        )
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
    """The case of those who leave, apart from that of those who stay."""
    case = Case.objects.select_for_update().get(id=case_id)
    staying = list(
        case.claims.exclude(id__in=[claim.id for claim in leaving])
        .select_related("person")
        .order_by("opened_at", "id")
    )
    if not staying:
        own = case
        # The old number stands on papers of the family.
        own.number, own.group = new_number(Numbered.CASE), group.id
    elif any(claim.is_principal for claim in leaving):
        own = _leave_to_others(case, leaving, staying, group.id)
    else:
        own = _leave_beside(case, leaving, group.id)
    if own is not case:
        take_along(case, own, leaving)
    own.holder = case.holder if case.holder in keep else None
    own.save()
    return own


def _leave_to_others(case: Case, leaving: list[Claim], staying: list[Claim], group: UUID) -> Case:
    """The person after whom a case is named leaves it to the others, as it stands, with its number.

    An adult among them takes her place; where only children stay, nobody does, until one of them
    has a guardian. She goes on where she was.
    """
    left = case.compartment
    successor = next((claim for claim in staying if not _may_be_child(claim)), None)
    case.compartment = (successor or staying[0]).compartment
    case.save(update_fields=["compartment"])
    if successor is not None:
        successor.is_principal = True
        successor.save(update_fields=["is_principal"])
    first = next(claim for claim in leaving if claim.is_principal)
    own = _own_case(case, leaving, group, first, left)
    copy_course(case, own, words=True)
    keep_course(case, staying)
    return own


def _leave_beside(case: Case, leaving: list[Claim], group: UUID) -> Case:
    """Who leaves the case of somebody else begins where every case begins: she was not heard yet.

    What was granted stays granted: there she takes the course of the case along.
    """
    first = next((claim for claim in leaving if not _may_be_child(claim)), leaving[0])
    own = _own_case(case, leaving, group, first, first.compartment)
    if _grants(case):
        copy_course(case, own, words=False)
        return own
    begun = case.steps.order_by("position").first()
    assert begun is not None
    own.state, own.state_since, own.modality = begun.state_after, begun.at, FULL
    Step.objects.create(
        case=own,
        compartment=own.compartment,
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
    renew_deadlines(shipped_procedure(), own, facts_of(own), made=begun.transition)
    return own


def _own_case(
    before: Case, leaving: list[Claim], group: UUID, first: Claim, compartment: UUID
) -> Case:
    """A case for those who leave, named after the first of them, that stands where the other is."""
    own = Case.objects.create(
        id=uuid4(),
        compartment=compartment,
        office=before.office,
        number=new_number(Numbered.CASE),
        group=group,
        state=before.state,
        state_since=before.state_since,
        due_on=before.due_on,
        remind_on=before.remind_on,
        modality=before.modality,
        priority=before.priority,
        registered_on=before.registered_on,
    )
    for claim in leaving:
        claim.case, claim.is_principal = own, claim is first
        claim.save(update_fields=["case", "is_principal"])
    return own


def _grants(case: Case) -> bool:
    """Whether something was granted in a case: it stays so for whoever leaves."""
    decided = facts_of(case).last_decision()
    granted = decided is not None and decided.decides in {Outcome.POSITIVE, Outcome.PARTIAL}
    return granted or case.state in {"appeal-positive", "final-positive"}


def _may_be_child(claim: Claim) -> bool:
    """As at registration: of whom no birth is known, as an adult."""
    return is_child(content_of(claim.person, Block.PARTICULARS))
