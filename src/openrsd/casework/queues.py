"""Lists of cases: one's own work, and the queue of an office. Read by keyset pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Case as Choice
from django.db.models import Count, Q, QuerySet, When
from django.utils import timezone

from openrsd.accounts.access import PAGE, Page, list_for, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.policies import may, offices_where
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.accounts.roles import roles as all_roles
from openrsd.casework import acts, policies
from openrsd.casework.models import CASE, CLAIM, Case, Claim, Transfer
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.protection.selectors import open_alerts, with_open_alert
from openrsd.registration import policies as registration
from openrsd.registration.selectors import called

UNASSIGNED, OVERDUE, SOON, FINISHED = "unassigned", "overdue", "soon", "finished"
# As a list: "NOT is_finished", as Django writes a false, is read from no index by SQLite.
OPEN = (False,)
ORDER = ("priority", "registered_on", "id")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a queue is asked for; `after` is the last case of the page before.

    Without a state, and unless `only` asks for what is finished, it is open work.
    """

    state: str = ""
    only: str = ""
    holder: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much an officer holds, and how much of it is overdue."""

    user: UUID
    name: str
    office: str
    cases: int
    overdue: int


@dataclass(frozen=True, slots=True)
class TeamQueue:
    """A page of the cases of an office, with who holds each."""

    page: Page[Case]
    names: Mapping[UUID, str] = field(default_factory=dict)


def own_cases(actor: Actor, asked: Asked) -> Page[Case]:
    """Cases in which she has a duty, those that need protection most first."""
    records = policies.on_duty(actor, all_roles())
    # Who is not shown where a case stands does not find it out by asking for it, and not by what
    # is missing either.
    weighed = policies.weighed_by(actor, records)
    if asked.state or asked.only:
        records = weighed
    first = endangered()
    danger_first = When(id__in=first, then=0) if first else None
    found = _narrowed(records, asked, among=records, first=first)
    if _is_all_open(asked):
        hidden = Q(is_finished=True, pk__in=weighed.values("pk"))
        found = found.exclude(hidden & ~Q(id__in=first))
    else:
        found = _finished_or_not(found, asked)
    if danger_first:
        found = found.order_by(Choice(danger_first, default=1), *ORDER)
    return list_for(actor, found, act=acts.LIST_CASES, subject_kind=CASE)


def weighed_of(actor: Actor, cases: Iterable[Case]) -> frozenset[UUID]:
    """Those of these cases whose course she sees."""
    among = Case.objects.filter(id__in=[one.id for one in cases])
    return frozenset(policies.weighed_by(actor, among).values_list("id", flat=True))


def called_in(actor: Actor, cases: Iterable[Case]) -> dict[UUID, str]:
    """What the principal of each case is called, by case; of those alone who are open to her."""
    claims = Claim.objects.filter(case__in=[one.id for one in cases], is_principal=True)
    persons = registration.readable(actor).filter(claims__in=claims)
    names = {one: recorded.called for one, recorded in called(list(persons)).items()}
    of_cases = claims.filter(person__in=names).values_list("case", "person")
    return {case: names[person] for case, person in of_cases}


def endangered() -> frozenset[UUID]:
    """Every case in which an alert runs for somebody. They stand above all others, whatever their
    level, until the alert ends.
    """
    claims = Claim.objects.filter(person__in=open_alerts())
    return frozenset(claims.values_list("case", flat=True))


def in_danger(cases: Iterable[Case]) -> frozenset[UUID]:
    """Those of these cases in which an alert runs for somebody. It is no secret of the claim."""
    claims = Claim.objects.filter(case__in=[one.id for one in cases])
    persons = dict(claims.values_list("person", "case"))
    return frozenset(persons[one] for one in with_open_alert(persons))


def own_claims(actor: Actor) -> Page[Claim]:
    """The claims open to an applicant or a representative."""
    records = policies.claims(actor).select_related("case", "person").order_by("opened_at", "id")
    return list_for(actor, records, act=acts.LIST_CASES, subject_kind=CLAIM)


def team_cases(actor: Actor, asked: Asked) -> TeamQueue:
    """Cases of the offices where she assigns: what stands in clear, without opening any."""
    require(actor, Permission.ASSIGN_CASES, act=acts.LIST_CASES, subject_kind=CASE)
    seen = policies.assignable(actor)
    first = endangered()
    all_rows = _narrowed(seen, asked, among=seen, first=first)
    rows = _finished_or_not(all_rows, asked)
    in_danger_first = all_rows if _is_all_open(asked) else rows
    found = list(in_danger_first.filter(id__in=first)[: PAGE + 1]) if first else []
    # Office by office, each in the order of its index: together they would have to be sorted.
    queues = [
        rows.filter(office=office).exclude(id__in=first)[: PAGE + 1]
        for office in offices_where(actor, Permission.ASSIGN_CASES)
    ]
    found = [*found, *islice(merge(*queues, key=_place), PAGE + 1)][: PAGE + 1]
    given = tuple(found[:PAGE])
    with transaction.atomic():
        note(acts.LIST_CASES, acting=actor, subject_kind=CASE, subjects=[one.id for one in given])
    names = names_of({one.holder for one in given if one.holder})
    return TeamQueue(Page(given, more=len(found) > PAGE), names)


def loads(actor: Actor) -> list[Load]:
    """How much open work each officer of her offices holds, the least first: so it is fair."""
    require(actor, Permission.ASSIGN_CASES, act=acts.LIST_CASES, subject_kind=CASE)
    offices = offices_where(actor, Permission.ASSIGN_CASES)
    today = timezone.localdate()
    held = {
        (row["office"], row["holder"]): (row["cases"], row["overdue"])
        for row in Case.objects.filter(office__in=offices, is_finished__in=OPEN)
        .exclude(holder=None)
        .values("office", "holder")
        .annotate(cases=Count("*"), overdue=Count("due_on", filter=Q(due_on__lt=today)))
    }
    posted = Posting.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()), office__in=offices, role="case-officer"
    )
    keys = {*held, *posted.values_list("office_id", "user_id")}
    names = names_of({user for _office, user in keys})
    places = dict(Office.objects.values_list("id", "name"))
    found = [
        Load(user, names.get(user, ""), places.get(office, ""), *held.get((office, user), (0, 0)))
        for office, user in keys
    ]
    return sorted(found, key=lambda load: (load.cases, load.name))


def unassigned_count(actor: Actor) -> int:
    """How many open cases of her offices nobody holds."""
    # Counted in the index; the few that a conflict closes to her are taken off.
    waiting = policies.of_her_offices(actor).filter(holder=None, is_finished__in=OPEN)
    closed = policies.declared_by(actor).values_list("compartment", flat=True)
    return waiting.count() - waiting.filter(compartment__in=list(closed)).count()


def came_from_elsewhere(actor: Actor) -> int:
    """How many cases came from other offices and wait for her to take note."""
    if not may(actor, Permission.ASSIGN_CASES):
        return 0
    offices = offices_where(actor, Permission.ASSIGN_CASES)
    return Transfer.objects.filter(to_office__in=offices, received_at=None).count()


def due_counts(actor: Actor) -> tuple[int, int]:
    """How many of her own cases are overdue, and of how many the procedure says: soon."""
    if actor.kind != AccountKind.STAFF or not may(actor, Permission.TAKE_CASES):
        return 0, 0
    today = timezone.localdate()
    found = policies.on_duty(actor, all_roles()).aggregate(
        overdue=Count("id", filter=Q(due_on__lt=today)),
        soon=Count("id", filter=Q(due_on__gte=today, remind_on__lte=today)),
    )
    return found["overdue"], found["soon"]


def names_of(users: "set[UUID]") -> dict[UUID, str]:
    """What these colleagues are called."""
    found = User.objects.filter(id__in=users)
    return {one.id: one.display_name.open_or(one.username) for one in found}


def _narrowed(
    records: QuerySet[Case], asked: Asked, *, among: QuerySet[Case], first: frozenset[UUID]
) -> QuerySet[Case]:
    """Those of the records that are asked for, in order, behind one `among` those she may see.

    `first` are the cases that stand before all others.
    """
    today = timezone.localdate()
    if asked.state in shipped_procedure().states:
        records = records.filter(state=asked.state)
    if asked.holder:
        records = records.filter(holder=asked.holder)
    if asked.only == UNASSIGNED:
        records = records.filter(holder=None)
    elif asked.only == OVERDUE:
        records = records.filter(due_on__lt=today)
    elif asked.only == SOON:
        records = records.filter(due_on__gte=today, remind_on__lte=today)
    last = among.filter(pk=asked.after).first() if asked.after else None
    if last is None:
        return records.order_by(*ORDER)
    if last.id in first:
        behind = _behind(last) | ~Q(id__in=first)
    else:
        behind = _behind(last) & ~Q(id__in=first)
    return records.filter(behind).order_by(*ORDER)


def _is_all_open(asked: Asked) -> bool:
    """Whether all work is asked for: then whoever is in danger is there, finished or not."""
    return not asked.state and asked.only != FINISHED


def _finished_or_not(records: QuerySet[Case], asked: Asked) -> QuerySet[Case]:
    if asked.state in shipped_procedure().states:
        return records
    return records.filter(is_finished__in=(True,) if asked.only == FINISHED else OPEN)


def _place(case: Case) -> tuple[int, date, UUID]:
    return case.priority, case.registered_on, case.id


def _behind(last: Case) -> Q:
    same_level = Q(priority=last.priority)
    same_day = same_level & Q(registered_on=last.registered_on)
    return (
        Q(priority__gt=last.priority)
        | (same_level & Q(registered_on__gt=last.registered_on))
        | (same_day & Q(id__gt=last.id))
    )


def is_overdue(case: Case, today: date) -> bool:
    """Whether the nearest of its deadlines has passed."""
    return case.due_on is not None and case.due_on < today
