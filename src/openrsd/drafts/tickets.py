"""What a page is given so that its form can be kept: signed, so that nobody writes one herself."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from django.core import signing

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere

_SALT = "drafts.ticket"
NOTHING_SEEN = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One form on one page as it was given to one user.

    `seen` is the revision of the draft that the page showed, `window` the page itself.
    """

    user: UUID
    place: str
    compartment: UUID
    seen: UUID
    window: UUID

    @classmethod
    def new(cls, actor: Actor, place: str, compartment: UUID, *, seen: UUID) -> Self:
        """For a page that is being made."""
        return cls(actor.id, place, compartment, seen, uuid4())

    @classmethod
    def read(cls, text: str, actor: Actor) -> Self:
        """The ticket of this text. NotHere where we did not give it, or gave it to another."""
        try:
            user, place, compartment, seen, window = signing.loads(text, salt=_SALT)
        except (signing.BadSignature, ValueError):
            raise NotHere from None
        if user != str(actor.id):
            raise NotHere
        return cls(actor.id, place, UUID(compartment), UUID(seen), UUID(window))

    @classmethod
    def is_of(cls, text: str, actor: Actor | None) -> bool:
        """Whether we gave this ticket, and to whoever acts, where somebody does."""
        try:
            user = signing.loads(text, salt=_SALT)[0]
        except signing.BadSignature:
            return False
        return actor is None or bool(user == str(actor.id))

    def __str__(self) -> str:
        ids = (self.user, self.compartment, self.seen, self.window)
        user, compartment, seen, window = (str(one) for one in ids)
        return signing.dumps([user, self.place, compartment, seen, window], salt=_SALT)
