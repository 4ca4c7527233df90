"""People of the stories of documents, and how they hand one in."""

from uuid import uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Authority, Basis, Grant, User
from openrsd.evidence.actions.receiving import receive
from openrsd.evidence.forms import as_brought
from openrsd.evidence.models import Document
from openrsd.vault import opened
from tests import people
from tests.records import Made

SAID = {
    "title": "Report of the hospital",
    "kind": "medico-legal",
    "received_from": "Her counsel",
    "received_by": "Front desk",
    "received_on": "2026-11-20",
}
LINES = "She was treated for a broken arm.\n그는 맞았다\nShe stayed nine days.\n"


def given(user: User, case: Made, role: str, basis: Basis = Basis.ASSIGNMENT) -> User:
    """Opens the claim and its person to somebody."""
    now = timezone.now()
    for compartment in case.compartments:
        authority = None
        if basis is Basis.AUTHORITY:
            authority = Authority.objects.create(
                compartment=compartment,
                user=user,
                role=role,
                file=uuid4(),
                valid_from=now,
                recorded_by=user.id,
            )
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=basis,
            role=role,
            office=people.an_office() if user.is_staff_account else None,
            authority=authority,
            since=now,
            given_by=user.id,
        )
    return user


def staff(case: Made, role: str = "case-officer") -> User:
    """Somebody of the office to whom the case is assigned."""
    return given(people.staff(role), case, role)


def counsel(case: Made) -> User:
    """Whoever speaks for the person by a signed authority."""
    return given(people.representative(), case, "legal-representative", Basis.AUTHORITY)


def applicant(case: Made) -> User:
    """The person herself."""
    return given(people.applicant(), case, "applicant", Basis.SELF)


def acting(user: User) -> Actor:
    """As she acts now."""
    return people.acting_as(user)


def handed_in(
    case: Made, user: User, content: bytes = LINES.encode(), *, from_person: bool = False
) -> Document:
    """A document that somebody adds to the claim."""
    return receive(
        case.records["claim"],
        as_brought("report.txt", content),
        SAID,
        from_person=from_person,
        acting=acting(user),
    )


def files() -> list[str]:
    """Every sealed file that there is."""
    folder = opened().files._folder
    return sorted(str(one) for one in folder.rglob("*") if one.is_file())
