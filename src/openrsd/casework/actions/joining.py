"""A child who comes after whoever cares for it is in that case, as if they had come together.

Only where the case is open, nothing is before a signer or decided, and the same office answers for
both; else the child has a case of its own, and is heard in it.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.actions import assigning
from openrsd.accounts.errors import AlreadySo, Refusal
from openrsd.accounts.models import Basis, Grant
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.actions.registering import TRANSITION, register_claim
from openrsd.casework.errors import StepRefused, WentOn
from openrsd.casework.facts import facts_of
from openrsd.casework.intake.proposing import propose
from openrsd.casework.models import CASE, Case, Claim
from openrsd.casework.procedure.inputs import read_inputs
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.registration.actions.registering import register_person
from openrsd.registration.blocks import content_of
from openrsd.registration.models import Block, Membership, Person
from openrsd.registration.policies import DESK
from openrsd.registration.readiness import carer_of
from openrsd.registration.selectors import called
from openrsd.vault import opened

# From the day on which a draft is handed in, somebody would decide on a child of whom it says
# nothing.
OPEN_TO_CHILDREN = frozenset(
    {
        "registered",
        "application-complete",
        "interview-scheduled",
        "interview-in-progress",
        "interview-complete",
        "assessment-draft",
    }
)
# These go back to the state that they left.
_ASIDE = frozenset({"on-hold", "more-information"})
_GRANTS = system_actor("registration")


def register_in_case(
    group: UUID,
    principal: UUID,
    dependants: Iterable[UUID] = (),
    *,
    asked: Mapping[str, bool],
    acting: Actor,
) -> Case:
    """Registers a person with the children in their care: in the open case of whoever cares for a
    child, else in a case of their own. `asked` are the inputs of T1, needed for either.
    """
    children = tuple(dependants)
    carers = None if children else _case_of_carer(principal)
    if carers is None or not _takes_children(carers):
        return register_claim(group, principal, children, asked=asked, acting=acting)
    with recorded(acts.JOIN_CASE, acting=acting, subject_kind=CASE, subjects=[carers.id]):
        case = Case.objects.select_for_update().get(id=carers.id)
        if not _takes_children(case):
            raise WentOn
        _join(case, principal, asked, acting)
    return case


def _case_of_carer(child: UUID) -> Case | None:
    """The case of the adult of the same group in whose case the child is to be, where there is one
    in the same office and the child has no claim yet.
    """
    person = Person.objects.filter(id=child, registered_at=None).first()
    if person is None or Claim.objects.filter(person=child).exists():
        return None
    named = content_of(person, Block.PARTICULARS).get("goes_with")
    own = Membership.objects.filter(person=child, until=None).values("group")
    together = Membership.objects.filter(group__in=own, until=None).select_related("person")
    adults = [one.person for one in together if str(one.person_id) == named]
    known = called([person, *adults])
    carer = carer_of(known.pop(child), list(known.values()))
    cases = Case.objects.filter(claims__person=carer, claims__is_principal=True)
    found = cases.filter(office=person.office).order_by("-registered_on", "-id")
    return found.first() if carer else None


def _takes_children(case: Case) -> bool:
    if case.state not in _ASIDE:
        return case.state in OPEN_TO_CHILDREN
    left = facts_of(case).left
    return bool(left) and left[-1] in OPEN_TO_CHILDREN


def _join(case: Case, child: UUID, asked: Mapping[str, bool], acting: Actor) -> None:
    _read, missing = read_inputs(shipped_procedure().transition(TRANSITION), DESK, asked)
    if missing:
        raise StepRefused(missing)
    person = register_person(child, acting=acting)
    claim = Claim(person=person, case=case, is_principal=False)
    # If the rest fails, a key stays behind that opens nothing.
    opened().keys.make(claim.compartment)
    claim.save(force_insert=True)
    assigning.found([claim.compartment], case.office, acting=acting)
    _open_to_whoever_works(case, claim)
    propose(case.id)
    case.refresh_from_db(fields=["priority"])


def _open_to_whoever_works(case: Case, claim: Claim) -> None:
    """Opens the child's records to everyone who was assigned to the case, in the same role. Who may
    not hold one of them gets none of it.
    """
    running = Grant.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()),
        compartment=case.compartment,
        basis__in=(Basis.ASSIGNMENT, Basis.SUPERVISION),
    )
    for grant in running:
        # Nobody declared a conflict with a claim that is new, nor had another duty in it.
        for compartment in (claim.person.compartment, claim.compartment):
            try:
                assigning.assign(
                    compartment,
                    grant.user_id,
                    grant.role,
                    office=grant.office_id,
                    until=grant.until,
                    acting=_GRANTS,
                )
            except AlreadySo:
                continue
            except Refusal:
                break
