"""What the machine is told of a case: its steps and how the person stands, read from the tables.

The number of queries does not grow with the case.
"""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.models import Authority, ConflictDeclaration
from openrsd.casework.ages import SaidBirths
from openrsd.casework.errors import CaseErased
from openrsd.casework.models import Case, Claim, Contact, ContactKind, Step
from openrsd.casework.procedure.facts import CaseFacts, Circumstances
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import SYSTEM
from openrsd.casework.procedure.recorded import after_recorded
from openrsd.casework.standing import Stands
from openrsd.vault import Erased

GUARDIAN = "guardian"
NOBODY = Circumstances(is_child=True, is_detained=False)


def facts_of(case: Case) -> CaseFacts:
    """The case as the machine sees it. CaseErased where its record can no longer be opened."""
    claims = list(Claim.objects.filter(case=case).select_related("person"))
    try:
        person = circumstances_of(case, claims)
        return with_steps(person, Step.objects.filter(case=case).order_by("position"))
    except Erased:
        raise CaseErased from None


def with_steps(person: Circumstances, steps: Iterable[Step]) -> CaseFacts:
    """The facts after these steps, in their order."""
    facts = CaseFacts(person)
    for step in steps:
        inputs = step.inputs.open()
        assert isinstance(inputs, dict)
        facts = after_recorded(
            shipped_procedure(),
            facts,
            step.transition,
            step.state_after,
            by=SYSTEM if step.by_system else str(step.by),
            role=step.role,
            on=timezone.localdate(step.at),
            inputs=inputs,
        )
    return facts


def circumstances_of(case: Case, claims: Iterable[Claim]) -> Circumstances:
    """How the person of the principal claim stands now."""
    of_case = list(claims)
    # Where only children are left in a case, it is named after none and sealed with one of them.
    principal = next((one for one in of_case if one.compartment == case.compartment), None)
    if principal is None:
        return NOBODY
    compartments = [*_compartments(of_case)]
    stands = Stands.of(case)
    births = SaidBirths.of(principal.person_id)
    guardians = frozenset(str(user) for user in _guardians(principal.compartment))
    return replace(
        _sought(case),
        is_child=stands.is_child(births, timezone.localdate()),
        is_detained=stands.detained,
        has_guardian=bool(guardians),
        guardians=guardians,
        conflicts=_in_conflict(compartments),
        modality=case.modality,
        exclusion_arises=stands.exclusion_arises,
        credibility_arises=stands.credibility_arises,
    )


def _compartments(claims: Iterable[Claim]) -> Iterable[UUID]:
    for claim in claims:
        yield claim.compartment
        yield claim.person.compartment


def _guardians(compartment: UUID) -> Iterable[UUID]:
    now = timezone.now()
    valid = Authority.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=now),
        compartment=compartment,
        role=GUARDIAN,
        revoked_at=None,
        valid_from__lte=now,
    )
    return valid.values_list("user_id", flat=True)


def _in_conflict(compartments: Iterable[UUID]) -> frozenset[str]:
    declared = ConflictDeclaration.objects.filter(compartment__in=list(compartments))
    return frozenset(str(user) for user in declared.values_list("user_id", flat=True))


def _sought(case: Case) -> Circumstances:
    """Appointments missed and attempts made since the person was last seen."""
    contacts = list(Contact.objects.filter(case=case).order_by("on", "at"))
    seen = [one.on for one in contacts if one.kind == ContactKind.SEEN]
    since = [one for one in contacts if not seen or one.on > seen[-1]]
    return replace(
        NOBODY,
        missed=tuple(one.on for one in since if one.kind == ContactKind.MISSED),
        attempts=tuple(one.on for one in since if one.kind == ContactKind.ATTEMPT),
    )
