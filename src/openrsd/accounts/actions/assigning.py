"""Giving and taking access to a record: what upper rooms call down, and what supervisors do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import (
    AccountClosed,
    AlreadySo,
    IncompatibleDuties,
    InConflict,
    NoSuchRole,
    NotForOneself,
    NotHere,
    NotPosted,
    Refusal,
    Suspended,
)
from openrsd.accounts.models import (
    AccountKind,
    Basis,
    ConflictDeclaration,
    Grant,
    Holding,
    Posting,
    User,
)
from openrsd.accounts.policies import may, may_open, offices_where
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import Permission, roles

COMPARTMENT = "compartment"
# Looking through a broken glass is no duty in the case.
# Later than any day on which an assignment ends.
LONGEST = datetime.max.replace(tzinfo=UTC)
_DUTIES = (Basis.ASSIGNMENT, Basis.SUPERVISION)


@dataclass(frozen=True, slots=True)
class HandOver:
    """How many grants went over, and those that stay where they were with the reason."""

    moved: int
    left: tuple[tuple[UUID, Refusal], ...]


def found(
    compartments: Iterable[UUID], office: UUID, role: str | None = None, *, acting: Actor
) -> None:
    """Says which office answers for new compartments, and opens them to whoever made them.

    Called by the action that makes the record. `role` is the maker's; without one they stay closed
    to her too until they are assigned, as to a part of the system.
    """
    new = tuple(compartments)
    with recorded(acts.FOUND, acting=acting, subject_kind=COMPARTMENT, subjects=new):
        if not may(acting, Permission.FOUND_CASES, office):
            raise NotHere
        if Holding.objects.filter(compartment__in=new).exists():
            raise AlreadySo
        Holding.objects.bulk_create(Holding(compartment=one, office_id=office) for one in new)
        if acting.is_system or role is None:
            return
        if (role, office) not in acting.postings or role not in _taking():
            raise NotPosted
        Grant.objects.bulk_create(
            Grant(
                compartment=one,
                user_id=acting.id,
                basis=Basis.ASSIGNMENT,
                role=role,
                office_id=office,
                given_by=acting.id,
            )
            for one in new
        )


def assign(
    compartment: UUID,
    user: UUID,
    role: str,
    *,
    acting: Actor,
    office: UUID | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> Grant:
    """Opens a record to a colleague in this role. Needs cases.assign in the office that holds it.

    What she holds in this role with an earlier end goes on until this one; AlreadySo where what she
    holds lasts as long. `office` is where the colleague holds the role, if not where the record is
    held.
    """
    with recorded(
        acts.ASSIGN,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[compartment],
        detail={"user": user, "role": role if role in roles() else "unknown"},
    ):
        held = _assignable(compartment, acting)
        if user == acting.id:
            raise NotForOneself
        return _grant(compartment, user, role, office or held.office_id, acting, until, reason)


def unassign(grant: UUID, *, acting: Actor) -> None:
    """Ends a grant now."""
    given = Grant.objects.filter(id=grant, basis__in=_DUTIES).first()
    subjects = [given.compartment] if given else []
    with recorded(
        acts.UNASSIGN,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=subjects,
        detail={"grant": grant},
    ):
        if given is None:
            raise NotHere
        _assignable(given.compartment, acting)
        if not _running().filter(id=grant).update(until=timezone.now()):
            raise AlreadySo


def hand_over(leaving: UUID, taking: UUID, role: str, *, acting: Actor) -> HandOver:
    """Moves every open assignment in this role from one colleague to another.

    Only records of offices where cases.assign is held. What the taking colleague may not hold, for
    a conflict or another duty, stays with the first and is named.
    """
    offices = _reach(acting)
    open_to_her = _running().filter(user=leaving, role=role, basis__in=_DUTIES)
    in_reach = [
        grant
        for grant in open_to_her
        if Holding.objects.filter(compartment=grant.compartment).filter(offices).exists()
    ]
    moved, left = 0, list[tuple[UUID, Refusal]]()
    with recorded(
        acts.HAND_OVER,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[grant.compartment for grant in in_reach],
        detail={"from": leaving, "to": taking},
    ):
        if not may(acting, Permission.ASSIGN_CASES):
            raise NotHere
        if taking == acting.id:
            raise NotForOneself
        for grant in in_reach:
            try:
                _grant(grant.compartment, taking, role, grant.office_id, acting, grant.until)
            except Refusal as refusal:
                left.append((grant.compartment, refusal))
                continue
            _running().filter(id=grant.id).update(until=timezone.now())
            moved += 1
    return HandOver(moved, tuple(left))


def give_own(compartment: UUID, user: UUID, *, acting: Actor) -> Grant:
    """Opens an applicant's own record to her account. For staff on duty with the record."""
    with recorded(
        acts.GIVE_OWN,
        acting=acting,
        subject_kind=COMPARTMENT,
        subjects=[compartment],
        detail={"user": user},
    ):
        recording = roles().that_allow(Permission.RECORD_AUTHORITIES)
        if not (acting.is_system or may_open(acting, compartment, on_duty_as=recording)):
            raise NotHere
        account = _account(user)
        if account.kind != AccountKind.APPLICANT:
            raise NoSuchRole
        if _running().filter(compartment=compartment, user=user).exists():
            raise AlreadySo
        return Grant.objects.create(
            compartment=compartment,
            user=account,
            basis=Basis.SELF,
            role="applicant",
            given_by=acting.id,
        )


