"""Dates of which the day, the month or the year may be unknown.

Written as in the Extended Date/Time Format (ISO 8601-2): an unknown part is X, `1987-XX-XX`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

_WRITTEN = re.compile(r"(\d{4}|XXXX)-(\d{2}|XX)-(\d{2}|XX)", re.ASCII)
LEAP_YEAR = 2000


class NoSuchDate(OpenRSDError):
    """A date that no calendar has, or that is not written as one."""

    code = "no-such-date"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date; None is an unknown part. A day is known only within a known month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is not None and not 1 <= self.year <= 9999:
            raise NoSuchDate(_("A year has four figures, for example 1987."))
        if self.month is not None and not 1 <= self.month <= 12:
            raise NoSuchDate(_("A month is a number from 1 to 12."))
        if self.day is None:
            return
        if self.month is None:
            raise NoSuchDate(_("A day without its month says nothing; leave it unknown."))
        # An unknown year may have been a leap year.
        if not 1 <= self.day <= monthrange(self.year or LEAP_YEAR, self.month)[1]:
            raise NoSuchDate(_("This month has no day {day}.").format(day=self.day))

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """The date written as `1987-04-15`, `1987-XX-XX` or `XXXX-04-15`."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise NoSuchDate(
                _("'{text}' is no date. Expected: 1987-04-15, or X for what is unknown.").format(
                    text=text
                )
            )
        year, month, day = (None if "X" in part else int(part) for part in written.groups())
        return cls(year, month, day)

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        day = "XX" if self.day is None else f"{self.day:02}"
        return f"{year}-{month}-{day}"

    def forms(self) -> tuple["PartialDate", ...]:
        """The date and its coarser forms: by year and month, by year, by month and day.

        None for a date of which nothing is known. A month alone finds nobody, and is no form.
        """
        coarser = (
            self,
            PartialDate(self.year, self.month) if self.month else self,
            PartialDate(self.year),
            PartialDate(None, self.month, self.day),
        )
        return tuple(dict.fromkeys(form for form in coarser if form.year or form.day))

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether the two may be the same day: no part that both know differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(None in pair or pair[0] == pair[1] for pair in pairs)
