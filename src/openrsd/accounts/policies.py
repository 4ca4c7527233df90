"""Who may do what, and who may open what. Every selector and action asks here.

A role allows kinds of acts (`may`); a grant opens a compartment (`opened_compartments`). Neither
does without the other, and no role opens anything by itself, the administrator's least.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import (
    AccountKind,
    Basis,
    ConflictDeclaration,
    Grant,
    Happening,
    Posting,
)
from openrsd.accounts.roles import Permission, roles

_BY_ASSIGNMENT = (Basis.ASSIGNMENT, Basis.SUPERVISION)
# What is opened for minutes is open on its own page only, to whoever still may do that work.
BRIEF = {Basis.DESK: Permission.SERVE_DESK, Basis.MATCHING: Permission.REVIEW_MATCHES}


def may(actor: Actor | None, permission: Permission | str, office: UUID | None = None) -> bool:
    """Whether she holds a role with this permission: in that office, or in any where none is named.

    Parts of the system may everything by role, and open nothing.
    """
    if actor is None:
        return False
    if actor.is_system:
        return True
    allowing = roles().that_allow(permission)
    return any(
        role in allowing and (office is None or held_in == office)
        for role, held_in in actor.postings
    )


def may_be_told(actor: Actor, what: str) -> bool:
    """Whether she is told of what happens of this kind: to records, or to accounts."""
    if what == Happening.EMERGENCY:
        return may(actor, Permission.READ_ANNOUNCEMENTS)
    return may(actor, Permission.OVERSEE_USERS)


def offices_where(actor: Actor, permission: Permission | str) -> frozenset[UUID]:
    """The offices in which she holds a role with this permission."""
    allowing = roles().that_allow(permission)
    return frozenset(office for role, office in actor.postings if role in allowing)


def posts_that_open_records(offices: Collection[UUID]) -> QuerySet[Posting]:
    """Who works in these offices now, in a role that takes cases."""
    now = timezone.now()
    return Posting.objects.filter(
        Q(until=None) | Q(until__gt=now),
        since__lte=now,
        office__in=offices,
        role__in=roles().that_allow(Permission.TAKE_CASES),
        user__is_active=True,
    )


def opened_compartments(
    actor: Actor | None,
    *,
    on_duty_as: Collection[str] | None = None,
    brief: Basis | None = None,
    at: datetime | None = None,
) -> QuerySet[Grant, Any]:
    """The compartments open to her, as a subquery for `filter(compartment__in=...)`.

    `on_duty_as` narrows them to those assigned to her in one of these roles: for what more than
    looking asks for. A broken glass is no duty. `brief` names one kind of grant for minutes, and
    asks for those alone: the page of the front desk, of two records side by side.
    """
    grants = _open_grants(actor, at or timezone.now(), brief)
    if on_duty_as is not None:
        grants = grants.filter(role__in=on_duty_as, basis__in=_BY_ASSIGNMENT)
    return grants.values("compartment")


def may_open(
    actor: Actor | None,
    compartment: UUID,
    *,
    on_duty_as: Collection[str] | None = None,
    brief: Basis | None = None,
    at: datetime | None = None,
) -> bool:
    """Whether this compartment is open to her: the same question, of one."""
    grants = opened_compartments(actor, on_duty_as=on_duty_as, brief=brief, at=at)
    return grants.filter(compartment=compartment).exists()


def open_until(actor: Actor | None, compartments: Collection[UUID]) -> dict[UUID, datetime | None]:
    """Until when each of these compartments is open to her; None where no end is set. Those that
    are not open to her are not there.
    """
    found: dict[UUID, datetime | None] = {}
    grants = _open_grants(actor, timezone.now(), None).filter(compartment__in=compartments)
    for compartment, until in grants.values_list("compartment", "until"):
        before = found.get(compartment, until)
        found[compartment] = max(before, until) if before and until else None
    return found


def duties_in(
    actor: Actor | None, compartment: UUID, *, at: datetime | None = None
) -> frozenset[str]:
    """The roles in which this compartment is hers now, by assignment, authority or her own right.

    What is opened for minutes, in an emergency or otherwise, is no duty.
    """
    lasting = (*_BY_ASSIGNMENT, Basis.AUTHORITY, Basis.SELF)
    grants = _open_grants(actor, at or timezone.now(), None).filter(
        compartment=compartment, basis__in=lasting
    )
    return frozenset(grants.values_list("role", flat=True))


def _open_grants(actor: Actor | None, at: datetime, brief: Basis | None) -> QuerySet[Grant]:
    if actor is None or actor.is_system:
        return Grant.objects.none()
    grants = Grant.objects.filter(Q(until=None) | Q(until__gt=at), user=actor.id, since__lte=at)
    declared = ConflictDeclaration.objects.filter(
        user=OuterRef("user"), compartment=OuterRef("compartment")
    )
    return grants.filter(_holds(actor, at, brief), ~Exists(declared))


def _holds(actor: Actor, at: datetime, brief: Basis | None) -> Q:
    """That what a grant rests on still stands: the posting, the authority, the account."""
    if brief is not None:
        is_staff = actor.kind == AccountKind.STAFF
        return _posted(actor, BRIEF[brief], (brief,)) if is_staff else Q(pk__in=[])
    if actor.kind == AccountKind.STAFF:
        return _posted(actor, Permission.TAKE_CASES, _BY_ASSIGNMENT) | _posted(
            actor, Permission.BREAK_GLASS, (Basis.BREAK_GLASS,)
        )
    if actor.kind == AccountKind.REPRESENTATIVE:
        return Q(
            Q(authority__valid_until=None) | Q(authority__valid_until__gt=at),
            basis=Basis.AUTHORITY,
            authority__revoked_at=None,
            authority__valid_from__lte=at,
        )
    return Q(basis=Basis.SELF)


def _posted(actor: Actor, permission: Permission, bases: tuple[Basis, ...]) -> Q:
    allowing = roles().that_allow(permission)
    posted = Q(pk__in=[])
    for role, office in actor.postings:
        if role in allowing:
            posted |= Q(role=role, office=office)
    return posted & Q(basis__in=bases)
