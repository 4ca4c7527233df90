"""Keeping apart what would endanger others, and naming who may read it."""

from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor, system_actor
from openrsd.accounts.actions import assigning
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Grant
from openrsd.accounts.recording import recorded
from openrsd.interviews import acts, policies
from openrsd.interviews.models import APART, KeptApart
from openrsd.vault import opened

# Makes the compartment: an officer founds no record by herself.
KEEPER = system_actor("interviews")
HOLDING = "case-officer"


def keep_apart(interview: UUID, text: str, *, acting: Actor) -> KeptApart:
    """Words under a key of their own. She who writes them reads them, and nobody else as yet."""
    part = KeptApart(written_by=acting.id)
    with recorded(acts.KEEP_APART, acting=acting, subject_kind=APART, subjects=[part.id]):
        held = get_to_change(policies.held_by(acting), interview)
        # If the rest fails, a key stays behind that opens nothing.
        opened().keys.make(part.compartment)
        assigning.found([part.compartment], held.claim.case.office, acting=KEEPER)
        where = Grant.objects.filter(
            compartment=held.compartment, user=acting.id, role=HOLDING, until=None
        ).first()
        office = where.office_id if where else held.claim.case.office
        assigning.assign(part.compartment, acting.id, HOLDING, office=office, acting=KEEPER)
        part.interview, part.number = held, KeptApart.objects.filter(interview=held).count() + 1
        part.text = text
        part.save(force_insert=True)
    return part


def name_reader(part: UUID, user: UUID, *, acting: Actor) -> Grant:
    """A supervisor opens a part to one colleague who works on the case already."""
    with recorded(
        acts.NAME_READER, acting=acting, subject_kind=APART, subjects=[part], detail={"user": user}
    ):
        found = get_to_change(policies.apart_of_offices(acting), part)
        duty = policies.duties_in_claim(found.interview).filter(user=user).first()
        if duty is None:
            raise NotHere
        return assigning.assign(
            found.compartment, user, duty.role, office=duty.office_id, acting=acting
        )
