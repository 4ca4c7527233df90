"""Who works on a case: given by a supervisor, with everything that the work needs."""

from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions import assigning
from openrsd.accounts.errors import AlreadySo
from openrsd.accounts.recording import recorded
from openrsd.casework import acts, policies
from openrsd.casework.models import CASE, Case


def assign_case(case: UUID, user: UUID, role: str, *, office: UUID, acting: Actor) -> Case:
    """Opens the claims of a case, and the persons who make them, to a colleague in a role.

    `office` is where the colleague holds it; a second signer may sit in another office.
    A case officer becomes the holder of the case. Who may not hold one of them gets none.
    """
    with recorded(
        acts.ASSIGN_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"user": user},
    ):
        assigned = get_to_change(policies.assignable(acting), case)
        for claim in assigned.claims.select_related("person"):
            for compartment in (claim.compartment, claim.person.compartment):
                try:
                    assigning.assign(compartment, user, role, office=office, acting=acting)
                except AlreadySo:
                    continue
        if role == "case-officer":
            assigned.holder = user
            assigned.save(update_fields=["holder"])
    return assigned
