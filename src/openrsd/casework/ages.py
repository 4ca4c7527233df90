"""Whether a person may be a child, by every date of birth that was ever recorded of them.

A date that is written anew takes no safeguard away: what an earlier version said counts too, until
two people have settled the age. In doubt the person is a child.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from openrsd.names.said_dates import NotASaidDate, SaidDate
from openrsd.registration.models import Block, PersonBlock

ADULT_AT = 18


@dataclass(frozen=True, slots=True)
class SaidBirths:
    """Each date of birth as it was recorded, the oldest first; None where a version had none."""

    versions: tuple[tuple[datetime, SaidDate | None], ...] = ()

    @classmethod
    def of(cls, person: UUID) -> Self:
        """Those of a person, in one query."""
        written = PersonBlock.objects.filter(person=person, block=Block.PARTICULARS)
        return cls(
            tuple(
                (one.saved_at, birth_in(one.content.open())) for one in written.order_by("version")
            )
        )

    def may_be_child(self, on: date) -> bool:
        """Whether the date that stands now leaves a doubt, or one before spoke of a child."""
        said = [born for _at, born in self.versions]
        if not said or not is_surely_adult(said[-1], on):
            return True
        # What cannot be read as a day said nothing; only what stands last has to say something.
        return any(born and born.latest and not is_surely_adult(born, on) for born in said)

    def speak_anew_of_child(self, since: datetime, on: date) -> bool:
        """Whether a date that was written after this moment may be that of a child."""
        before: SaidDate | None = None
        for at, born in self.versions:
            if at > since and born and born != before and not is_surely_adult(born, on):
                return True
            before = born
        return False


def birth_in(particulars: object) -> SaidDate | None:
    """The date of birth in a version of the particulars, as it was said."""
    born: Any = particulars.get("born") if isinstance(particulars, Mapping) else None
    if not isinstance(born, dict):
        return None
    try:
        return SaidDate.from_document(born)
    except NotASaidDate:
        return None


def is_surely_adult(born: SaidDate | None, on: date) -> bool:
    """Whether someone born then is of age on this day, whatever the words may mean."""
    return born is not None and not born.may_be_under(ADULT_AT, on)
