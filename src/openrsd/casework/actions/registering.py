"""Registration of a group: each adult gets a case, and is in the procedure (T1)."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import found
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.actions.moving import move
from openrsd.casework.duties import workable
from openrsd.casework.intake.proposing import propose
from openrsd.casework.models import CASE, Case, Claim
from openrsd.casework.procedure.facts import BEGINNING
from openrsd.registration.actions.registering import register_person
from openrsd.registration.numbers import Numbered, new_number
from openrsd.vault import opened

TRANSITION = "T1"


def register_claim(
    group: UUID,
    principal: UUID,
    dependants: Iterable[UUID] = (),
    *,
    asked: Mapping[str, bool],
    acting: Actor,
) -> Case:
    """Registers a person, with the children in her care, and opens their case.

    `asked` are the inputs of T1: what was asked and told at the desk. The claims are open to nobody
    until a supervisor assigns the case: the desk does not read them.
    """
    undone = _undone(principal)
    if undone is not None:
        return _register_again(undone, asked=asked, acting=acting)
    case = Case(id=uuid4(), number=new_number(Numbered.CASE), group=group, state=BEGINNING)
    with recorded(acts.OPEN_CASE, acting=acting, subject_kind=CASE, subjects=[case.id]):
        persons = [
            register_person(one, acting=acting) for one in (principal, *dict.fromkeys(dependants))
        ]
        claims = [
            Claim(person=person, case=case, is_principal=at == 0)
            for at, person in enumerate(persons)
        ]
        case.compartment = claims[0].compartment
        case.office = persons[0].office
        case.registered_on = timezone.localdate()
        case.save(force_insert=True)
        for claim in claims:
            # If the rest fails, a key stays behind that opens nothing.
            opened().keys.make(claim.compartment)
            claim.save(force_insert=True)
        found([claim.compartment for claim in claims], case.office, acting=acting)
        move(case, TRANSITION, asked, door=register_claim, acting=acting)
        propose(case.id)
        case.refresh_from_db(fields=["priority"])
    return case


def _undone(person: UUID) -> UUID | None:
    """The case of a person whose registration was undone."""
    claims = Claim.objects.filter(person=person, is_principal=True, case__state=BEGINNING)
    return claims.values_list("case", flat=True).first()


def _register_again(case: UUID, *, asked: Mapping[str, bool], acting: Actor) -> Case:
    """A registration that was undone is made after all: nothing that was recorded was lost."""
    with recorded(acts.OPEN_CASE, acting=acting, subject_kind=CASE, subjects=[case]):
        found_again = get_to_change(workable(acting), case)
        return move(found_again, TRANSITION, asked, door=register_claim, acting=acting)
