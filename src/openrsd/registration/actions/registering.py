"""Registration itself: from here on the person is in the procedure."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions.limiting import end_assignments_on
from openrsd.accounts.recording import recorded
from openrsd.registration import acts, policies
from openrsd.registration.blocks import content_of
from openrsd.registration.errors import AlreadyRegistered, NoName
from openrsd.registration.models import PERSON, Block, Person


def register_person(person: UUID, *, acting: Actor) -> Person:
    """Marks a person as registered. Called by casework, which opens her claim with it.

    From now on the desk has an end: whoever registered her opens her record for some days more, to
    correct and to complete it, and then serves her as anyone at the desk does.
    """
    with recorded(acts.REGISTER, acting=acting, subject_kind=PERSON, subjects=[person]):
        registered = get_to_change(policies.registrable(acting), person)
        if registered.registered_at is not None:
            raise AlreadyRegistered
        if not content_of(registered, Block.NAMES).get("names"):
            raise NoName
        registered.registered_at = timezone.now()
        registered.save(update_fields=["registered_at"])
        end = registered.registered_at + timedelta(days=settings.DESK_DAYS)
        end_assignments_on(registered.compartment, policies.DESK, end, acting=acting)
    return registered
