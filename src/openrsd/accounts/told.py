"""Reading what one was told of: records opened in an emergency, and changes to accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from openrsd.accounts import acts
from openrsd.accounts.access import PAGE, require
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Announcement, Happening, User
from openrsd.accounts.policies import may_be_told
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission, title_of
from openrsd.ledger.acts import Act
from openrsd.texts import gettext as _

ANNOUNCEMENT = "announcement"
# A reset that she did not ask for may be found only at the next that she does ask for.
_RESETS_TOLD_FOR = timedelta(days=90)
_RESETS_TOLD = 10


@dataclass(frozen=True, slots=True)
class Emergency:
    """A record that was opened in an emergency, as whoever was told of it sees it."""

    id: UUID
    who: str
    role: str
    office: str
    record_kind: str
    record: UUID
    reason: str
    at: datetime
    until: datetime | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What was done to an account. `role` and `office` are empty unless a role was given."""

    id: UUID
    what: str
    name: str
    username: str
    role: str
    office: str
    by: str
    at: datetime
    read_at: datetime | None


def emergencies(actor: Actor, limit: int = PAGE) -> list[Emergency]:
    """Emergencies of which she was told, what is unread first. Her reading is recorded."""
    _require(actor, Permission.READ_ANNOUNCEMENTS, acts.LOOK_AT_ANNOUNCEMENTS)
    told = _emergencies_told(actor).select_related("grant__user", "grant__office")
    return [_emergency(one) for one in _read(actor, told, acts.LOOK_AT_ANNOUNCEMENTS, limit)]


def account_changes(actor: Actor, limit: int = PAGE) -> list[AccountChange]:
    """Changes to accounts of which she was told, what is unread first. Her reading is recorded."""
    _require(actor, Permission.OVERSEE_USERS, acts.LOOK_AT_CHANGES)
    told = _changes_told(actor).select_related("posting__office")
    found = _read(actor, told, acts.LOOK_AT_CHANGES, limit)
    people = User.objects.in_bulk({one.record for one in found} | {one.by for one in found})
    return [_change(one, people) for one in found]


def unread_emergencies(actor: Actor) -> int:
    """How many emergencies wait for her. Says nothing of what they are about."""
    if not may_be_told(actor, Happening.EMERGENCY):
        return 0
    return _emergencies_told(actor).filter(read_at=None).count()


def unread_changes(actor: Actor) -> int:
    """How many changes to accounts wait for her."""
    if not may_be_told(actor, Happening.RESET):
        return 0
    return _changes_told(actor).filter(read_at=None).count()


def is_emergency(actor: Actor, announcement: UUID) -> bool:
    """Whether what she was told by this is of a record, not of an account."""
    return _emergencies_told(actor).filter(id=announcement).exists()


def resets_of(user: User) -> list[datetime]:
    """When her own credentials were reset lately, the newest first."""
    told = Announcement.objects.filter(
        what=Happening.RESET,
        recipient=user,
        record=user.id,
        announced_at__gt=timezone.now() - _RESETS_TOLD_FOR,
    )
    moments = told.order_by("-announced_at").values_list("announced_at", flat=True)
    return list(moments[:_RESETS_TOLD])


def _emergencies_told(actor: Actor) -> QuerySet[Announcement]:
    return Announcement.objects.filter(recipient=actor.id, what=Happening.EMERGENCY)


def _changes_told(actor: Actor) -> QuerySet[Announcement]:
    return Announcement.objects.filter(recipient=actor.id).exclude(what=Happening.EMERGENCY)


def _require(actor: Actor, permission: Permission, act: Act) -> None:
    require(actor, permission, act=act, subject_kind=ANNOUNCEMENT)


def _read(actor: Actor, told: QuerySet[Announcement], act: Act, limit: int) -> list[Announcement]:
    found = list(told.order_by(F("read_at").desc(nulls_first=True), "-announced_at")[:limit])
    with transaction.atomic():
        note(
            act,
            acting=actor,
            subject_kind=ANNOUNCEMENT,
            subjects=[one.id for one in found],
        )
    return found


def _emergency(told: Announcement) -> Emergency:
    grant = told.grant
    assert grant is not None  # told of an emergency
    return Emergency(
        told.id,
        grant.user.display_name.open_or(grant.user.username),
        title_of(grant.role),
        grant.office.name if grant.office else "",
        told.record_kind,
        told.record,
        grant.reason.open_or(_("(erased)")) if grant.reason else "",
        told.announced_at,
        grant.until,
        told.read_at,
    )


def _change(told: Announcement, people: dict[UUID, User]) -> AccountChange:
    user, by, posting = people[told.record], people.get(told.by), told.posting
    return AccountChange(
        told.id,
        _(str(Happening(told.what).label)),
        user.display_name.open_or(user.username),
        user.username,
        title_of(posting.role) if posting else "",
        posting.office.name if posting else "",
        by.display_name.open_or(by.username) if by else _("someone at the command line"),
        told.announced_at,
        told.read_at,
    )
