"""Registration itself: from here on the person is in the procedure."""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.registration import acts, policies
from openrsd.registration.blocks import content_of
from openrsd.registration.errors import AlreadyRegistered, NoName
from openrsd.registration.models import PERSON, Block, Person


def register_person(person: UUID, *, acting: Actor) -> Person:
    """Marks a person as registered. Called by casework, which opens her claim with it."""
    with recorded(acts.REGISTER, acting=acting, subject_kind=PERSON, subjects=[person]):
        registered = get_to_change(policies.registrable(acting), person)
        if registered.registered_at is not None:
            raise AlreadyRegistered
        if not content_of(registered, Block.NAMES).get("names"):
            raise NoName
        registered.registered_at = timezone.now()
        registered.save(update_fields=["registered_at"])
    return registered
