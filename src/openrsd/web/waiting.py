"""What waits for a person when she comes, gathered from the rooms that know."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.selectors import unread_announcements
from openrsd.oversight.erasure_selectors import waiting_for
from openrsd.texts import ngettext


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, in words, and where it is done."""

    text: str
    address: str


def _announcements(actor: Actor) -> Waiting | None:
    count = unread_announcements(actor)
    if not count:
        return None
    text = ngettext(
        "{count} broken glass to look at: a record was opened that was not assigned",
        "{count} broken glasses to look at: records were opened that were not assigned",
        count,
    )
    return Waiting(text.format(count=count), reverse("announcements"))


def _erasures(actor: Actor) -> Waiting | None:
    count = waiting_for(actor)
    if not count:
        return None
    text = ngettext(
        "{count} request to erase a record waits for a second person",
        "{count} requests to erase records wait for a second person",
        count,
    )
    return Waiting(text.format(count=count), reverse("erasures"))


# Each room that has something to ask of people adds its own question here.
SOURCES: tuple[Callable[[Actor], Waiting | None], ...] = (_announcements, _erasures)


def what_waits_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for this person, in the order of the sources."""
    return [found for ask in SOURCES if (found := ask(actor))]
