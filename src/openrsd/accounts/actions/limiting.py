"""Giving an end to assignments that were given without one."""

from datetime import datetime
from uuid import UUID

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.assigning import COMPARTMENT
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis, Grant
from openrsd.accounts.policies import may_open
from openrsd.accounts.recording import recorded


def end_assignments_on(compartment: UUID, role: str, until: datetime, *, acting: Actor) -> None:
    """Lets every assignment in this role that has no end yet, whoever holds it, end at `until`.

    For whoever is on duty with the record in that role. One that has an end keeps it: a supervisor
    set it.
    """
    with recorded(
        acts.LIMIT,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[compartment],
        detail={"role": role, "until": until},
    ):
        if not may_open(acting, compartment, on_duty_as={role}):
            raise NotHere
        Grant.objects.filter(
            compartment=compartment, role=role, basis=Basis.ASSIGNMENT, until=None
        ).update(until=until)
