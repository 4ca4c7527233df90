"""Reading drafts: each only by whoever wrote it, on the page where it was written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import User
from openrsd.accounts.policies import may_open
from openrsd.drafts import policies
from openrsd.drafts.models import Draft
from openrsd.drafts.tickets import NOTHING_SEEN, Ticket

Typed = list[list[str]]


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was typed and not sent: [name, value] for each field."""

    typed: Typed
    revision: UUID
    window: UUID
    written_at: datetime


def unsent(actor: Actor, place: str) -> Unsent | None:
    """What she typed at this place and did not send; None where there is nothing to be read.

    The page that shows the form has recorded the look at what it is about.
    """
    draft = Draft.objects.filter(user=actor.id, place=place).first()
    if draft is None or not policies.may_keep_in(actor, draft.compartment):
        return None
    return as_read(draft)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text of hers that waits to be sent: on which page, and since when."""

    title: str
    address: str
    written_at: datetime


def all_unsent(actor: Actor) -> list[Waiting]:
    """What she typed and did not send, the newest first, as far as it is open to her."""
    drafts = Draft.objects.filter(user=actor.id).order_by("-written_at")
    return [
        Waiting(one.title.open_or(""), one.place.partition("#")[0], one.written_at)
        for one in drafts
        if policies.may_keep_in(actor, one.compartment) and as_read(one)
    ]


def as_read(draft: Draft) -> Unsent | None:
    """The content of a draft; None where whom it was about was erased."""
    typed = draft.content.open_or(None)
    if not isinstance(typed, list):
        return None
    pairs = [[str(part) for part in pair] for pair in typed if isinstance(pair, list)]
    return Unsent(pairs, draft.revision, draft.window, draft.written_at)


def ticket_for(
    actor: Actor, place: str, about: UUID | None, *, seen: UUID = NOTHING_SEEN
) -> Ticket:
    """For a form about the record of this compartment; in her own where that is not open to her."""
    if about is None or not may_open(actor, about):
        about = User.objects.values_list("compartment", flat=True).get(id=actor.id)
    return Ticket.new(actor, place, about, seen=seen)