def _grant(
    compartment: UUID,
    user: UUID,
    role: str,
    office: UUID | None,
    acting: Actor,
    until: datetime | None,
    reason: str = "",
) -> Grant:
    """A grant to a colleague, or the Refusal that says why not."""
    now = timezone.now()
    account = _account(user)
    posted = Posting.objects.filter(
        Q(until=None) | Q(until__gt=now), user=account, office=office, role=role, since__lte=now
    )
    if role not in _taking() or not posted.exists():
        raise NotPosted
    if ConflictDeclaration.objects.filter(user=account, compartment=compartment).exists():
        raise InConflict
    held_ever = Grant.objects.filter(user=account, compartment=compartment, basis__in=_DUTIES)
    if any(roles().exclude_each_other(role, held.role) for held in held_ever):
        raise IncompatibleDuties
    held_now = _running().filter(id__in=held_ever, role=role)
    if held_now.filter(Q(until=None) | Q(until__gte=until or LONGEST)).exists():
        raise AlreadySo
    # What ends earlier is followed by what is given now.
    held_now.update(until=now)
    supervises = role in roles().that_allow(Permission.ASSIGN_CASES)
    return Grant.objects.create(
        compartment=compartment,
        user=account,
        basis=Basis.SUPERVISION if supervises else Basis.ASSIGNMENT,
        role=role,
        office_id=office,
        until=until,
        given_by=acting.id,
        reason=reason or None,
    )


def _assignable(compartment: UUID, acting: Actor) -> Holding:
    held = Holding.objects.filter(_reach(acting), compartment=compartment).first()
    if held is None:
        raise NotHere
    return held


def _reach(acting: Actor) -> Q:
    """The offices whose records she assigns."""
    if acting.is_system:
        return Q()
    return Q(office__in=offices_where(acting, Permission.ASSIGN_CASES))


def _account(user: UUID) -> User:
    # Locked, so that two assignments cannot slip past each other's check of duties.
    account = User.objects.select_for_update().filter(id=user).first()
    if account is None:
        raise NotHere
    if not account.is_active:
        raise AccountClosed
    if account.suspended_at:
        raise Suspended
    return account


def _running() -> QuerySet[Grant]:
    return Grant.objects.filter(Q(until=None) | Q(until__gt=timezone.now()))


def _taking() -> frozenset[str]:
    return roles().that_allow(Permission.TAKE_CASES)
