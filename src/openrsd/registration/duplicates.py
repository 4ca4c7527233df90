"""Who is told that something was saved of a person: the room that asks whether she is known.

Registration knows nothing of it. That room registers itself when it starts.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from openrsd.registration.models import Block

_TELLS_APART = frozenset({Block.NAMES, Block.PARTICULARS, Block.PAPERS})
_Look = Callable[[UUID], object]
_called: list[tuple[_Look, _Look]] = []


def call_after_saving(look: _Look, *, first: _Look) -> None:
    """`look` is called with a person after something that tells people apart was saved of them;
    `first` in the transaction that saves, to note that it is to be done.
    """
    if (look, first) not in _called:
        _called.append((look, first))


def saved(person: UUID, block: str) -> None:
    """Told by the action that saves, in its transaction; the others are called after it.

    What is saved is saved: an error there is logged, and made up for later.
    """
    if block not in _TELLS_APART:
        return
    for look, first in _called:
        first(person)
        transaction.on_commit(_with(look, person), robust=True)


def _with(look: _Look, person: UUID) -> Callable[[], object]:
    """A function with a name of its own, which Django writes into its log where it fails."""

    def look_for_duplicates() -> object:
        return look(person)

    return look_for_duplicates
