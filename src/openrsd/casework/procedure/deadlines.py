"""When something is due: counted in the calendar of the office, and never earlier than declared.

A deadline that has passed tells somebody. No outcome ever follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openrsd.casework.procedure.calendars import Calendar
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import CaseFacts
from openrsd.casework.procedure.redlines import LEAST_DAYS_TO_APPEAL
from openrsd.casework.procedure.shapes import Binds, Counting, LimitFile, TransitionFile
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

_TO_APPEAL = frozenset({"appeal-filed", "judicial-review"})


class TooShort(OpenRSDError):
    """A limit that binds the person was to be made shorter than it may be."""

    code = "limit-too-short"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, and why it is that day."""

    day: date
    since: date
    days: int
    counts: Counting
    moved: str = ""

    def explained(self) -> str:
        """How the day was found, for whoever asks."""
        counted = _("working days") if self.counts is Counting.WORKING else _("days")
        says = _("{days} {counted}, counted from the day after {since}").format(
            days=self.days, counted=counted, since=self.since.isoformat()
        )
        if not self.moved:
            return says
        return _("{counting}; moved to the next working day ({why})").format(
            counting=says, why=self.moved
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is to happen until when, whom it binds, and what to do when the day has passed."""

    transition: TransitionFile
    due: Due
    binds: Binds
    extendable: bool
    remind_on: tuple[date, ...]
    do: str


def due(since: date, days: int, counts: Counting, calendar: Calendar, held: int = 0) -> Due:
    """The last day of so many days from `since`, that day not counted, and days on hold added.

    It is moved forward past days on which nobody works, and never back.
    """
    if counts is Counting.WORKING:
        day = since
        for _number in range(days):
            day = calendar.next_working(day + timedelta(days=1))
        day += timedelta(days=held)
    else:
        day = since + timedelta(days=days + held)
    working = calendar.next_working(day)
    moved = (calendar.why_closed(day) or "") if working != day else ""
    return Due(working, since, days, counts, moved)


def days_of(one: TransitionFile, limit: LimitFile, own: Mapping[str, int]) -> int:
    """The days of a limit in this installation; `own` are its days by id of transition.

    What binds the person can be made longer, never shorter. Raises TooShort.
    """
    days = own.get(one.id, limit.days)
    least = limit.days if limit.binds is Binds.PERSON else 1
    if one.to in _TO_APPEAL:
        least = max(least, LEAST_DAYS_TO_APPEAL)
    if days < least:
        raise TooShort(
            _("The limit of '{title}' cannot be {days} days. It is {least} days at least.").format(
                title=_(one.title), days=days, least=least
            )
        )
    return days


def deadlines(
    procedure: Procedure, facts: CaseFacts, calendar: Calendar, own: Mapping[str, int] | None = None
) -> tuple[Deadline, ...]:
    """What is due of a case where it stands now, the nearest first."""
    since = facts.since
    if since is None:
        return ()
    found = [
        _deadline(facts, one, one.limit, since, calendar, own or {})
        for one in procedure.from_state(facts.state)
        if one.limit
    ]
    return tuple(sorted(found, key=lambda one: (one.due.day, one.transition.id)))


def last_day_to_appeal(received: date, calendar: Calendar, days: int = LEAST_DAYS_TO_APPEAL) -> Due:
    """The last day that a letter is to name. At least 30 days, whatever is asked for."""
    return due(received, max(days, LEAST_DAYS_TO_APPEAL), Counting.CALENDAR, calendar)


def _deadline(
    facts: CaseFacts,
    one: TransitionFile,
    limit: LimitFile,
    since: date,
    calendar: Calendar,
    own: Mapping[str, int],
) -> Deadline:
    named = _named_in_letter(facts, one)
    if named:
        found = Due(named, since, (named - since).days, Counting.CALENDAR)
    else:
        found = due(since, days_of(one, limit, own), limit.counts, calendar)
    reviewed = facts.noted_last("review-day", "T24a", "T24b")
    if facts.state == "on-hold" and reviewed:
        found = Due(reviewed[1], since, (reviewed[1] - since).days, Counting.CALENDAR)
    return Deadline(
        one,
        found,
        limit.binds,
        limit.extendable,
        tuple(found.day - timedelta(days=before) for before in sorted(limit.remind, reverse=True)),
        _(limit.do),
    )


def _named_in_letter(facts: CaseFacts, one: TransitionFile) -> date | None:
    """The last day that the letter names, and the days on which the case was held since."""
    if one.to == "appeal-filed":
        found = facts.noted_last("appeal-until", "T12b", "A14", "T23b")
    elif one.to == "judicial-review":
        found = facts.noted_last("court-until", "S2")
    else:
        return None
    return found[1] + timedelta(days=facts.days_held_since(found[0])) if found else None
