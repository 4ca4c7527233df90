"""A date as it was said, with everything that it may mean taken together."""

from datetime import date

from openrsd.names.reading_dates import read_date
from openrsd.names.said_dates import Precision, SaidDate, certain_parts
from openrsd.texts import gettext as _


def understood(text: str, *, said_on: date) -> SaidDate:
    """What was said, as one date. Read in several ways, it is only what all of them say."""
    readings = read_date(text, said_on=said_on)
    if len(readings) == 1:
        return readings[0]
    starts = [one.earliest for one in readings if one.earliest]
    ends = [one.latest for one in readings if one.latest]
    if not readings or len(starts) < len(readings) or len(ends) < len(readings):
        return SaidDate(text)
    first, last = min(starts), max(ends)
    return SaidDate(
        text, certain_parts(first, last), first, last, readings[0].calendar, Precision.AS_GIVEN
    )


def in_words(said: SaidDate) -> str:
    """How it was understood, for the eye of whoever wrote it."""
    if said.earliest is None or said.latest is None:
        return _("Kept as written. No day follows from it.") if said.as_said else ""
    if said.earliest == said.latest:
        return said.earliest.isoformat()
    if said.date is not None and said.date.year and not said.date.month:
        whole = (said.earliest, said.latest) == (
            date(said.date.year, 1, 1),
            date(said.date.year, 12, 31),
        )
        if whole:
            return str(said.date.year)
    return _("between {first} and {last}").format(
        first=said.earliest.isoformat(), last=said.latest.isoformat()
    )
