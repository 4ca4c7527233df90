"""Who works on a case: given by a supervisor, with everything that the work needs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions import assigning, suspending
from openrsd.accounts.errors import AlreadySo, NotForOneself, Refusal
from openrsd.accounts.models import Basis, Grant
from openrsd.accounts.recording import recorded
from openrsd.casework import acts, policies
from openrsd.casework.models import CASE, Case, Claim
from openrsd.registration.policies import DESK

HOLDING = "case-officer"


@dataclass(frozen=True, slots=True)
class Given:
    """How many cases went over, and those that did not, with the reason."""

    done: int
    left: tuple[tuple[Case, Refusal], ...]


def assign_case(
    case: UUID,
    user: UUID,
    role: str,
    *,
    office: UUID,
    acting: Actor,
    until: datetime | None = None,
) -> Case:
    """Opens the claims of a case, and the persons who make them, to a colleague in a role.

    `office` is where the colleague holds it; a second signer may sit in another office. A case
    officer becomes the holder, and whoever held the case before loses it; with `until` she covers
    for the holder until then. Who may not hold one of the claims gets none. A colleague at the desk
    gets the persons and no claim, for as long as whoever registers them.
    """
    if role == DESK and until is None:
        until = timezone.now() + timedelta(days=settings.DESK_DAYS)
    with recorded(
        acts.ASSIGN_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"user": user, "role": role if role in policies.ASSIGNED else "unknown"},
    ):
        assigned = get_to_change(policies.assignable(acting), case)
        if role == HOLDING and until is None:
            _release(assigned, acting, but=user)
        given = 0
        for compartment in _compartments(assigned, with_claims=role != DESK):
            try:
                assigning.assign(compartment, user, role, office=office, until=until, acting=acting)
                given += 1
            except AlreadySo:
                continue
        if role == HOLDING and until is None:
            assigned.holder = user
            assigned.save(update_fields=["holder"])
        elif not given:
            raise AlreadySo
    return assigned


def release_case(case: UUID, user: UUID, *, acting: Actor) -> Case:
    """Takes a case from a colleague, in every role. A case without a holder is unassigned."""
    with recorded(
        acts.ASSIGN_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=[case],
        detail={"from": user},
    ):
        released = get_to_change(policies.assignable(acting), case)
        _end(released, user, acting)
        if released.holder == user:
            released.holder = None
            released.save(update_fields=["holder"])
    return released


def cover(absent: UUID, by: UUID, *, office: UUID, until: datetime, acting: Actor) -> Given:
    """Opens every case of an absent officer to a colleague until a day. The holder stays."""
    with recorded(
        acts.STAND_IN,
        acting=acting,
        subject_kind="user",
        subjects=[absent],
        detail={"to": by, "until": until},
    ):
        if by == acting.id:
            raise NotForOneself
        cases = policies.assignable(acting).filter(holder=absent)
        return _for_each(
            cases,
            lambda case: assign_case(
                case.id, by, HOLDING, office=office, until=until, acting=acting
            ),
        )


def suspend(suspended: UUID, taking: UUID | None, *, office: UUID | None, acting: Actor) -> Given:
    """Takes everything from a colleague, now and on every ground (`accounts.actions.suspending`).

    Cases of the offices of whoever acts go to `taking`, or to nobody: they are unassigned then, as
    those of other offices are. What `taking` may not hold is unassigned and named.
    """
    with recorded(
        acts.ASSIGN_CASE,
        acting=acting,
        subject_kind="user",
        subjects=[suspended],
        detail={"from": suspended},
    ):
        if taking == acting.id:
            raise NotForOneself
        of_hers = list(_open_to(suspended, policies.assignable(acting)))
        held = [case for case in of_hers if case.holder == suspended]
        for case in of_hers:
            release_case(case.id, suspended, acting=acting)
        if suspending.suspend(suspended, acting=acting):
            _leave_elsewhere(suspended, acting)
        if taking is None or office is None:
            return Given(0, ())
        to, at = taking, office
        return _for_each(
            held, lambda case: assign_case(case.id, to, HOLDING, office=at, acting=acting)
        )


def _leave_elsewhere(suspended: UUID, acting: Actor) -> None:
    """Cases of other offices that a suspended colleague holds are seen there as held by nobody."""
    held = Case.objects.filter(holder=suspended)
    cases = list(held.values_list("id", flat=True))
    if not cases:
        return
    with recorded(
        acts.ASSIGN_CASE,
        acting=acting,
        subject_kind=CASE,
        subjects=cases,
        detail={"from": suspended},
    ):
        held.update(holder=None)


def _for_each(cases: Iterable[Case], act: Callable[[Case], object]) -> Given:
    done, left = 0, list[tuple[Case, Refusal]]()
    for case in cases:
        try:
            act(case)
        except Refusal as refusal:
            left.append((case, refusal))
            continue
        done += 1
    return Given(done, tuple(left))


def _compartments(case: Case, *, with_claims: bool = True) -> Iterator[UUID]:
    for claim in case.claims.select_related("person"):
        if with_claims:
            yield claim.compartment
        yield claim.person.compartment


def _running(user: UUID) -> Q:
    """What was assigned. What is open for minutes ends by itself, and is nobody's to take."""
    return Q(
        Q(until=None) | Q(until__gt=timezone.now()),
        user=user,
        basis__in=(Basis.ASSIGNMENT, Basis.SUPERVISION),
    )


def _open_to(user: UUID, cases: QuerySet[Case]) -> QuerySet[Case]:
    opened = Grant.objects.filter(_running(user)).values("compartment")
    # A clerk holds the persons whom she registered, and none of their claims.
    claims = Claim.objects.filter(Q(compartment__in=opened) | Q(person__compartment__in=opened))
    return cases.filter(Q(id__in=claims.values("case")) | Q(holder=user))


def _release(case: Case, acting: Actor, *, but: UUID) -> None:
    if case.holder is not None and case.holder != but:
        _end(case, case.holder, acting, role=HOLDING)


def _end(case: Case, user: UUID, acting: Actor, role: str | None = None) -> None:
    open_ones = Grant.objects.filter(_running(user), compartment__in=list(_compartments(case)))
    if role is not None:
        open_ones = open_ones.filter(role=role)
    for grant in open_ones:
        assigning.unassign(grant.id, acting=acting)
