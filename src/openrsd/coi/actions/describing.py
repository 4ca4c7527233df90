"""The details of a document confirmed or corrected by a person, and documents taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo, NoReason
from openrsd.accounts.recording import recorded
from openrsd.coi import acts
from openrsd.coi.errors import StaleDetails, Withdrawn
from openrsd.coi.models import Edition, State
from openrsd.coi.policies import refuse_unless_writing

_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The details as a person says that they are."""

    kind: str
    publisher: str
    author: str
    title: str
    reference: str
    published: str
    events_from: str
    events_until: str
    nature: str
    languages: list[str]
    countries: list[str]
    topics: list[str]
    address: str
    licence: str
    retrieved: date
    expires: date | None


_OF_THE_SOURCE = ("kind", "publisher", "author")


def confirm(edition: UUID, said: Confirmed, *, revision: int, acting: Actor) -> Edition:
    """These are the details. StaleDetails where they were changed since `revision` was read.

    Passages and original stay as they are; citations made before keep what they say.
    """
    with recorded(acts.CONFIRM, acting=acting, subject_kind=acts.SOURCE, subjects=[edition]):
        refuse_unless_writing(acting)
        found = get_to_change(Edition.objects.all(), edition)
        if found.revision != revision:
            raise StaleDetails
        if found.state == State.WITHDRAWN:
            raise Withdrawn
        source = found.source
        for name in Confirmed.__slots__:
            setattr(source if name in _OF_THE_SOURCE else found, name, getattr(said, name))
        source.save(update_fields=_OF_THE_SOURCE)
        found.state = State.CONFIRMED
        found.confirmed_at, found.confirmed_by = timezone.now(), acting.id
        found.revision += 1
        found.save()
        # What the index says of its other editions comes from the source too.
        for other in source.editions.exclude(pk=found.pk):
            other.revision += 1
            other.save(update_fields=["revision"])
    return found


def withdraw(edition: UUID, why: str, *, acting: Actor) -> None:
    """Not found any more and not to be cited; it stays to be read, with the reason."""
    with recorded(acts.WITHDRAW, acting=acting, subject_kind=acts.SOURCE, subjects=[edition]):
        refuse_unless_writing(acting)
        found = get_to_change(Edition.objects.all(), edition)
        if found.state == State.WITHDRAWN:
            raise AlreadySo
        if len(why.strip()) < _SHORTEST_REASON:
            raise NoReason
        found.state, found.withdrawn_why = State.WITHDRAWN, why.strip()
        found.revision += 1
        found.save(update_fields=["state", "withdrawn_why", "revision"])
