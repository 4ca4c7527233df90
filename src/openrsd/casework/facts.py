"""What the machine is told of a case: its steps and how the person stands, read from the tables.

The number of queries does not grow with the case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.models import Authority, ConflictDeclaration
from openrsd.casework.errors import CaseErased
from openrsd.casework.models import Case, Claim, Contact, ContactKind, Standing, Step
from openrsd.casework.procedure.facts import CaseFacts, Circumstances
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import SYSTEM
from openrsd.casework.procedure.recorded import after_recorded
from openrsd.names.partial_dates import NoSuchDate, PartialDate
from openrsd.registration.blocks import current_blocks
from openrsd.registration.models import Block
from openrsd.vault import Erased

ADULT_AT = 18
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
    said = standing_of(case)
    guardians = frozenset(str(user) for user in _guardians(principal.compartment))
    return replace(
        _sought(case),
        is_child=is_child(str(said.get("age", "")), principal.person_id),
        is_detained=said.get("detained") is True,
        has_guardian=bool(guardians),
        guardians=guardians,
        conflicts=_in_conflict(compartments),
        modality=case.modality,
        exclusion_arises=said.get("exclusion_arises") is True,
        credibility_arises=said.get("credibility_arises") is True,
    )


def standing_of(case: Case) -> Mapping[str, Any]:
    """What was recorded last of how the person stands; empty where nothing was."""
    found = Standing.objects.filter(case=case, is_current=True).first()
    content = found.content.open() if found else {}
    assert isinstance(content, dict)
    return content


def is_child(recorded: str, person: UUID) -> bool:
    """Whether the person is a child, or may be one: nothing recorded means that they may be."""
    if recorded in {"adult", "child"}:
        return recorded == "child"
    return not surely_adult(_born(person), timezone.localdate())


def surely_adult(born: str, on: date) -> bool:
    """Whether someone born then is of age on this day, whatever the unknown parts are."""
    try:
        known = PartialDate.parse(born)
    except NoSuchDate:
        return False
    if known.year is None:
        return False
    youngest = (known.year + ADULT_AT, known.month or 12, known.day or 31)
    return youngest <= (on.year, on.month, on.day)


def _born(person: UUID) -> str:
    block = current_blocks([person])[person].get(Block.PARTICULARS)
    content = block.content.open() if block else {}
    return born_in(content) if isinstance(content, dict) else ""


def born_in(particulars: Mapping[str, Any]) -> str:
    """The date of birth as written, with X for unknown parts; empty where none was given."""
    born = particulars.get("born")
    # A date stands by itself, or with how it was given.
    written = born.get("date") if isinstance(born, dict) else born
    return str(written or "")


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
