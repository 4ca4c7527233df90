"""Records that are opened for minutes: a person served at the front desk, a pair of records."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.models import Basis, ConflictDeclaration, Grant, Office, User
from openrsd.matching.models import Pair, Rule
from tests.people import an_office
from tests.records import a_case

SERVED = ("absent", "same-office", "served", "lapsed", "assigned", "in-conflict")
PAIRED = ("absent", "of-the-office", "of-another-office", "in-conflict", "compared")


def people_at_the_desk() -> Callable[[User, str], dict[str, UUID]]:
    """Someone who is being served now, and others who are not."""
    made = {relation: a_case(an_office()) for relation in SERVED[1:]}

    def related(user: User, role: str) -> dict[str, UUID]:
        for relation, one in made.items():
            (compartment,) = one.compartments[1:]
            minutes = {"served": 30, "in-conflict": 30, "lapsed": -1}.get(relation)
            if minutes is not None:
                _open(user, role, compartment, Basis.DESK, minutes)
            if relation == "assigned":
                _open(user, role, compartment, Basis.ASSIGNMENT, None)
            if relation == "in-conflict":
                ConflictDeclaration.objects.create(compartment=compartment, user=user)
        return {"absent": uuid4()} | {
            relation: one.records["person"] for relation, one in made.items()
        }

    return related


def pairs() -> Callable[[User, str], dict[str, UUID]]:
    """Two records that may be one person."""
    made = {relation: _a_pair(_office_of(relation)) for relation in PAIRED[1:]}

    def related(user: User, role: str) -> dict[str, UUID]:
        declared = made["in-conflict"].other_compartment
        ConflictDeclaration.objects.create(compartment=declared, user=user)
        for compartment in (made["compared"].compartment, made["compared"].other_compartment):
            _open(user, role, compartment, Basis.MATCHING, 30)
        return {"absent": uuid4()} | {relation: pair.id for relation, pair in made.items()}

    return related


def _a_pair(office: Office) -> Pair:
    one, other = a_case(office), a_case(office)
    return Pair.objects.create(
        one=one.records["person"],
        other=other.records["person"],
        compartment=one.compartments[1],
        other_compartment=other.compartments[1],
        office=office.id,
        rule=Rule.NAME_AND_BIRTH,
    )


def _office_of(relation: str) -> Office:
    return an_office("Capital" if relation == "of-another-office" else "Border post")


def _open(user: User, role: str, compartment: UUID, basis: Basis, minutes: int | None) -> None:
    now = timezone.now()
    Grant.objects.create(
        compartment=compartment,
        user=user,
        basis=basis,
        role=role,
        office=an_office() if user.is_staff_account else None,
        since=now - timedelta(hours=1),
        until=None if minutes is None else now + timedelta(minutes=minutes),
        given_by=user.id,
    )
