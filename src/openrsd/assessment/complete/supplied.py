"""What rooms that build on the assessment bring to sections of its form: the reasons of a draft are
written there, and are not typed here again.
"""

from collections.abc import Callable

from openrsd.accounts.acting import Actor
from openrsd.assessment.complete.shapes import Row
from openrsd.casework.models import Claim

Source = Callable[[Actor, Claim], list[Row]]
_SOURCES: dict[str, list[Source]] = {}


def supplies(letter: str) -> Callable[[Source], Source]:
    """Makes a source of rows known for a section, when its room is ready."""

    def known(source: Source) -> Source:
        _SOURCES.setdefault(letter, []).append(source)
        return source

    return known


def supplied(letter: str, actor: Actor, claim: Claim) -> list[Row]:
    """The rows that other rooms bring to a section, as far as they are open to the reader."""
    return [row for source in _SOURCES.get(letter, ()) for row in source(actor, claim)]
