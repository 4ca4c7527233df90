"""When something is due of a case, as rows: renewed with every step, counted in its office's days.

A deadline that has passed tells somebody. Nothing else ever follows from it.
"""

from datetime import timedelta
from functools import cache

from django.db.models import Min
from django.utils import timezone

from openrsd.accounts.models import Office
from openrsd.casework.models import Case, Deadline
from openrsd.casework.procedure.calendars import Calendar, UnknownCalendar, calendar_of_country
from openrsd.casework.procedure.deadlines import deadlines
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import CaseFacts

# Where the procedure says of a limit no day on which it is brought to mind.
USUAL_REMINDER = timedelta(days=7)


def renew_deadlines(procedure: Procedure, case: Case, facts: CaseFacts, *, made: str) -> None:
    """Ends what was due before the step `made`, and begins what is due after it."""
    now = timezone.now()
    open_ones = Deadline.objects.filter(case=case, ended_at=None)
    open_ones.filter(transition=made).update(fulfilled=True)
    open_ones.update(ended_at=now)
    found = deadlines(procedure, facts, calendar_at(case))
    Deadline.objects.bulk_create(
        Deadline(
            case=case,
            compartment=case.compartment,
            transition=one.transition.id,
            after=len(facts.steps) - 1,
            since=one.due.since,
            due_on=one.due.day,
            remind_on=min(one.remind_on, default=one.due.day - USUAL_REMINDER),
            binds=str(one.binds),
            extendable=one.extendable,
        )
        for one in found
    )
    keep_nearest(case)


def keep_nearest(case: Case) -> None:
    """Notes on the case, without saving it, what lists ask for: the nearest day of what is due,
    and the first day on which one of them is brought to mind."""
    open_ones = Deadline.objects.filter(case=case, ended_at=None)
    nearest = open_ones.aggregate(due=Min("due_on"), remind=Min("remind_on"))
    case.due_on, case.remind_on = nearest["due"], nearest["remind"]


def calendar_at(case: Case) -> Calendar:
    """The working days of the office where the case is."""
    return _of_country(Office.objects.values_list("country", flat=True).get(id=case.office))


@cache
def _of_country(country: str) -> Calendar:
    try:
        return calendar_of_country(country)
    except UnknownCalendar:
        # Nobody has said when this country rests: no day is moved, and none is made shorter.
        return Calendar(country, frozenset(), from_library=False, closed={}, open=frozenset())
