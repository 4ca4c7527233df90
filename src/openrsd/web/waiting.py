"""What waits for a person when she comes, gathered from the rooms that know."""

from collections.abc import Callable
from dataclasses import dataclass

from openrsd.accounts.acting import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, in words, and where it is done."""

    text: str
    address: str


# Each room that has something to ask of people adds its own question here.
SOURCES: tuple[Callable[[Actor], Waiting | None], ...] = ()


def what_waits_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for this person, in the order of the sources."""
    return [found for ask in SOURCES if (found := ask(actor))]
