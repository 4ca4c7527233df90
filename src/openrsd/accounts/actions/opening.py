"""Opening a record for some minutes, for one page only: at the front desk, or to compare it."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import AccountKind, Basis, ConflictDeclaration, Grant, Holding
from openrsd.accounts.policies import BRIEF, may_open
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import roles

OPEN_FOR = timedelta(minutes=30)
# At a desk one serves the people of one's own office.
_IN_THE_OFFICE_ONLY = frozenset({Basis.DESK})


def open_briefly(compartment: UUID, basis: Basis, *, acting: Actor) -> None:
    """Opens a compartment to her for half an hour, for the pages that ask for this basis.

    NotHere where her role does not allow it in the office where she works, where another office
    holds the record, or where she declared a conflict of interest. One that is open stays open.
    """
    with recorded(
        acts.OPEN_BRIEFLY,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[compartment],
        purpose=str(basis),
    ):
        role = _role(acting, basis)
        held = Holding.objects.filter(compartment=compartment).first()
        declared = ConflictDeclaration.objects.filter(user=acting.id, compartment=compartment)
        elsewhere = basis in _IN_THE_OFFICE_ONLY and held and held.office_id != acting.office
        if role is None or held is None or elsewhere or declared.exists():
            raise NotHere
        if may_open(acting, compartment, brief=basis):
            return
        now = timezone.now()
        Grant.objects.create(
            compartment=compartment,
            user_id=acting.id,
            basis=basis,
            role=role,
            office_id=acting.office,
            since=now,
            until=now + OPEN_FOR,
            given_by=acting.id,
        )


def _role(acting: Actor, basis: Basis) -> str | None:
    """The role in which she opens it, in the office where she works."""
    if acting.kind != AccountKind.STAFF:
        return None
    allowing = roles().that_allow(BRIEF[basis])
    held = sorted(role for role, office in acting.postings if office == acting.office)
    return next((role for role in held if role in allowing), None)
