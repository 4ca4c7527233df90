"""A case goes to another office: who answers for it changes, its state does not."""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.transferring import transfer_compartments
from openrsd.accounts.models import Office
from openrsd.accounts.recording import recorded
from openrsd.casework import acts, policies
from openrsd.casework.actions.handling import in_words
from openrsd.casework.errors import SameOffice
from openrsd.casework.models import CASE, Case, Transfer
from openrsd.registration.actions.transferring import follow_to_office


def transfer_case(case: UUID, office: UUID, reason: str, *, acting: Actor) -> Case:
    """Gives a case to another office with everything in it. Nobody holds it until it is assigned.

    The supervisors there are told on their first page. Representatives and the person keep theirs.
    """
    with recorded(
        acts.TRANSFER_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"office": office},
    ):
        moved = get_to_change(policies.assignable(acting), case)
        open_office = Office.objects.filter(id=office, closed_at=None).exists()
        if moved.office == office or not open_office:
            raise SameOffice
        claims = list(moved.claims.select_related("person"))
        transfer_compartments(
            [one for claim in claims for one in (claim.compartment, claim.person.compartment)],
            office,
            acting=acting,
        )
        follow_to_office([claim.person_id for claim in claims], office, acting=acting)
        Transfer.objects.create(
            case=moved,
            compartment=moved.compartment,
            from_office=moved.office,
            to_office=office,
            by=acting.id,
            reason=in_words(reason),
        )
        moved.office, moved.holder = office, None
        moved.save(update_fields=["office", "holder"])
    return moved


def receive_case(case: UUID, *, acting: Actor) -> Case:
    """A supervisor of the other office takes note of what came."""
    with recorded(acts.RECEIVE_CASE, acting=acting, subject_kind=CASE, subjects=[case]):
        received = get_to_change(policies.assignable(acting), case)
        received.transfers.filter(to_office=received.office, received_at=None).update(
            received_at=timezone.now()
        )
    return received
